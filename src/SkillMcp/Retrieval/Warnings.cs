namespace SkillMcp.Retrieval;

/// <summary>Reasons to be careful with a skill; a sentence each.</summary>
static class Warnings
{
    /// <param name="skill">The skill.</param>
    /// <param name="isStale">Whether it has not succeeded for long.</param>
    /// <param name="literals">What looks like a value of the run that it was learned from, and stayed in its steps.</param>
    public static IEnumerable<string> Of(Skill skill, bool isStale, IReadOnlyList<string> literals)
    {
        if (literals.Count > 0)
        {
            yield return $"still literal from the first run: {string.Join(", ", literals)}";
        }
        if (skill.Lifecycle.Reason == Lifecycle.Disputed)
        {
            yield return "disputed: unverified reports say that it fails";
        }
        if (isStale)
        {
            yield return skill.LastSucceededAt is { } last
                ? $"stale: no success since {last:yyyy-MM-dd}"
                : $"stale: no success since it was written on {skill.CreatedAt:yyyy-MM-dd}";
        }
    }
}
