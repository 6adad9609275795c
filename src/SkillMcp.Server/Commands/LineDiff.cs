namespace SkillMcp.Server.Commands;

/// <summary>What has to go and to come to make one list of lines of another: all that a longest common subsequence leaves.</summary>
static class LineDiff
{
    // 64 MB; two texts that have less in common are shown one after the other.
    const long MostCells = 16_000_000;

    /// <summary>The lines in order: those of both behind a space, those that go behind a minus, those that come behind a plus.</summary>
    public static IReadOnlyList<(char Sign, string Text)> Between(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        // What is the same at both ends needs no table, which grows with the square of what is left.
        var begin = 0;
        while (begin < before.Count && begin < after.Count && before[begin] == after[begin])
        {
            begin++;
        }
        var end = 0;
        while (end < before.Count - begin && end < after.Count - begin && before[^(end + 1)] == after[^(end + 1)])
        {
            end++;
        }
        return
        [
            .. before.Take(begin).Select(line => (' ', line)),
            .. BetweenOthers([.. before.Skip(begin).SkipLast(end)], [.. after.Skip(begin).SkipLast(end)]),
            .. before.TakeLast(end).Select(line => (' ', line)),
        ];
    }

    static IReadOnlyList<(char Sign, string Text)> BetweenOthers(List<string> before, List<string> after)
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
