namespace SkillMcp.Server.Commands;

/// <summary>What has to go and to come to make one list of lines of another: all that a longest common subsequence leaves.</summary>
static class LineDiff
{
    /// <summary>The lines in order: those of both behind a space, those that go behind a minus, those that come behind a plus.</summary>
    public static IReadOnlyList<(char Sign, string Text)> Between(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
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
