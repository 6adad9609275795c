namespace SkillMcp.UseCases;

/// <summary>A skill before and after a change.</summary>
/// <param name="Before">The skill that the change was decided on.</param>
/// <param name="Skill">The skill as it is now.</param>
sealed record ChangedSkill(Skill Before, Skill Skill)
{
    /// <summary>The quarantined skill that holds the change until a person approves it; null if the change was applied.</summary>
    public Skill? Proposal { get; init; }
}
