using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace SkillMcp.Packaging;

/// <summary>
/// The objects of a JSON text: one on each line, or a list of them, or one that is spread over lines. A line that is no JSON is told
/// by its number, and the next is read.
/// </summary>
public static class JsonLines
{
    /// <summary>The most bytes of a line, or of a text that is not written in lines: files of 15 MiB in base64, and versions of them.</summary>
    public const int MaxBytes = 64 << 20;

    static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Reads them as they come.</summary>
    public static async IAsyncEnumerable<JsonLine> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancel)
    {
        var lines = new LineReader(Utf8(stream));
        var isFirst = true;
        while (await lines.NextAsync(cancel) is { } line)
        {
            if (line.IsTooLong)
            {
                yield return JsonLine.Broken(lines.Number, $"it has more than {MaxBytes >> 20} MiB");
            }
            else if (!IsBlank(line.Bytes.Span))
            {
                var items = isFirst && IsUnfinished(line.Bytes.Span) ? Whole(line.Bytes, await lines.ToEndAsync(line.Bytes, cancel), lines.Number) : Items(line.Bytes, lines.Number);
                foreach (var item in items)
                {
                    yield return item;
                }
                isFirst = false;
            }
        }
    }

    /// <summary>A text that its first line does not end: one that is spread over lines, or lines of which the first is torn.</summary>
    static IEnumerable<JsonLine> Whole(ReadOnlyMemory<byte> first, ReadOnlyMemory<byte>? text, int number)
    {
        if (text is not { } whole)
        {
            return [JsonLine.Broken(number, $"it is not written in lines and has more than {MaxBytes >> 20} MiB: write one skill a line")];
        }
        var items = Items(whole, number).ToList();
        // Nobody writes a brace alone who writes a skill on a line.
        return items is [{ Mistake.Length: > 0 }] && first.Span.Trim(" \t\r\n"u8).Length > 1 ? ByLine(whole, number) : items;
    }

    static IEnumerable<JsonLine> ByLine(ReadOnlyMemory<byte> text, int number)
    {
        while (text.Length > 0)
        {
            var end = text.Span.IndexOf((byte)'\n') is var found and >= 0 ? found : text.Length;
            foreach (var item in IsBlank(text.Span[..end]) ? [] : Items(text[..end], number))
            {
                yield return item;
            }
            text = text[Math.Min(end + 1, text.Length)..];
            number++;
        }
    }

    static IEnumerable<JsonLine> Items(ReadOnlyMemory<byte> text, int number)
    {
        try
        {
            var json = JsonElement.Parse(text.Span, Strict);
            return json.ValueKind == JsonValueKind.Array
                ? [.. json.EnumerateArray().Select((item, at) => new JsonLine(number, item) { Place = json.GetArrayLength() > 1 ? at + 1 : 0 })]
                : [new JsonLine(number, json)];
        }
        catch (JsonException mistake)
        {
            return [JsonLine.Broken(number + (int)(mistake.LineNumber ?? 0), $"it is no JSON: {Words(mistake)}")];
        }
    }

    static string Words(JsonException mistake)
    {
        // The library says where behind what.
        var end = mistake.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (end > 0 ? mistake.Message[..end] : mistake.Message).TrimEnd('.');
    }

    static bool IsUnfinished(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line, isFinalBlock: false, default);
            while (reader.Read())
            {
            }
            return reader.CurrentDepth > 0 || reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    static bool IsBlank(ReadOnlySpan<byte> line) => line.Trim(" \t\r\n"u8).IsEmpty;

    /// <summary>The text as UTF-8: some shells write what is piped into a file as UTF-16.</summary>
    static Stream Utf8(Stream stream)
    {
        var start = new byte[3];
        var length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        var mark = start.AsSpan(0, length);
        var skipped = mark.StartsWith(Encoding.UTF8.Preamble) ? 3 : mark.StartsWith(Encoding.Unicode.Preamble) || mark.StartsWith(Encoding.BigEndianUnicode.Preamble) ? 2 : 0;
        var whole = new StreamAfter(start.AsMemory(skipped, length - skipped), stream);
        return skipped == 2 ? Encoding.CreateTranscodingStream(whole, start[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode, Encoding.UTF8) : whole;
    }

    sealed class LineReader(Stream stream)
    {
        readonly byte[] buffer = new byte[1 << 16];
        int at;
        int end;

        /// <summary>The number of the line that was read last, from 1.</summary>
        public int Number { get; private set; }

        /// <summary>The next line; null where there is none.</summary>
        public async Task<Line?> NextAsync(CancellationToken cancel)
        {
            using var line = new MemoryStream();
            var (isTooLong, isThere) = (false, false);
            while (at < end || await FillAsync(cancel))
            {
                isThere = true;
                var length = buffer.AsSpan(at, end - at).IndexOf((byte)'\n');
                var part = buffer.AsMemory(at, length < 0 ? end - at : length);
                at += part.Length + (length < 0 ? 0 : 1);
                isTooLong |= line.Length + part.Length > MaxBytes;
                if (!isTooLong)
                {
                    line.Write(part.Span);
                }
                if (length >= 0)
                {
                    break;
                }
            }
            Number += isThere ? 1 : 0;
            return isThere ? new Line(line.ToArray(), isTooLong) : null;
        }

        /// <summary>A line and all that comes after it; null where that is too long.</summary>
        public async Task<ReadOnlyMemory<byte>?> ToEndAsync(ReadOnlyMemory<byte> line, CancellationToken cancel)
        {
            using var all = new MemoryStream();
            all.Write(line.Span);
            all.WriteByte((byte)'\n');
            while (at < end || await FillAsync(cancel))
            {
                if (all.Length + end - at > MaxBytes)
                {
                    return null;
                }
                all.Write(buffer.AsSpan(at, end - at));
                at = end;
            }
            return all.ToArray();
        }

        async Task<bool> FillAsync(CancellationToken cancel)
        {
            (at, end) = (0, await stream.ReadAsync(buffer, cancel));
            return end > 0;
        }
    }

    sealed record Line(ReadOnlyMemory<byte> Bytes, bool IsTooLong);
}

/// <summary>An object of a JSON text, or what is wrong where one should be.</summary>
/// <param name="Number">The line that it begins in, from 1.</param>
/// <param name="Json">What it says; undefined where it is broken.</param>
public sealed record JsonLine(int Number, JsonElement Json)
{
    /// <summary>Its place in a list, from 1; 0 where it stands alone.</summary>
    public int Place { get; init; }

    /// <summary>What is wrong; empty where nothing is.</summary>
    public string Mistake { get; init; } = "";

    public static JsonLine Broken(int number, string mistake) => new(number, default(JsonElement)) { Mistake = mistake };

    /// <summary>Where it stands in its text, in words.</summary>
    public string Where => Place > 0 ? $"item {Place}" : $"line {Number}";
}
