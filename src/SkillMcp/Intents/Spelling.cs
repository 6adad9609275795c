namespace SkillMcp.Intents;

/// <summary>Slips of the pen.</summary>
static class Spelling
{
    /// <summary>Whether two words differ by one letter: left out, doubled, wrong, or in the place of its neighbour.</summary>
    public static bool IsSlip(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        if (Math.Abs(a.Length - b.Length) > 1)
        {
            return false;
        }
        var same = a.CommonPrefixLength(b);
        var restA = a[same..];
        var restB = b[same..];
        return (restA.Length - restB.Length) switch
        {
            1 => restA[1..].SequenceEqual(restB),
            -1 => restB[1..].SequenceEqual(restA),
            _ => restA.Length > 0 && restA[1..].SequenceEqual(restB[1..]) || IsSwapped(restA, restB),
        };
    }

    static bool IsSwapped(ReadOnlySpan<char> a, ReadOnlySpan<char> b) =>
        a.Length > 1 && a[0] == b[1] && a[1] == b[0] && a[2..].SequenceEqual(b[2..]);
}
