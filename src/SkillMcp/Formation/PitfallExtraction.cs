using System.Text.RegularExpressions;

namespace SkillMcp.Formation;

/// <summary>
/// Turns the report of an execution that did not go well into a pitfall: its notes or what was observed, shortened to the error,
/// at the step that failed. A transient failure says nothing about the procedure, and gives none unless it keeps coming back.
/// </summary>
static partial class PitfallExtraction
{
    // Two reports with this share of words in common say the same.
    const double MinOverlap = 0.6;

    // And with this share, if they name the same flag, path or version that the steps do not.
    const double MinOverlapOfSameName = 0.3;

    /// <summary>The text of a pitfall of which only the step is known.</summary>
    public const string WithoutCause = "This step failed.";

    /// <summary>The pitfall of an execution; null if there is none.</summary>
    /// <param name="notes">What the caller says of the execution.</param>
    /// <param name="evidence">What was observed; null if nothing was.</param>
    /// <param name="failedStep">The step that failed, from 1; 0 where it is not known.</param>
    /// <param name="followed">The steps that were followed.</param>
    /// <param name="known">The pitfalls of these steps that are known already.</param>
    /// <param name="isRecurring">Whether it failed the last few times too, so that a failure does not pass by itself.</param>
    public static Pitfall? Of(
        string notes,
        Evidence? evidence,
        int failedStep,
        IReadOnlyList<Step> followed,
        IReadOnlyList<Pitfall> known,
        bool isRecurring = false)
    {
        if (!isRecurring && IsTransient(notes, evidence))
        {
            return null;
        }
        var text = ReportOf(notes, evidence);
        var step = failedStep > 0 ? failedStep : FailedStep.In(text, evidence, followed);
        return (text, step) switch
        {
            ("", 0) => null,
            ("", _) => new Pitfall { Text = WithoutCause, Step = step },
            _ => WithKnownText(new Pitfall { Text = Shortened(text), Step = step }, known, followed),
        };
    }

    /// <summary>
    /// Whether a failure is transient (network, timeout, rate limit). Notes that give a cause or a remedy are worth keeping in any case.
    /// </summary>
    /// <param name="notes">What the caller says of the execution.</param>
    /// <param name="evidence">What was observed; null if nothing was.</param>
    public static bool IsTransient(string notes, Evidence? evidence) => TransientFailure.Is(notes, evidence, ReportOf(notes, evidence));

    /// <summary>The notes or, where there are none, the evidence in a sentence.</summary>
    static string ReportOf(string notes, Evidence? evidence) => notes.Trim() is { Length: > 0 } said ? said : Observed(evidence);

    static string Observed(Evidence? evidence)
    {
        if (evidence is not { Observed.Length: > 0 })
        {
            return "";
        }
        var check = evidence.Check.Length > 0 ? evidence.Check : EnumName.Of(evidence.Kind);
        var expected = evidence.Expected.Length > 0 ? $" instead of {evidence.Expected}" : "";
        return $"{check}: saw {evidence.Observed}{expected}";
    }

    /// <summary>The text on one line; of a long text only the lines that name an error.</summary>
    static string Shortened(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var errors = text.Length > Pitfall.MaxLength ? [.. lines.Where(line => ErrorLine().IsMatch(line))] : Array.Empty<string>();
        return Truncate.To(string.Join(' ', errors.Length > 0 ? errors : lines), Pitfall.MaxLength);
    }

    /// <summary>
    /// The pitfall with the text of a known one that says the same in other words, where there is one: then it is counted once more, and
    /// not shown twice. One that was told without a step may be that of any step.
    /// </summary>
    internal static Pitfall WithKnownText(Pitfall pitfall, IReadOnlyList<Pitfall> known, IReadOnlyList<Step> followed)
    {
        var (words, names) = (StemsOf(pitfall), NamesIn(pitfall, followed));
        var same = known
            .Where(other => other.Step == pitfall.Step || other.Step == 0 || pitfall.Step == 0)
            .OrderBy(other => other.Step != pitfall.Step)
            .FirstOrDefault(other => Overlap(StemsOf(other), words) is var overlap
                && (overlap >= MinOverlap || overlap >= MinOverlapOfSameName && names.Overlaps(NamesIn(other, followed))));
        return same is null ? pitfall : pitfall with { Text = same.Text, Step = pitfall.Step > 0 ? pitfall.Step : same.Step };
    }

    /// <summary>The flags, paths and versions that a pitfall names and the steps do not.</summary>
    static HashSet<string> NamesIn(Pitfall pitfall, IReadOnlyList<Step> followed) =>
    [
        .. Name().Matches(pitfall.Text).Select(match => match.Value)
            .Where(name => !followed.Any(step => step.Text.Contains(name, StringComparison.OrdinalIgnoreCase))),
    ];

    static HashSet<string> StemsOf(Pitfall pitfall) => Words.Of(pitfall.Text).ToHashSet(StringComparer.Ordinal);

    /// <summary>The share of words that two sets have in common (Dice), 0-1; 0 where the first is empty.</summary>
    static double Overlap(HashSet<string> known, HashSet<string> words) =>
        known.Count == 0 ? 0 : 2.0 * known.Count(words.Contains) / (known.Count + words.Count);

    [GeneratedRegex(
        @"(?<![\w-])--?[A-Za-z][\w-]+|(?<![\w/])[~.]?/[\w.-]{3,}|\b[\w-]+:\d[\w.]*|\b\d+(?:[KMGT]i?B?|ms)\b|\b[\w-]+(?:\.[\w-]+)+\b"
        + @"|\b[a-z]+(?:-[a-z0-9]+)+\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex(
        @"\b(?:errors?|fail(?:ed|ure|s)?|fatal|exception|denied|not found|cannot|can't|missing|invalid|unable|refused|panic)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ErrorLine();
}
