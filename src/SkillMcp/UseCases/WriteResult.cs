namespace SkillMcp.UseCases;

/// <summary>What became of a change that was to be written.</summary>
/// <param name="Result">What the store answered; null where the change was not admitted as it is.</param>
/// <param name="Change">The change, as it was admitted.</param>
sealed record WriteResult(ApplyResult? Result, MemoryChange Change)
{
    /// <summary>Why a person has to approve it first; empty where it was admitted.</summary>
    public string QuarantineReason { get; init; } = "";
}
