using System.Buffers;

namespace SkillMcp.Sessions.Reading;

/// <summary>Reads a log line by line in little memory: of a line of many megabytes, the middles of its long strings are left out.</summary>
sealed class LogLines(Stream stream)
{
    // A longer line is abridged as it comes, and one that is still longer then is no line of a log.
    const int MaxWhole = 1 << 20;
    const int MaxAbridged = 16 << 20;
    const int KeptOfString = 16 << 10;

    readonly byte[] buffer = new byte[1 << 16];
    ArrayBufferWriter<byte> line = new(1 << 16);
    AbridgedJson? abridged;
    int at;
    int end;

    /// <summary>The number of the line that was read last, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>The line that was read last; empty if it is too long.</summary>
    public ReadOnlyMemory<byte> Line => IsTooLong ? default : line.WrittenMemory;

    public bool IsTooLong => line.WrittenCount > MaxAbridged;

    /// <summary>Reads the next line; false if there is none.</summary>
    public async ValueTask<bool> NextAsync(CancellationToken cancel)
    {
        Begin();
        var isThere = false;
        while (at < end || await FillAsync(cancel))
        {
            isThere = true;
            var length = buffer.AsSpan(at, end - at).IndexOf((byte)'\n');
            var part = buffer.AsSpan(at, length < 0 ? end - at : length);
            at += part.Length + (length < 0 ? 0 : 1);
            Add(part);
            if (length >= 0)
            {
                break;
            }
        }
        Number += isThere ? 1 : 0;
        return isThere;
    }

    void Begin()
    {
        abridged = null;
        if (line.Capacity > MaxWhole * 2)
        {
            line = new(1 << 16);
        }
        line.ResetWrittenCount();
    }

    void Add(ReadOnlySpan<byte> part)
    {
        if (IsTooLong)
        {
            return;
        }
        if (abridged is null && line.WrittenCount + part.Length > MaxWhole)
        {
            var whole = line;
            line = new(1 << 16);
            abridged = new(line, KeptOfString);
            abridged.Write(whole.WrittenSpan);
        }
        if (abridged is null)
        {
            line.Write(part);
        }
        else
        {
            abridged.Write(part);
        }
    }

    async ValueTask<bool> FillAsync(CancellationToken cancel)
    {
        (at, end) = (0, await stream.ReadAsync(buffer, cancel));
        return end > 0;
    }
}
