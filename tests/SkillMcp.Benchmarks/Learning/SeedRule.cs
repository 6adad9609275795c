namespace SkillMcp.Benchmarks.Learning;

/// <summary>
/// The rule of the idea's source: the skill that shares most of the newcomer's words scores 0.6 of their share + 0.3 for
/// reliability + 0.1 for recency, and from 0.75 on it takes the newcomer in.
/// </summary>
static class SeedRule
{
    const double Threshold = 0.75;

    public static IReadOnlyList<Placed> Place(ItemStream set)
    {
        var (placed, skills) = (new List<Placed>(), new List<(string Id, HashSet<string> Words)>());
        foreach (var item in set.Items)
        {
            var words = Words(item.Description);
            var (id, score) = skills.Select(skill => (skill.Id, Score: words.Count(skill.Words.Contains) * 0.6 / Math.Max(1, words.Count) + 0.3 + 0.1)).DefaultIfEmpty(("", 0)).MaxBy(one => one.Item2);
            var merged = score >= Threshold;
            if (!merged)
            {
                id = item.Id;
                skills.Add((id, [.. words, .. Words(item.Name.Replace('_', ' '))]));
            }
            placed.Add(new Placed(item, id, merged));
        }
        return placed;
    }

    static HashSet<string> Words(string text) => [.. text.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];
}
