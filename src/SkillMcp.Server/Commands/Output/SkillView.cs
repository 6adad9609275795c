using SkillMcp.Fields;
using SkillMcp.Packaging;
using SkillMcp.Server.Presentation;

namespace SkillMcp.Server.Commands.Output;

/// <summary>A skill as a person reads it.</summary>
static class SkillView
{
    /// <summary>A skill that was found for a task.</summary>
    public static void Show(Match match)
    {
        var (skill, procedure) = (match.Skill, match.Procedure);
        Terminal.Heading(skill.Name.Value);
        Terminal.Line(procedure.Description);
        Terminal.Faint(Facts(skill));
        ShowRemarks(match.Warnings);
        ShowLists(match, TextField.ListsBeforeSteps);
        ShowSteps(procedure.Steps);
        ShowLists(match, TextField.ListsAfterSteps);
        ShowInstructions(match);
        var parameters = procedure.Parameters.Select(parameter => StoredText.Of(parameter, match.Values.GetValueOrDefault(parameter.Name)));
        ShowTexts("Parameters", Marked("-", parameters));
        ShowTexts("Files", Marked("-", FilesOf(skill)));
        ShowTexts("Pitfalls", Marked("!", SkillText.PitfallsOf(skill)));
        ShowTexts("Tips", Marked("*", SkillText.TipsOf(skill)));
    }

    /// <summary>A skill as it is in the memory, with everything that is in it.</summary>
    /// <param name="skill">The skill.</param>
    /// <param name="whole">What is in it.</param>
    /// <param name="notFor">What it is known not to be for, a line each.</param>
    /// <param name="remarks">Warnings, a sentence each.</param>
    public static void Show(Skill skill, WholeSkill whole, IReadOnlyList<string> notFor, IEnumerable<string> remarks)
    {
        Terminal.Heading(skill.Name.Value);
        Terminal.Faint(Facts(skill));
        ShowRemarks(remarks);
        Terminal.Line();
        Terminal.Line($"{whole}");
        ShowTexts("Not for", Marked("!", notFor));
    }

    /// <summary>A skill that waits for approval: why, who wrote it, and everything in it beside what it would replace.</summary>
    public static async Task ShowWaitingAsync(SkillMemory memory, Skill skill, CancellationToken cancel)
    {
        var (provenance, target) = (skill.Provenance, await memory.TargetAsync(skill, cancel));
        Terminal.Heading(skill.Name.Value);
        Terminal.Warning(ProcedureLines.Item("Quarantined:", skill.Lifecycle.Reason));
        if (await memory.WhyKeptApartAsync(skill, cancel) is { Length: > 0 } keptApart)
        {
            Terminal.Warning(ModelText.KeptApart(keptApart));
        }
        var client = provenance.Client == "" ? "" : $" through {provenance.Client}";
        Terminal.Faint($"{EnumName.Of(provenance.Author)}{client}, {skill.CreatedAt:yyyy-MM-dd HH:mm'Z'}");
        if (target is not null)
        {
            Terminal.Line($"It would change {target.Name}:");
        }
        var before = target is null ? [] : await LinesAsync(target);
        foreach (var (sign, text) in LineDiff.Between(before, await LinesAsync(skill)))
        {
            Terminal.Line($"{sign} {text}");
        }

        async Task<IReadOnlyList<string>> LinesAsync(Skill one) =>
            [.. (await WholeSkill.ReadAsync(memory, one, cancel)).Lines.SelectMany(line => line.Split('\n'))];
    }

    static void ShowRemarks(IEnumerable<string> remarks)
    {
        foreach (var remark in remarks)
        {
            Terminal.Warning($"! {remark}");
        }
    }

    static void ShowLists(Match match, IEnumerable<TextField> lists)
    {
        foreach (var list in lists)
        {
            // What is not known to hold has no mark that says so.
            var isKnown = list != TextField.Precondition || match.Conditions.Count > 0;
            ShowTexts(list.Label, isKnown ? SkillText.Marked(match, list) : Marked("-", match.Procedure.ListOf(list)));
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

    static string Facts(Skill skill)
    {
        var (status, reason) = (EnumName.Of(skill.Lifecycle.Status), skill.Lifecycle.Reason);
        string[] facts =
        [
            Worked(skill),
            reason == "" ? status : $"{status} ({reason})",
            skill.Procedure.Category,
            .. skill.Procedure.Tags,
            $"version {skill.Version}",
            SkillMarkdown.AreStepsGuessed(skill.Procedure) ? PackedSkill.GuessedSteps : "",
            skill.Pinned ? "pinned" : "",
            skill.Project.Name,
        ];
        return string.Join(" · ", facts.Where(fact => fact.Length > 0));
    }

    static string Worked(Skill skill)
    {
        var worked = ReliabilityText.Of(skill);
        var (low, high) = skill.Record.Interval();
        var range = worked.IsUntried ? "" : $" ({SkillText.Percent(low)} to {SkillText.Percent(high)})";
        return $"{worked.AsClause}{range}";
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

    /// <summary>What its author wrote of it, as much as a model is given.</summary>
    static void ShowInstructions(Match match)
    {
        string[] shown = [match.Instructions, match.IsCut ? $"[the rest is shown by: skillmcp show {match.Skill.Name}]" : ""];
        if (string.Join("\n\n", shown.Where(text => text.Length > 0)) is { Length: > 0 } text)
        {
            Terminal.Line();
            Terminal.Heading("Instructions");
            Terminal.Line(text);
        }
    }

    static void ShowSteps(IReadOnlyList<Step> steps)
    {
        if (steps.Count == 0)
        {
            return;
        }
        Terminal.Line();
        Terminal.Heading("Steps");
        foreach (var step in SkillText.Numbered(steps))
        {
            Terminal.Line(step);
        }
    }
}
