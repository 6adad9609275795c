using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace SkillMcp.Packaging;

/// <summary>
/// The objects of a JSON text: JSON Lines, a list, or one object that is spread over lines. A line that is not JSON is reported
/// by its number, and the next is read.
/// </summary>
static class JsonLines
{
    static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Reads them as they come.</summary>
    /// <param name="stream">The text, in UTF-8 or with a byte order mark in UTF-16; it can seek.</param>
    /// <param name="cancel">Stops it.</param>
    public static async IAsyncEnumerable<JsonLine> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancel)
    {
        var lines = new LineReader(Utf8(stream));
        var isFirst = true;
        while (await lines.NextAsync(cancel) is (true, var next))
        {
            if (next is not { } line)
            {
                yield return JsonLine.Malformed(lines.Number, $"it has more than {LineReader.MaxBytes >> 20} MiB");
            }
            else if (!IsBlank(line.Span))
            {
                var items = isFirst && IsUnfinished(line.Span)
                    ? Whole(line, await lines.ToEndAsync(line, cancel), lines.Number)
                    : Items(line, lines.Number);
                foreach (var item in items)
                {
                    yield return item;
                }
                isFirst = false;
            }
        }
    }

    /// <summary>A text that goes on after its first line: a value over several lines, or lines of which the first is torn.</summary>
    static IEnumerable<JsonLine> Whole(ReadOnlyMemory<byte> first, ReadOnlyMemory<byte>? text, int number)
    {
        if (text is not { } whole)
        {
            var mistake = $"it is not written in lines and has more than {LineReader.MaxBytes >> 20} MiB: write one skill a line";
            return [JsonLine.Malformed(number, mistake)];
        }
        var items = Items(whole, number).ToList();
        // A first line that is a brace alone is not one of JSON Lines.
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
            if (json.ValueKind != JsonValueKind.Array)
            {
                return [new JsonLine(number, json)];
            }
            var first = json.GetArrayLength() > 1 ? 1 : 0;
            return [.. json.EnumerateArray().Select((item, at) => new JsonLine(number, item) { ItemNumber = first + at })];
        }
        catch (JsonException mistake)
        {
            return [JsonLine.Malformed(number + (int)(mistake.LineNumber ?? 0), $"it is not JSON: {WithoutPosition(mistake.Message)}")];
        }
    }

    // The library appends the line and the byte, counted within what it was given.
    static string WithoutPosition(string message)
    {
        var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (end > 0 ? message[..end] : message).TrimEnd('.');
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

    /// <summary>The text as UTF-8, without its byte order mark: some shells write what is piped into a file as UTF-16.</summary>
    static Stream Utf8(Stream stream)
    {
        var begin = stream.Position;
        var start = new byte[3];
        var mark = start.AsSpan(0, stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false));
        Encoding[] encodings = [Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode];
        foreach (var encoding in encodings)
        {
            if (mark.StartsWith(encoding.Preamble))
            {
                stream.Position = begin + encoding.Preamble.Length;
                return encoding == Encoding.UTF8 ? stream : Encoding.CreateTranscodingStream(stream, encoding, Encoding.UTF8);
            }
        }
        stream.Position = begin;
        return stream;
    }
}
