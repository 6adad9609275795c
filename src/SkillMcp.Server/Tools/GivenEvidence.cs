using System.ComponentModel;

namespace SkillMcp.Server.Tools;

/// <summary>What was observed after a run, as a caller hands it over.</summary>
sealed record GivenEvidence(
    EvidenceKind Kind,
    [property: Description("What was seen, such as 0.")] string Observed,
    [property: Description("What success shows; left out: exit code 0, HTTP 2xx.")] string Expected = "",
    [property: Description("The command or request, such as curl -f https://host/health.")] string Check = "")
{
    public Evidence ToEvidence() => new() { Kind = Kind, Observed = Observed, Expected = Expected, Check = Check };
}
