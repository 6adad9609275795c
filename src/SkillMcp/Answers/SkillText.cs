using System.Globalization;
using SkillMcp.Fields;

namespace SkillMcp.Answers;

/// <summary>Formats the parts of a skill, for models and for people alike.</summary>
static class SkillText
{
    // Of a match that is only named, as much as is read at a glance.
    const int MaxNotFor = 100;

    public static string Percent(double share) => share.ToString("0%", CultureInfo.InvariantCulture);

    /// <summary>A text behind its mark. Its further lines are indented, so that none of them looks like one of ours.</summary>
    public static string Item(string mark, string text) =>
        $"{mark} {text.ReplaceLineEndings("\n").Replace("\n", "\n" + new string(' ', mark.Length + 1), StringComparison.Ordinal)}";

    /// <summary>How a match differs from what is asked for, to follow its description; empty if nothing is known to differ.</summary>
    public static string Differences(Match match) =>
        match.Differs.Count == 0 ? "" : $" — {VisibleText.Line(string.Join("; ", match.Differs))}";

    /// <summary>What a match is not for, to follow its description; empty if nothing is known, or more than a line says.</summary>
    public static string NotFor(Match match)
    {
        var lines = VisibleText.Line(string.Join("; ", match.NotFor));
        return lines.Length is 0 or > MaxNotFor ? "" : $" Not for: {lines}.";
    }

    /// <summary>The steps, an item each, with the numbers by which they are reported; the heading of a phase has none.</summary>
    public static IEnumerable<string> Numbered(IReadOnlyList<Step> steps)
    {
        var number = 0;
        foreach (var step in steps)
        {
            yield return step.IsHeading ? Item(" ", step.Text) : Item($"  {++number}.", step.Text);
        }
    }

    /// <summary>The texts of a list, each with its mark. That of a precondition says nothing of whether it holds.</summary>
    public static IEnumerable<(string Mark, string Text)> Marked(Procedure procedure, TextField list) =>
        procedure.ListOf(list).Select(text => (list == TextField.Precondition ? "-" : "→", text));

    /// <summary>
    /// The texts of a list, each with its mark. That of a precondition says whether it is met, if the situation is known.
    /// </summary>
    public static IEnumerable<(string Mark, string Text)> Marked(Match match, TextField list) =>
        list == TextField.Precondition && match.Conditions.Count > 0
            ? match.Conditions.Select(condition => (MarkOf(condition.State), condition.Text))
            : Marked(match.Procedure, list);

    public static IEnumerable<string> PitfallsOf(Skill skill) => PitfallsOf(skill.Pitfalls);

    public static IEnumerable<string> PitfallsOf(IEnumerable<Pitfall> known) => known.Where(pitfall => !pitfall.IsTip).Select(Of);

    public static IEnumerable<string> TipsOf(Skill skill) => TipsOf(skill.Pitfalls);

    public static IEnumerable<string> TipsOf(IEnumerable<Pitfall> known) => known.Where(pitfall => pitfall.IsTip).Select(Of);

    static string Of(Pitfall pitfall)
    {
        var step = pitfall.Step == 0 ? "" : $"step {pitfall.Step}: ";
        var seen = pitfall.Seen > 1 ? $" (seen {pitfall.Seen} times)" : "";
        return $"{step}{pitfall.Text}{seen}";
    }

    static string MarkOf(ConditionState state) => state switch
    {
        ConditionState.Met => "✓ (met)",
        ConditionState.Unmet => "✗ (unmet)",
        _ => "? (unknown)",
    };
}
