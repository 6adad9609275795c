namespace SkillMcp.Benchmarks.Retrieval;

/// <summary>
/// The formula of the idea's source: the share of the task's words in name and description × 0.6, reliability × 0.3,
/// recency × 0.1. All skills of a set are equally new and untried here, so only the words decide.
/// </summary>
sealed class SeedFormula(DataSet set)
{
    static readonly char[] Space = [' ', '\t', '\n', '\r'];

    readonly IReadOnlyList<(string Id, HashSet<string> Words)> skills =
        [.. set.Skills.Select(skill => (skill.Id, Words($"{skill.Name.Replace('_', ' ')} {skill.Description}")))];

    public QueryResult Ask(QueryRow query)
    {
        var asked = Words(query.Text);
        Hit[] hits =
        [
            .. skills.Select(skill => (skill.Id, Overlap: asked.Count(skill.Words.Contains)))
                .Where(skill => skill.Overlap > 0)
                .OrderByDescending(skill => skill.Overlap)
                .Take(10)
                .Select(skill => new Hit(skill.Id, 0.6 * skill.Overlap / asked.Count + 0.3 + 0.1)),
        ];
        return new QueryResult(query, hits, hits.Length > 0);
    }

    static HashSet<string> Words(string text) => [.. text.ToLowerInvariant().Split(Space, StringSplitOptions.RemoveEmptyEntries)];
}
