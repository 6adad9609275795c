namespace SkillMcp.Benchmarks.Learning;

/// <summary>
/// The rule of the project's original idea: a skill scores 0.6 of the share of the item's words that it has, plus 0.3 for
/// reliability and 0.1 for recency; from 0.75 on, the item is merged into the skill with the highest score.
/// </summary>
static class SeedRule
{
    const double Threshold = 0.75;

    public static IReadOnlyList<PlacedItem> Place(ItemStream set)
    {
        var (placed, skills) = (new List<PlacedItem>(), new List<(string Id, HashSet<string> Words)>());
        foreach (var item in set.Items)
        {
            var words = Words(item.Description);
            var (id, score) = skills
                .Select(skill => (skill.Id, Score: words.Count(skill.Words.Contains) * 0.6 / Math.Max(1, words.Count) + 0.3 + 0.1))
                .DefaultIfEmpty((Id: "", Score: 0))
                .MaxBy(candidate => candidate.Score);
            var merged = score >= Threshold;
            if (!merged)
            {
                id = item.Id;
                skills.Add((id, [.. words, .. Words(item.Name.Replace('_', ' '))]));
            }
            placed.Add(new PlacedItem(item, id, merged));
        }
        return placed;
    }

    static HashSet<string> Words(string text) => [.. text.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];
}
