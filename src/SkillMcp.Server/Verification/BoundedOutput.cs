using System.Security.Cryptography;
using System.Text;

namespace SkillMcp.Server.Verification;

/// <summary>Output that is hashed as it comes, and of which only the beginning and the end are kept.</summary>
sealed class BoundedOutput : IDisposable
{
    const int KeptBytes = 32 * 1024;
    const int KeptLines = 100;
    const int KeptColumns = 500;

    readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    readonly byte[] head = new byte[KeptBytes];
    readonly byte[] tail = new byte[KeptBytes];
    int headLength;
    int tailLength;

    public long Length { get; private set; }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        hash.AppendData(bytes);
        Length += bytes.Length;
        var first = bytes[..Math.Min(bytes.Length, KeptBytes - headLength)];
        first.CopyTo(head.AsSpan(headLength));
        headLength += first.Length;
        AppendToTail(bytes[first.Length..]);
    }

    public SandboxOutput Finish()
    {
        var hashed = Convert.ToHexStringLower(hash.GetHashAndReset());
        var isWhole = Length == headLength + tailLength;
        if (isWhole)
        {
            var lines = LinesOf([.. head.AsSpan(0, headLength), .. tail.AsSpan(0, tailLength)]);
            var first = lines.Take(KeptLines).ToList();
            var last = lines.Skip(Math.Max(first.Count, lines.Count - KeptLines)).ToList();
            return new SandboxOutput(first, last, Length, hashed) { IsCut = first.Count + last.Count < lines.Count };
        }
        var begins = LinesOf(head).Take(KeptLines).ToList();
        var ends = LinesOf(tail.AsSpan(0, tailLength)).TakeLast(KeptLines).ToList();
        return new SandboxOutput(begins, ends, Length, hashed) { IsCut = true };
    }

    public void Dispose() => hash.Dispose();

    void AppendToTail(ReadOnlySpan<byte> bytes)
    {
        var kept = bytes[Math.Max(0, bytes.Length - KeptBytes)..];
        var left = Math.Min(tailLength, KeptBytes - kept.Length);
        tail.AsSpan(tailLength - left, left).CopyTo(tail);
        kept.CopyTo(tail.AsSpan(left));
        tailLength = left + kept.Length;
    }

    static List<string> LinesOf(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return [];
        }
        var text = Encoding.UTF8.GetString(bytes).ReplaceLineEndings("\n");
        var lines = (text.EndsWith('\n') ? text[..^1] : text).Split('\n');
        return [.. lines.Select(line => Truncate.To(line, KeptColumns))];
    }
}
