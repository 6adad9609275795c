using System.Globalization;

namespace SkillMcp.Server.Presentation;

/// <summary>How the parts of a skill are put, for models and for people alike.</summary>
static class SkillText
{
    public static string Percent(double share) => share.ToString("0%", CultureInfo.InvariantCulture);

    /// <summary>A text behind its mark; its further lines are set in, so that none of them looks like one of ours.</summary>
    public static string Item(string mark, string text) =>
        $"{mark} {text.ReplaceLineEndings("\n").Replace("\n", "\n" + new string(' ', mark.Length + 1), StringComparison.Ordinal)}";

    /// <summary>The steps, an item each, with the numbers by which they are reported; the line before a phase has none.</summary>
    public static IEnumerable<string> Numbered(IReadOnlyList<Step> steps)
    {
        var number = 0;
        foreach (var step in steps)
        {
            yield return step.IsHeading ? Item(" ", step.Text) : Item($"  {++number}.", step.Text);
        }
    }

    /// <summary>The preconditions behind their marks: all alike where nothing is known of the situation, else by what is known of each.</summary>
    public static IEnumerable<(string Mark, string Text)> Preconditions(Match match) => match.Conditions.Count == 0
        ? match.Procedure.Preconditions.Select(text => ("✓", text))
        : match.Conditions.Select(condition => condition.State switch
        {
            ConditionState.Met => ("✓ (met)", condition.Text),
            ConditionState.Unmet => ("✗ (unmet)", condition.Text),
            _ => ("? (unknown)", condition.Text),
        });

    /// <param name="parameter">What varies.</param>
    /// <param name="value">What it is this time; null where nobody has said.</param>
    public static string Of(Parameter parameter, string? value = null)
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

    public static string Of(Pitfall pitfall) =>
        $"{(pitfall.Step == 0 ? "" : $"step {pitfall.Step}: ")}{pitfall.Text}{(pitfall.Seen > 1 ? $" (seen {pitfall.Seen} times)" : "")}";
}
