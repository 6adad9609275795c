using SkillMcp.Safety;

namespace SkillMcp.Server.Commands.JsonOutput;

/// <summary>What is suspicious in a text.</summary>
sealed record ScreenFinding(string Rule, string Severity, string Place, string Reason)
{
    public static ScreenFinding Of(ScreeningFinding concern) => new(concern.Rule, EnumName.Of(concern.Severity), concern.Place, concern.Reason);
}
