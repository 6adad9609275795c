namespace SkillMcp.Retrieval;

/// <summary>Reasons to be careful with a skill; a sentence each.</summary>
static class Warnings
{
    public static IEnumerable<string> Of(Skill skill, bool isStale)
    {
        if (skill.Record.Total == 0)
        {
            yield return "provisional: never executed";
        }
        else if (skill is { Source: Source.Learned, Record.Total: 1 })
        {
            yield return "provisional: learned from one run";
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
