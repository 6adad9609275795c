using System.Text.RegularExpressions;

namespace SkillMcp.Packaging;

/// <summary>The arguments of a command, as clients write them (<c>$ARGUMENTS</c>, <c>$1</c>), as placeholders of its steps.</summary>
static partial class CommandArguments
{
    /// <summary>The field of front matter that says what the arguments are.</summary>
    public const string Field = "argument-hint";

    /// <summary>A step with placeholders in place of the arguments.</summary>
    /// <param name="step">The step as it was written.</param>
    /// <param name="hint">
    /// What the front matter says of the arguments, such as <c>[issue] [priority]</c>; empty if nothing. Without it, <c>$1</c> may be
    /// a price or of a shell.
    /// </param>
    public static string Replace(string step, string hint)
    {
        if (!step.Contains('$'))
        {
            return step;
        }
        var names = HintName().Matches(hint).Select(match => NameOf(match.Groups["name"].Value)).Where(name => name.Length > 0).ToList();
        var all = names.Count == 1 ? names[0] : "arguments";
        return Argument().Replace(step, match => match.Groups["number"].Value switch
        {
            "" => Placeholder.Of(all),
            _ when hint.Length == 0 => match.Value,
            var number when int.Parse(number) <= names.Count => Placeholder.Of(names[int.Parse(number) - 1]),
            var number => Placeholder.Of($"argument_{number}"),
        });
    }

    /// <summary>What a command's text says of its numbered arguments, for its front matter; empty if it has none.</summary>
    public static string HintOf(string text)
    {
        var last = Argument().Matches(text).Select(match => match.Groups["number"].Value).Where(number => number.Length > 0)
            .Select(int.Parse).DefaultIfEmpty().Max();
        return string.Join(' ', Enumerable.Range(1, last).Select(number => $"[argument-{number}]"));
    }

    static string NameOf(string words)
    {
        var name = OtherSigns().Replace(words.Trim().ToLowerInvariant(), "_").Trim('_');
        return Placeholder.IsName(name) ? name : "";
    }

    // "$1" and not "$10" or "$1,000".
    [GeneratedRegex(@"(?<![\w\\$])\$(?:\{?ARGUMENTS\b\}?|(?<number>[1-9])(?![\w.,]?\d|\{))", RegexOptions.CultureInvariant)]
    private static partial Regex Argument();

    [GeneratedRegex(@"[\[<](?<name>[^\]>\[<|]+)", RegexOptions.CultureInvariant)]
    private static partial Regex HintName();

    [GeneratedRegex(@"[^a-z0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex OtherSigns();
}
