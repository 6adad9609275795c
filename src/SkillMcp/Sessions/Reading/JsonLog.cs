using System.IO.Hashing;
using System.Text.Json;

namespace SkillMcp.Sessions.Reading;

/// <summary>Reads the JSON of a log, entry by entry. What cannot be read is named, and the rest is read on.</summary>
static class JsonLog
{
    // Lines that are cut are many in a log that somebody made: each costs no more than this.
    const int MaxTries = 16;
    const int MaxTriedLine = 256 << 10;

    static readonly JsonReaderOptions Options = new() { AllowMultipleValues = true };

    /// <summary>Reads a file with a JSON object in each line. A line that was written twice is read once.</summary>
    /// <param name="path">The file.</param>
    /// <param name="take">Takes the object of a line; it must keep nothing of it but texts.</param>
    /// <param name="unread">Takes what cannot be read.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task ReadLinesAsync(string path, Action<JsonElement> take, UnreadParts unread, CancellationToken cancel)
    {
        await using var stream = Open(path, unread);
        if (stream is null)
        {
            return;
        }
        var lines = new LogLines(stream);
        var seen = new HashSet<ulong>();
        while (await NextAsync(lines, unread, cancel))
        {
            if (lines.IsTooLong)
            {
                unread.Add(lines.Number, "is too long");
                continue;
            }
            var line = Trimmed(lines.Line);
            if (line.IsEmpty || !seen.Add(XxHash3.HashToUInt64(line.Span)))
            {
                continue;
            }
            unread.IsCut = !TakeLine(line, lines.Number, take, unread);
        }
    }

    /// <summary>Reads a file with one document, or several, element by element.</summary>
    /// <param name="path">The file.</param>
    /// <param name="take">Takes the document's number, the member, and its value or an element of it; it must keep nothing of that.</param>
    /// <param name="unread">Takes what cannot be read.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task ReadDocumentAsync(
        string path, Action<int, string, JsonElement> take, UnreadParts unread, CancellationToken cancel)
    {
        await using var stream = Open(path, unread);
        if (stream is null)
        {
            return;
        }
        var elements = new LogElements(stream);
        for (var count = 1; await NextAsync(elements, unread, cancel); count++)
        {
            var place = $"Element {count} ('{Truncate.To(elements.Name, 40)}')";
            if (elements.IsTooLong)
            {
                unread.Add($"{place} is too long.");
                continue;
            }
            TakeElement(elements, place, take, unread);
        }
        if (elements.IsCut)
        {
            unread.Add("The document ends in the middle.");
            unread.IsCut = true;
        }
    }

    static void TakeElement(LogElements elements, string place, Action<int, string, JsonElement> take, UnreadParts unread)
    {
        try
        {
            using var document = JsonDocument.Parse(elements.Element);
            Take(document.RootElement, place, value => take(elements.Document, elements.Name, value), unread);
        }
        catch (JsonException)
        {
            unread.Add($"{place} is not whole JSON.");
        }
    }

    static async ValueTask<bool> NextAsync(LogElements elements, UnreadParts unread, CancellationToken cancel)
    {
        try
        {
            return await elements.NextAsync(cancel);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            unread.Add($"The rest of the document cannot be read: {fault.Message}");
            return false;
        }
    }

    /// <summary>Opens a file that its client may be writing to; null if it cannot be read.</summary>
    public static Stream? Open(string path, UnreadParts unread)
    {
        try
        {
            const FileShare anything = FileShare.ReadWrite | FileShare.Delete;
            return LogEncoding.AsUtf8(new FileStream(path, FileMode.Open, FileAccess.Read, anything, 0, FileOptions.Asynchronous));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            unread.Add($"{Path.GetFileName(path)} cannot be read: {fault.Message}");
            return null;
        }
    }

    static async ValueTask<bool> NextAsync(LogLines lines, UnreadParts unread, CancellationToken cancel)
    {
        try
        {
            return await lines.NextAsync(cancel);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            unread.Add($"What comes after line {lines.Number} cannot be read: {fault.Message}");
            return false;
        }
    }

    /// <summary>Takes what is in a line; false if it is not whole.</summary>
    // Two processes that write at once leave two objects in a line; a crash of the machine leaves NULs.
    static bool TakeLine(ReadOnlyMemory<byte> line, long number, Action<JsonElement> take, UnreadParts unread)
    {
        var reader = new Utf8JsonReader(line.Span, Options);
        try
        {
            while (reader.Read())
            {
                using var document = JsonDocument.ParseValue(ref reader);
                Take(document.RootElement, $"Line {number}", take, unread);
            }
            return true;
        }
        catch (JsonException)
        {
            unread.Add(number, line.Span.Contains((byte)0) ? "holds bytes that are no text" : "is not whole JSON");
            return TakeRest(line, number, take, unread);
        }
    }

    // A process that was killed left the beginning of a line, and the next one wrote on behind it.
    static bool TakeRest(ReadOnlyMemory<byte> line, long number, Action<JsonElement> take, UnreadParts unread)
    {
        var from = 0;
        for (var tries = 0; tries < MaxTries && line.Length <= MaxTriedLine; tries++)
        {
            // A quotation mark within a string stands behind a backslash: this is not within one.
            var next = line.Span[(from + 1)..].IndexOf("{\""u8);
            if (next < 0)
            {
                return false;
            }
            from += 1 + next;
            try
            {
                using var document = JsonDocument.Parse(line[from..]);
                Take(document.RootElement, $"Line {number}", take, unread);
                return true;
            }
            catch (JsonException)
            {
                // It begins further on.
            }
        }
        return false;
    }

    /// <summary>Takes one entry. A value in it that its reader did not expect costs this entry and no other.</summary>
    public static void Take(JsonElement entry, string place, Action<JsonElement> take, UnreadParts unread)
    {
        try
        {
            take(entry);
        }
        catch (Exception fault) when (fault is InvalidOperationException or FormatException or ArgumentException or JsonException)
        {
            unread.Add($"{place} holds a value that cannot be read.");
        }
    }

    static ReadOnlyMemory<byte> Trimmed(ReadOnlyMemory<byte> line)
    {
        if (line.Span.StartsWith("\uFEFF"u8))
        {
            line = line[3..];
        }
        var start = line.Span.IndexOfAnyExcept((byte)0, (byte)' ', (byte)'\r');
        var end = line.Span.LastIndexOfAnyExcept((byte)0, (byte)' ', (byte)'\r');
        return start < 0 ? default : line[start..(end + 1)];
    }
}
