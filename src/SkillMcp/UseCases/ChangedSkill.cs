namespace SkillMcp.UseCases;

/// <summary>A skill before and after a change.</summary>
/// <param name="Before">The skill that the change was decided on.</param>
/// <param name="Skill">The skill as it is now.</param>
sealed record ChangedSkill(Skill Before, Skill Skill)
{
    /// <summary>The quarantined skill that the change is kept in until a person approves it; null where it was made.</summary>
    public Skill? Proposal { get; init; }
}
