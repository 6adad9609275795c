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

    /// <summary>That a program may not do here what it did where the skill was proved.</summary>
    /// <param name="proved">The version that it was proved with.</param>
    /// <param name="here">The version here.</param>
    public static string OfDrift(ProgramVersion proved, ProgramVersion here) =>
        $"proved with {proved.Brief}, here is {here.Brief[(here.Program.Length + 1)..]}";
}
