using System.ComponentModel.DataAnnotations;

namespace SkillMcp.Server.Wire;

/// <summary>What was observed after a run, as a caller reports it.</summary>
sealed record EvidenceArgument(
    EvidenceKind Kind,
    [property: StringLength(Evidence.Longest)] string Observed,
    [property: StringLength(Evidence.Longest)] string Expected = "",
    [property: StringLength(Evidence.Longest)] string Check = "")
{
    public Evidence ToEvidence() => new() { Kind = Kind, Observed = Observed, Expected = Expected, Check = Check };
}
