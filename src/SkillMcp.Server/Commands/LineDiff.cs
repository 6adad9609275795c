namespace SkillMcp.Server.Commands;

/// <summary>What has to go and to come to make one list of lines of another: all that a longest common subsequence leaves.</summary>
static class LineDiff
{
    // 64 MB; two texts that have less in common are shown one after the other.
    const long MostCells = 16_000_000;

    /// <summary>The lines in order: those of both behind a space, those that go behind a minus, those that come behind a plus.</summary>
    public static IReadOnlyList<(char Sign, string Text)> Between(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        // What both begin and end with is common to them whatever lies between: a long text with a small change is soon done.
        var least = Math.Min(before.Count, after.Count);
        var start = Enumerable.Range(0, least).TakeWhile(line => before[line] == after[line]).Count();
        var end = Enumerable.Range(1, least - start).TakeWhile(line => before[^line] == after[^line]).Count();
        return
        [
            .. before.Take(start).Select(Common),
            .. Within([.. before.Take(start..^end)], [.. after.Take(start..^end)]),
            .. before.TakeLast(end).Select(Common),
        ];

        static (char, string) Common(string text) => (' ', text);
    }

    /// <summary>The changes, each with the lines around it; null where lines of both are left out.</summary>
    /// <param name="lines">The lines of both texts.</param>
    /// <param name="around">How many lines before and after a change are shown.</param>
    public static IEnumerable<(char Sign, string Text)?> Changes(IReadOnlyList<(char Sign, string Text)> lines, int around = 3)
    {
        var shown = new bool[lines.Count];
        for (var line = 0; line < lines.Count; line++)
        {
            if (lines[line].Sign != ' ')
            {
                var from = Math.Max(0, line - around);
                shown.AsSpan(from, Math.Min(lines.Count, line + around + 1) - from).Fill(true);
            }
        }
        for (var line = 0; line < lines.Count; line++)
        {
            if (shown[line])
            {
                yield return lines[line];
            }
            else if (line == 0 || shown[line - 1])
            {
                yield return null;
            }
        }
    }

    static List<(char Sign, string Text)> Within(List<string> before, List<string> after)
    {
        if ((long)before.Count * after.Count > MostCells)
        {
            return [.. before.Select(line => ('-', line)), .. after.Select(line => ('+', line))];
        }
        var common = new int[before.Count + 1, after.Count + 1];
        for (var a = before.Count - 1; a >= 0; a--)
        {
            for (var b = after.Count - 1; b >= 0; b--)
            {
                common[a, b] = before[a] == after[b] ? common[a + 1, b + 1] + 1 : Math.Max(common[a + 1, b], common[a, b + 1]);
            }
        }
        var lines = new List<(char, string)>();
        for (var (a, b) = (0, 0); a < before.Count || b < after.Count;)
        {
            if (a < before.Count && b < after.Count && before[a] == after[b])
            {
                lines.Add((' ', before[a++]));
                b++;
            }
            else if (b == after.Count || a < before.Count && common[a + 1, b] >= common[a, b + 1])
            {
                lines.Add(('-', before[a++]));
            }
            else
            {
                lines.Add(('+', after[b++]));
            }
        }
        return lines;
    }
}
