namespace SkillMcp.Server.Tools;

/// <summary>What was observed after a run, as a caller hands it over.</summary>
sealed record GivenEvidence(EvidenceKind Kind, string Observed, string Expected = "", string Check = "")
{
    public Evidence ToEvidence() => new() { Kind = Kind, Observed = Observed, Expected = Expected, Check = Check };
}
