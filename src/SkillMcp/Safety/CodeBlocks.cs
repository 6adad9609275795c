namespace SkillMcp.Safety;

/// <summary>The blocks of code of a page, between lines of three signs or more that are alike.</summary>
sealed class CodeBlocks
{
    const int MaxIndent = 12;

    readonly List<int> begins = [];
    readonly List<int> ends = [];

    public CodeBlocks(string text)
    {
        var (begin, fence) = (-1, "");
        foreach (var (at, end) in TextSpans.LinesOf(text))
        {
            var line = text.AsSpan(at, end - at);
            var trimmed = line.TrimStart(" \t>");
            var found = line.Length - trimmed.Length <= MaxIndent ? FenceOf(trimmed) : [];
            if (begin < 0 && found.Length > 0)
            {
                (begin, fence) = (end, found.ToString());
            }
            // It ends with as many signs and nothing behind them.
            else if (begin >= 0 && found.StartsWith(fence) && trimmed[found.Length..].Trim().IsEmpty)
            {
                begins.Add(begin);
                ends.Add(at);
                begin = -1;
            }
        }
    }

    /// <summary>Whether a place is in a block that also ends.</summary>
    public bool Holds(int at)
    {
        var found = begins.BinarySearch(at);
        var last = found < 0 ? ~found - 1 : found;
        return last >= 0 && at < ends[last];
    }

    static ReadOnlySpan<char> FenceOf(ReadOnlySpan<char> line)
    {
        if (line is not (['`', '`', '`', ..] or ['~', '~', '~', ..]))
        {
            return [];
        }
        var end = line.IndexOfAnyExcept(line[0]);
        // What has such a sign behind it is in one line.
        return end < 0 || !line[end..].Contains('`') ? line[..(end < 0 ? line.Length : end)] : [];
    }
}
