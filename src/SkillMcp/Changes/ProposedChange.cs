namespace SkillMcp.Changes;

/// <summary>What a quarantined skill is to change once it is approved.</summary>
/// <param name="Target">The skill that it would be the next version of.</param>
/// <param name="BaseVersion">The version of the target that it was made from.</param>
public sealed record ProposedChange(Guid Target, int BaseVersion);
