using System.Globalization;
using SkillMcp.Server.Tools;

namespace SkillMcp.Server.Commands;

/// <summary>A skill as a person reads it.</summary>
static class SkillView
{
    /// <param name="skill">The skill.</param>
    /// <param name="procedure">What it says, laid out or filled in.</param>
    /// <param name="values">What is known of its parameters.</param>
    /// <param name="remarks">What is to be watched, a sentence each.</param>
    public static void Show(Skill skill, Procedure procedure, IReadOnlyDictionary<string, string?> values, IEnumerable<string> remarks)
    {
        Screen.Heading(skill.Name.Value);
        Screen.Line(procedure.Description);
        Screen.Faint(Standing(skill));
        foreach (var remark in remarks)
        {
            Screen.Warning($"! {remark}");
        }
        ShowTexts("Preconditions", "✓", procedure.Preconditions);
        ShowSteps(procedure.Steps);
        ShowTexts("Expected outcome", "→", procedure.Postconditions);
        ShowTexts("Parameters", "-", [.. procedure.Parameters.Select(parameter => Described(parameter, values.GetValueOrDefault(parameter.Name)))]);
        ShowTexts("Pitfalls", "!", [.. skill.Pitfalls.Select(Described)]);
    }

    /// <summary>How reliable a skill is: <c>94% of 50</c>.</summary>
    public static string Reliability(Skill skill) => skill.Record.Total == 0 ? "untried" : $"{Percent(skill.Reliability)} of {skill.Record.Total}";

    public static string Percent(double share) => share.ToString("0%", CultureInfo.InvariantCulture);

    static string Standing(Skill skill)
    {
        var (low, high) = skill.Record.Interval();
        string[] facts =
        [
            skill.Record.Total == 0 ? "untried" : $"worked {Reliability(skill)} times ({Percent(low)} to {Percent(high)})",
            skill.Lifecycle.Reason == "" ? Wire.Word(skill.Lifecycle.Status) : $"{Wire.Word(skill.Lifecycle.Status)} ({skill.Lifecycle.Reason})",
            skill.Procedure.Category,
            .. skill.Procedure.Tags,
            $"version {skill.Version}",
            skill.Pinned ? "pinned" : "",
            skill.Project.Name,
        ];
        return string.Join(" · ", facts.Where(fact => fact.Length > 0));
    }

    static void ShowTexts(string heading, string mark, IReadOnlyList<string> texts)
    {
        if (texts.Count > 0)
        {
            Screen.Line();
            Screen.Heading(heading);
        }
        foreach (var text in texts)
        {
            Screen.Item(mark, text);
        }
    }

    static void ShowSteps(IReadOnlyList<Step> steps)
    {
        Screen.Line();
        Screen.Heading("Steps");
        var number = 0;
        foreach (var step in steps)
        {
            if (step.IsHeading)
            {
                Screen.Line($"  {step.Text}");
            }
            else
            {
                Screen.Item($"{++number}.", step.Text);
            }
        }
    }

    static string Described(Parameter parameter, string? value)
    {
        string[] facts =
        [
            parameter.Description,
            parameter.Example == "" ? "" : $"such as {parameter.Example}",
            parameter.Default is null ? "" : $"default '{parameter.Default}'",
            parameter.Pattern is null ? "" : $"matches {parameter.Pattern}",
        ];
        var said = string.Join(", ", facts.Where(fact => fact.Length > 0));
        return $"{parameter.Name}{(value is null ? "" : $" = {value}")}{(said == "" ? "" : $": {said}")}";
    }

    static string Described(Pitfall pitfall) =>
        $"{(pitfall.Step == 0 ? "" : $"step {pitfall.Step}: ")}{pitfall.Text}{(pitfall.Seen > 1 ? $" (seen {pitfall.Seen} times)" : "")}";
}
