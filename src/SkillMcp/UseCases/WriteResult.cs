using SkillMcp.Safety;

namespace SkillMcp.UseCases;

/// <summary>The result of trying to write a change.</summary>
/// <param name="Result">The answer of the store; null if the change needs a person's approval first.</param>
/// <param name="Change">The change as it was admitted, or as it was given if it was not.</param>
sealed record WriteResult(ApplyResult? Result, MemoryChange Change)
{
    /// <summary>Why a person has to approve the change first; empty if it was admitted.</summary>
    public string QuarantineReason { get; init; } = "";

    /// <summary>The screenings that the submission and the change did not pass.</summary>
    public IReadOnlyList<ScreeningResult> Doubts { get; init; } = [];
}
