using SkillMcp.Fields;
using SkillMcp.Server.Presentation;

namespace SkillMcp.Server.Commands.Output;

/// <summary>A skill as a person reads it.</summary>
static class SkillView
{
    /// <summary>A skill that was found for a task.</summary>
    public static void Show(Match match) =>
        Show(match.Skill, match.Procedure, match.Values, match.Warnings, list => SkillText.Marked(match, list));

    /// <summary>A skill as it is in the memory.</summary>
    /// <param name="skill">The skill.</param>
    /// <param name="procedure">Its procedure, with the steps of its components laid out.</param>
    /// <param name="remarks">Warnings, a sentence each.</param>
    public static void Show(Skill skill, Procedure procedure, IEnumerable<string> remarks) =>
        Show(skill, procedure, new Dictionary<string, string?>(), remarks, list => SkillText.Marked(procedure, list));

    static void Show(
        Skill skill,
        Procedure procedure,
        IReadOnlyDictionary<string, string?> values,
        IEnumerable<string> remarks,
        Func<TextField, IEnumerable<(string Mark, string Text)>> textsOf)
    {
        Terminal.Heading(skill.Name.Value);
        Terminal.Line(procedure.Description);
        Terminal.Faint(Facts(skill));
        foreach (var remark in remarks)
        {
            Terminal.Warning($"! {remark}");
        }
        ShowLists(TextField.ListsBeforeSteps);
        ShowSteps(procedure.Steps);
        ShowLists(TextField.ListsAfterSteps);
        var parameters = procedure.Parameters.Select(parameter => SkillText.Of(parameter, values.GetValueOrDefault(parameter.Name)));
        ShowTexts("Parameters", Marked("-", parameters));
        ShowTexts("Files", Marked("-", FilesOf(skill)));
        ShowTexts("Pitfalls", Marked("!", SkillText.PitfallsOf(skill)));
        ShowTexts("Tips", Marked("*", SkillText.TipsOf(skill)));

        void ShowLists(IEnumerable<TextField> lists)
        {
            foreach (var list in lists)
            {
                ShowTexts(list.Label, textsOf(list));
            }
        }
    }

    static IEnumerable<string> FilesOf(Skill skill)
    {
        var (document, files) = (skill.Procedure.Document, skill.Procedure.Files.Select(file => $"{file.Path}, {file.Size:N0} bytes"));
        return document.Length == 0
            ? files
            : files.Prepend(
                $"{SkillFile.Markdown}, {document.Length:N0} characters, as its author wrote it: skillmcp edit {skill.Name} opens it");
    }

    /// <summary>How reliable a skill is: <c>94% of 50</c>.</summary>
    public static string Reliability(Skill skill) =>
        skill.Record.Total == 0 ? "untried" : $"{SkillText.Percent(skill.Reliability)} of {skill.Record.Total}";

    static string Facts(Skill skill)
    {
        var (low, high) = skill.Record.Interval();
        var range = $"{SkillText.Percent(low)} to {SkillText.Percent(high)}";
        var (status, reason) = (EnumName.Of(skill.Lifecycle.Status), skill.Lifecycle.Reason);
        string[] facts =
        [
            skill.Record.Total == 0 ? "untried" : $"worked {Reliability(skill)} times ({range})",
            reason == "" ? status : $"{status} ({reason})",
            skill.Procedure.Category,
            .. skill.Procedure.Tags,
            $"version {skill.Version}",
            skill.Pinned ? "pinned" : "",
            skill.Project.Name,
        ];
        return string.Join(" · ", facts.Where(fact => fact.Length > 0));
    }

    static IEnumerable<(string Mark, string Text)> Marked(string mark, IEnumerable<string> texts) => texts.Select(text => (mark, text));

    static void ShowTexts(string heading, IEnumerable<(string Mark, string Text)> texts)
    {
        var shown = texts.ToList();
        if (shown.Count > 0)
        {
            Terminal.Line();
            Terminal.Heading(heading);
        }
        foreach (var (mark, text) in shown)
        {
            Terminal.Item(mark, text);
        }
    }

    static void ShowSteps(IReadOnlyList<Step> steps)
    {
        Terminal.Line();
        Terminal.Heading("Steps");
        foreach (var step in SkillText.Numbered(steps))
        {
            Terminal.Line(step);
        }
    }
}
