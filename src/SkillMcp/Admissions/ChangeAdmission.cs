using SkillMcp.Safety;

namespace SkillMcp.Admissions;

/// <summary>The answer to a change that is to be written.</summary>
/// <param name="Verdict">
/// Admitted: <paramref name="Change"/> can be applied; a new skill may be quarantined in it. Quarantined: the change would put a text in place
/// that a person has to approve first, and can be made as a proposal. Refused: it cannot be made.
/// </param>
/// <param name="Change">What can be given to a store; null unless it is admitted.</param>
/// <param name="QuarantineReason">Why a person has to approve it; empty where nobody has to.</param>
/// <param name="Refusal">What the screen found, where it is refused.</param>
public sealed record ChangeAdmission(AdmissionVerdict Verdict, AdmittedChange? Change, string QuarantineReason = "", ScreeningResult? Refusal = null);
