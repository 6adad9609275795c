namespace SkillMcp.Formation;

/// <summary>What merging a run into a skill changes.</summary>
/// <param name="Decision">
/// <see cref="Decision.Consolidated"/>, <see cref="Decision.Refined"/>, <see cref="Decision.Alternative"/> or, where the skill has as many
/// ways as are kept, <see cref="Decision.NotStored"/>.
/// </param>
/// <param name="Version">The existing version that already covers the run; 0 where a new one is needed.</param>
/// <param name="Written">The new text of the skill, or of one of its other ways; null if nothing changes.</param>
sealed record MergePlan(Decision Decision, int Version, Procedure? Written)
{
    /// <summary>The text of another way than the current one that the new text replaces; null if it replaces none.</summary>
    public SkillVersion? Beside { get; init; }
}
