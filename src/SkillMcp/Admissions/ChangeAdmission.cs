using SkillMcp.Safety;

namespace SkillMcp.Admissions;

/// <summary>Whether a change may be written.</summary>
/// <param name="Verdict">
/// Admitted: <paramref name="Change"/> can be applied; a skill that it adds may be quarantined in it.
/// Quarantined: the change would replace a text with one that a person has to approve, and can only be stored as a proposal.
/// Refused: the change cannot be written.
/// </param>
/// <param name="Change">The change for a store to apply; null unless it is admitted.</param>
/// <param name="QuarantineReason">Why a person has to approve the change; empty unless it is quarantined.</param>
/// <param name="Refusal">What the screen found; null unless the change is refused.</param>
sealed record ChangeAdmission(
    AdmissionVerdict Verdict, AdmittedChange? Change, string QuarantineReason = "", ScreeningResult? Refusal = null)
{
    /// <summary>What the screen found in the submission and in the change: the screenings that they did not pass.</summary>
    public IReadOnlyList<ScreeningResult> Doubts { get; init; } = [];
}
