namespace SkillMcp.Server.Commands;

/// <summary>What changed between two texts, line by line: <c>+</c> before what came, <c>-</c> before what went, in the order of the longest run that stayed.</summary>
static class LineChanges
{
    public static IEnumerable<string> Between(string before, string after)
    {
        var (old, now) = (Lines(before), Lines(after));
        var stays = Longest(old, now);
        var (from, to) = (0, 0);
        while (from < old.Length || to < now.Length)
        {
            if (from < old.Length && to < now.Length && old[from] == now[to])
            {
                yield return $"  {old[from]}";
                (from, to) = (from + 1, to + 1);
            }
            else if (from < old.Length && (to == now.Length || stays[from + 1, to] >= stays[from, to + 1]))
            {
                yield return $"- {old[from++]}";
            }
            else
            {
                yield return $"+ {now[to++]}";
            }
        }
    }

    /// <summary>How many lines the rests of both texts from two places on have in common.</summary>
    static int[,] Longest(string[] old, string[] now)
    {
        var longest = new int[old.Length + 1, now.Length + 1];
        for (var from = old.Length - 1; from >= 0; from--)
        {
            for (var to = now.Length - 1; to >= 0; to--)
            {
                longest[from, to] = old[from] == now[to] ? longest[from + 1, to + 1] + 1 : Math.Max(longest[from + 1, to], longest[from, to + 1]);
            }
        }
        return longest;
    }

    static string[] Lines(string text) => text.Length == 0 ? [] : text.TrimEnd('\n').Split('\n');
}
