namespace SkillMcp.Server.Verification;

/// <summary>A skill whose checks were made again.</summary>
/// <param name="Skill">The skill, as it was before.</param>
/// <param name="Seen">What was seen.</param>
/// <param name="Before">The execution that had been verified last; null if there was none.</param>
/// <param name="Consequences">What followed for the skill; a sentence each.</param>
sealed record RetestedSkill(Skill Skill, SkillVerification Seen, Execution? Before, IReadOnlyList<string> Consequences)
{
    /// <summary>What a person wants to know of it.</summary>
    public RetestResult Result => Seen.Outcome switch
    {
        Outcome.Success => RetestResult.True,
        Outcome.Failure => RetestResult.Broken,
        _ when Seen.Checks.All(check => check.Verdict is CheckVerdict.NotAllowed or CheckVerdict.Holds) => RetestResult.NotAllowed,
        _ => RetestResult.NotKnown,
    };

    /// <summary>Whether it is known now.</summary>
    public bool IsTested => Result is RetestResult.True or RetestResult.Broken;
}
