using System.Text.RegularExpressions;
using SkillMcp.Formation;

namespace SkillMcp.Checks;

/// <summary>Finds the command in the text of a step.</summary>
static partial class StepCommand
{
    /// <summary>The code that a step quotes, or else the step itself, behind a label, where it begins with a known program.</summary>
    /// <returns>Null if it is an instruction in words.</returns>
    public static string? In(Step step)
    {
        if (Code().Match(step.Text) is { Success: true } code)
        {
            return code.Groups["code"].Value;
        }
        if (IsCommand(step.Text))
        {
            return step.Text;
        }
        var label = step.Text.IndexOf(": ", StringComparison.Ordinal);
        return label > 0 && IsCommand(step.Text[(label + 2)..]) ? step.Text[(label + 2)..] : null;
    }

    static bool IsCommand(string text) => Whitespace.Split(text).FirstOrDefault(word => !word.Contains('=')) is { } first
        && (KnownPrograms.Contains(first) || first.StartsWith("./", StringComparison.Ordinal));

    [GeneratedRegex("`(?<code>[^`]+)`")]
    private static partial Regex Code();
}
