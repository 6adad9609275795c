namespace SkillMcp.Changes;

/// <summary>The change that a quarantined skill makes to another one when it is approved.</summary>
/// <param name="Target">The id of the skill that gets it as its next version.</param>
/// <param name="BaseVersion">The version of the target that the proposal was made from.</param>
sealed record ProposedChange(Guid Target, int BaseVersion);
