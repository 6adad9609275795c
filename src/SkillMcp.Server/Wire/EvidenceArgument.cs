using System.ComponentModel.DataAnnotations;

namespace SkillMcp.Server.Wire;

/// <summary>What was observed after a run, as a caller reports it.</summary>
sealed record EvidenceArgument(
    EvidenceKind Kind,
    [property: StringLength(Evidence.MaxLength)] string Observed,
    [property: StringLength(Evidence.MaxLength)] string Expected = "",
    [property: StringLength(Evidence.MaxLength)] string Check = "")
{
    public Evidence ToEvidence() => new() { Kind = Kind, Observed = Observed, Expected = Expected, Check = Check };
}
