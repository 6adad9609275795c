using SkillMcp.Safety;

namespace SkillMcp.Server.Commands.JsonOutput;

/// <summary>What is suspicious in a text.</summary>
sealed record ScreenFinding(string Rule, string Severity, string Place, string Reason)
{
    internal const string Suspect = "suspect";

    public static ScreenFinding Of(ScreeningFinding finding) => new(finding.Rule, NameOf(finding.Severity), finding.Place, finding.Reason);

    // Scripts read these words, which are older than the names of the severities.
    static string NameOf(Safety.Severity severity) => severity switch
    {
        Safety.Severity.Low => Suspect,
        Safety.Severity.Medium => "doubtful",
        _ => "hostile",
    };
}
