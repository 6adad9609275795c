using SkillMcp.Admissions;
using SkillMcp.Safety;
using SkillMcp.Server.Commands.JsonOutput;
using SkillMcp.Server.Commands.Output;
using SkillMcp.Server.Presentation;

namespace SkillMcp.Server.Commands.Transfer;

/// <summary>Shows a person what the screen found, and asks whether it is admitted nonetheless.</summary>
static class Admitting
{
    /// <exception cref="SkillException">The person does not admit it.</exception>
    public static void Ask(IReadOnlyList<ImportEntry> rehearsed)
    {
        var doubtful = rehearsed.Where(entry => entry.Verdict != ScreeningVerdict.Pass && entry.Findings is not null).ToList();
        foreach (var entry in doubtful)
        {
            Show(entry);
        }
        if (doubtful.Count > 0 && Terminal.CanAsk && !Terminal.Ask("Admit what you have read, against the screen?", byDefault: false))
        {
            throw new SkillException("Nothing was admitted, and nothing was stored.");
        }
    }

    /// <summary>Shows what was found in a skill: its verdict with the reason, then each finding.</summary>
    public static void ShowVerdict(ImportEntry entry)
    {
        var reason = entry.Reason.Length > 0 ? $": {entry.Reason}" : "";
        Terminal.Line($"{entry.Where}: {EnumName.Of(entry.Verdict)}{reason}");
        foreach (var finding in entry.Findings ?? [])
        {
            Terminal.Item(finding.Severity == ScreenFinding.Suspect ? "?" : "!", $"{finding.Place}: {finding.Rule}. {finding.Reason}");
        }
    }

    static void Show(ImportEntry entry)
    {
        ShowVerdict(entry);
        foreach (var line in entry.Read is { } skill ? LinesOf(AdmissionControl.Redacted(skill)) : [])
        {
            Terminal.Line($"  {line.Replace("\n", "\n  ", StringComparison.Ordinal)}");
        }
        Terminal.Line();
    }

    static IReadOnlyList<string> LinesOf(SkillSubmission skill) =>
        ProcedureLines.Of(skill.Procedure, new ProcedureSurroundings(skill.Contents, new Dictionary<Guid, SkillName>()));
}
