namespace SkillMcp.Formation;

/// <summary>What merging a run into a skill changes.</summary>
/// <param name="Decision">
/// <see cref="Decision.Consolidated"/>, <see cref="Decision.Refined"/> or <see cref="Decision.Alternative"/>.
/// </param>
/// <param name="Version">The existing version that already covers the run; 0 where a new one is needed.</param>
/// <param name="Written">The new text of the skill, or of its alternative; null if nothing changes.</param>
public sealed record MergePlan(Decision Decision, int Version, Procedure? Written);
