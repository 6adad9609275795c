using System.Text.Json;
using SkillMcp.Safety;

namespace SkillMcp.Server.Commands.JsonOutput;

/// <summary>A line that <c>screen --jsonl</c> prints.</summary>
/// <param name="Id">The id of the text.</param>
/// <param name="Verdict">What would happen to it.</param>
/// <param name="Findings">What is suspicious in it.</param>
/// <param name="Reason">Of a skill, the reason that import would give; else empty.</param>
sealed record ScreenedText(JsonElement Id, string Verdict, IReadOnlyList<ScreenFinding> Findings, string Reason)
{
    public static ScreenedText Of(JsonElement id, ImportEntry skill) =>
        new(id, EnumName.Of(skill.Verdict), skill.Findings ?? [], skill.Reason);

    public static ScreenedText Of(JsonElement id, ScreeningResult screening) =>
        new(id, EnumName.Of(screening.Verdict), [.. screening.Findings.Select(ScreenFinding.Of)], "");
}
