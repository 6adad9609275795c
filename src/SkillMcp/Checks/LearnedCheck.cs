using System.Text.RegularExpressions;
using SkillMcp.Formation;

namespace SkillMcp.Checks;

/// <summary>The check that a learned skill gets from what its runs were proved by.</summary>
static partial class LearnedCheck
{
    // A condition is a line, and what is longer is a script.
    const int MaxLength = 300;

    // What stands for any value, and in no text.
    const string AnyValue = "\u0001";

    /// <summary>What must be true where a run was proved by a check, as a postcondition that is one; null if it reads as none.</summary>
    public static string? ConditionOf(Evidence? evidence)
    {
        var check = Prompt().Replace(evidence?.Check.Trim() ?? "", "").Trim('`');
        if (evidence is null || check.Length is 0 or > MaxLength || check.AsSpan().ContainsAny('\n', '\r', '`'))
        {
            return null;
        }
        var expected = evidence.Expected.Trim();
        var words = evidence.Kind switch
        {
            EvidenceKind.ExitCode => $" exits with {(Number().Match(expected) is { Success: true } code ? code.Value : "0")}",
            EvidenceKind.HttpStatus => Status().Match(expected) is { Success: true } status ? $" answers {status.Value}" : "",
            EvidenceKind.TestReport => IsReport().IsMatch(check) ? " has no failures" : " exits with 0",
            _ => IsLine(expected) && evidence.Observed.Contains(expected, StringComparison.Ordinal) ? $" prints `{expected}`" : null,
        };
        if (words is null)
        {
            return null;
        }
        var condition = $"`{check}`{words}";
        return CheckReader.Read(condition)?.Check is null ? null : condition;
    }

    /// <summary>The procedure of a first run, with the check that it was proved by.</summary>
    public static Procedure Proved(Procedure draft, string? condition) =>
        condition is not null && MayGain(draft, condition) ? With(draft, condition) : draft;

    /// <summary>
    /// The text of a learned skill after another run was proved by a check: with that check, if it never had one and no value of the run
    /// is left in it; without its own, if that turns out to hold a value of an earlier run which no parameter stands for.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="before">All that the skill has said so far.</param>
    /// <param name="condition">What the run was proved by.</param>
    /// <param name="values">The values of the parameters in the run.</param>
    public static Procedure After(
        Procedure text, IEnumerable<Procedure> before, string condition, IReadOnlyDictionary<string, string> values)
    {
        var stated = text.Postconditions.Where(StatesCheck).ToList();
        if (stated.Exists(known => IsFilled(known, condition)))
        {
            return text;
        }
        if (stated.Find(known => IsWithOtherValue(known, condition)) is { } literal)
        {
            return text with { Postconditions = [.. text.Postconditions.Where(known => known != literal)] };
        }
        var general = Wording.WithPlaceholders(condition, [.. text.Parameters.Select(parameter =>
            parameter with { Example = values.GetValueOrDefault(parameter.Name, "") })]);
        var isNew = !before.Append(text).Any(one => one.Postconditions.Any(StatesCheck));
        return isNew && MayGain(text, general) && !LiteralDetection.FormsIn(general).Any() ? With(text, general) : text;
    }

    /// <summary>Another way that a run showed, without the check that the run was proved by where the skill states its own.</summary>
    public static Procedure Beside(Procedure known, Procedure way, string condition) => !known.Postconditions.Any(StatesCheck)
        ? way
        : way with
        {
            Postconditions = [.. way.Postconditions.Where(own => known.Postconditions.Contains(own) || !IsFilled(own, condition))],
        };

    static Procedure With(Procedure text, string condition) => text with { Postconditions = [.. text.Postconditions, condition] };

    static bool MayGain(Procedure text, string condition) =>
        text.Conditions.Count() < Procedure.MaxTexts
        && !text.Postconditions.Any(StatesCheck)
        && !CheckReader.ChecksOf(text).Any(last => last.Check == CheckReader.Read(condition)!.Check)
        && Placeholder.NamesIn(condition).All(name => text.Parameters.Any(parameter => parameter.Name == name));

    static bool StatesCheck(string condition) => CheckReader.Read(condition)?.Check is not null;

    /// <summary>Whether a condition is a known one with values for its placeholders.</summary>
    static bool IsFilled(string known, string condition)
    {
        var any = Placeholder.NamesIn(known).ToDictionary(name => name, _ => AnyValue, StringComparer.Ordinal);
        var form = Regex.Escape(Placeholder.Fill(known, any)).Replace(AnyValue, ".+", StringComparison.Ordinal);
        return Regex.IsMatch(condition, $"^{form}$", RegexOptions.NonBacktracking);
    }

    /// <summary>Whether two conditions ask the same with another value.</summary>
    static bool IsWithOtherValue(string known, string condition) => AntiUnification.Of(AsStep(known), AsStep(condition)) is not null;

    static Procedure AsStep(string condition) =>
        new() { Title = condition, Description = condition, Steps = [Step.Parse(condition.Replace("`", "", StringComparison.Ordinal))] };

    static bool IsLine(string text) => text.Length is > 0 and <= MaxLength && !text.AsSpan().ContainsAny('\n', '`');

    [GeneratedRegex(@"^\$\s+")]
    private static partial Regex Prompt();

    [GeneratedRegex("[0-9]{1,3}")]
    private static partial Regex Number();

    [GeneratedRegex(@"(?<!\d)[1-5][0-9]{2}(?!\d)")]
    private static partial Regex Status();

    [GeneratedRegex(@"^\S+\.(?:trx|xml|tap)$", RegexOptions.IgnoreCase)]
    private static partial Regex IsReport();
}
