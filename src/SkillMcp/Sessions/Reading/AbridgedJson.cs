using System.Buffers;
using System.Text;

namespace SkillMcp.Sessions.Reading;

/// <summary>
/// Copies JSON as it comes and leaves out the middles of long strings: what it writes is JSON again, and small,
/// however many megabytes of output a client has put into a line.
/// </summary>
/// <param name="output">Takes what is written.</param>
/// <param name="kept">The bytes that stay at the beginning of a long string; of its end, as many to twice as many.</param>
sealed class AbridgedJson(IBufferWriter<byte> output, int kept)
{
    // What a step of the text is: an escape of 6 bytes, or a character of 4.
    const int MaxUnit = 6;

    byte[] earlier = [];
    byte[] later = [];
    int earlierCount;
    int laterCount;
    long leftOut;
    int length;
    int hexDigits;
    bool isInString;
    bool isEscape;
    bool isTail;

    public static byte[] Of(ReadOnlySpan<byte> json, int kept)
    {
        var output = new ArrayBufferWriter<byte>();
        new AbridgedJson(output, kept).Write(json);
        return output.WrittenSpan.ToArray();
    }

    public void Write(ReadOnlySpan<byte> json)
    {
        foreach (var next in json)
        {
            Write(next);
        }
    }

    public void Write(byte next)
    {
        if (!isInString)
        {
            Put(next);
            isInString = next == '"';
            return;
        }
        var isUnitStart = !isEscape && hexDigits == 0 && (next & 0xC0) != 0x80;
        if (isUnitStart && next == '"')
        {
            EndString();
            Put(next);
            return;
        }
        if (!isTail && isUnitStart && length >= kept)
        {
            BeginTail();
        }
        if (isTail)
        {
            PutInTail(next, isUnitStart);
        }
        else
        {
            Put(next);
            length++;
        }
        Follow(next);
    }

    void Follow(byte next)
    {
        if (isEscape)
        {
            (isEscape, hexDigits) = (false, next == 'u' ? 4 : 0);
            return;
        }
        hexDigits = Math.Max(hexDigits - 1, 0);
        isEscape = next == '\\' && hexDigits == 0;
    }

    void BeginTail()
    {
        isTail = true;
        earlier = earlier.Length > 0 ? earlier : new byte[kept + MaxUnit];
        later = later.Length > 0 ? later : new byte[kept + MaxUnit];
    }

    void PutInTail(byte next, bool isUnitStart)
    {
        if (isUnitStart && laterCount >= kept || laterCount == later.Length)
        {
            leftOut += earlierCount;
            (earlier, later) = (later, earlier);
            (earlierCount, laterCount) = (laterCount, 0);
        }
        later[laterCount++] = next;
    }

    void EndString()
    {
        if (leftOut > 0)
        {
            output.Write(Encoding.UTF8.GetBytes($"\\n[{leftOut} bytes left out]\\n"));
        }
        output.Write(earlier.AsSpan(0, earlierCount));
        output.Write(later.AsSpan(0, laterCount));
        (isInString, isTail, length, leftOut, earlierCount, laterCount) = (false, false, 0, 0, 0, 0);
    }

    void Put(byte next)
    {
        output.GetSpan(1)[0] = next;
        output.Advance(1);
    }
}
