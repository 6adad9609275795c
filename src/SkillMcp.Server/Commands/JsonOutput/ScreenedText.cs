using System.Text.Json;
using SkillMcp.Safety;

namespace SkillMcp.Server.Commands.JsonOutput;

/// <summary>A line that <c>screen --jsonl</c> prints.</summary>
sealed record ScreenedText(JsonElement Id, string Verdict, IReadOnlyList<ScreenFinding> Findings)
{
    public static ScreenedText Of(JsonElement id, ScreeningResult screening) =>
        new(id, EnumName.Of(screening.Verdict), [.. screening.Findings.Select(ScreenFinding.Of)]);
}
