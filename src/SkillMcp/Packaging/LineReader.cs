namespace SkillMcp.Packaging;

/// <summary>Reads a UTF-8 text line by line, with a limit on the length of a line.</summary>
sealed class LineReader(Stream stream)
{
    /// <summary>The most bytes of a line, or of a text that is read whole: files of 15 MiB in base64, and versions of them.</summary>
    public const int MaxBytes = 64 << 20;

    readonly byte[] buffer = new byte[1 << 16];
    int at;
    int end;

    /// <summary>The number of the line that was read last, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>The next line without its line feed, or null for one that is too long; at the end of the text, no line.</summary>
    public async Task<(bool IsThere, ReadOnlyMemory<byte>? Line)> NextAsync(CancellationToken cancel)
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
        // Without the cast, null would become an empty line: an array that is null converts to memory without a byte.
        return (isThere, isTooLong ? (ReadOnlyMemory<byte>?)null : line.ToArray());
    }

    /// <summary>A line and all that comes after it; null if that is too long.</summary>
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
