using System.Text.RegularExpressions;

namespace SkillMcp.Formation;

/// <summary>
/// Turns the report of an execution that did not go well into a pitfall: its notes or what was observed, shortened to the error,
/// at the step that failed. A transient failure (network, timeout, rate limit) says nothing about the procedure, and gives none.
/// </summary>
public static partial class PitfallExtraction
{
    // Two reports with this share of words in common say the same.
    const double MinOverlap = 0.6;

    // A shorter step may occur in a sentence without being quoted.
    const int MinQuotedStepLength = 8;

    /// <summary>The text of a pitfall of which only the step is known.</summary>
    public const string WithoutCause = "This step failed.";

    /// <summary>The pitfall of an execution; null if there is none.</summary>
    /// <param name="notes">What the caller says of the execution.</param>
    /// <param name="evidence">What was observed; null if nothing was.</param>
    /// <param name="failedStep">The step that failed, from 1; 0 where it is not known.</param>
    /// <param name="followed">The steps that were followed.</param>
    /// <param name="known">The pitfalls of these steps that are known already.</param>
    public static Pitfall? Of(string notes, Evidence? evidence, int failedStep, IReadOnlyList<Step> followed, IReadOnlyList<Pitfall> known)
    {
        if (IsTransient(notes, evidence))
        {
            return null;
        }
        var text = ReportOf(notes, evidence);
        var step = failedStep > 0 ? failedStep : StepIn(text, evidence, followed);
        return (text, step) switch
        {
            ("", 0) => null,
            ("", _) => new Pitfall { Text = WithoutCause, Step = step },
            _ => WithKnownText(new Pitfall { Text = Shortened(text), Step = step }, known),
        };
    }

    /// <summary>
    /// Whether a failure is transient (network, timeout, rate limit). Notes that give a cause or a remedy are worth keeping in any case.
    /// </summary>
    /// <param name="notes">What the caller says of the execution.</param>
    /// <param name="evidence">What was observed; null if nothing was.</param>
    public static bool IsTransient(string notes, Evidence? evidence) =>
        !Remedy().IsMatch(notes)
        && (Transient().IsMatch(ReportOf(notes, evidence))
            || evidence is { Kind: EvidenceKind.HttpStatus } && TransientStatus().IsMatch(evidence.Observed));

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

    /// <summary>The first step that a report quotes, or whose command was checked; 0 where there is none.</summary>
    internal static int StepIn(string text, Evidence? evidence, IReadOnlyList<Step> followed)
    {
        for (var at = 0; at < followed.Count; at++)
        {
            var step = followed[at].Text;
            var isMeant = text.Contains(step, StringComparison.OrdinalIgnoreCase) || evidence?.Check.Trim() == step;
            if (step.Length >= MinQuotedStepLength && isMeant)
            {
                return at + 1;
            }
        }
        return 0;
    }

    /// <summary>The text on one line; of a long text only the lines that name an error.</summary>
    static string Shortened(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var errors = text.Length > Pitfall.MaxLength ? [.. lines.Where(line => ErrorLine().IsMatch(line))] : Array.Empty<string>();
        return Truncate.To(string.Join(' ', errors.Length > 0 ? errors : lines), Pitfall.MaxLength);
    }

    /// <summary>
    /// The pitfall with the text of a known one that says the same in other words, where there is one:
    /// then it is counted once more, and not shown twice.
    /// </summary>
    internal static Pitfall WithKnownText(Pitfall pitfall, IReadOnlyList<Pitfall> known)
    {
        var words = StemsOf(pitfall);
        var same = known.FirstOrDefault(other => other.Step == pitfall.Step && Overlap(StemsOf(other), words) >= MinOverlap);
        return same is null ? pitfall : pitfall with { Text = same.Text };
    }

    static HashSet<string> StemsOf(Pitfall pitfall) => Words.Of(pitfall.Text).ToHashSet(StringComparer.Ordinal);

    /// <summary>The share of words that two sets have in common (Dice), 0-1; 0 where the first is empty.</summary>
    static double Overlap(HashSet<string> known, HashSet<string> words) =>
        known.Count == 0 ? 0 : 2.0 * known.Count(words.Contains) / (known.Count + words.Count);

    [GeneratedRegex(
        @"\b(?:timed[ -]?out|(?:gateway|request|read|write|i/o|connect|connection|network|operation|handshake) time-?out"
        + @"|deadline exceeded|connection (?:was |got )?(?:refused|reset|closed|lost|dropped|aborted)"
        + @"|econn(?:reset|refused|aborted)|etimedout|eai_again|enotfound|unreachable|no route to host"
        + @"|network (?:error|is down|was down|issue|problem|failure|outage|glitch)|temporary failure|temporarily unavailable"
        + @"|name resolution|could ?n[o']t resolve host|rate[ -]?limit(?:ed|ing|s)?|too many requests|throttl(?:ed|ing)|status 429"
        + @"|http 429|429 too|try again later|service unavailable|bad gateway)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Transient();

    // Responses after which a client retries: request timeout, too many requests, gateway timeout.
    [GeneratedRegex(@"(?<!\d)(?:408|429|504)(?!\d)")]
    private static partial Regex TransientStatus();

    [GeneratedRegex(
        @"\b(?:instead|increase[ds]?|raise[ds]?|must|forgot(?:ten)?|missing|wrong|misconfigured|because|before|needs?"
        + @"|ha(?:s|ve) to|unknown|do(?:es)? not exist)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Remedy();

    [GeneratedRegex(
        @"\b(?:errors?|fail(?:ed|ure|s)?|fatal|exception|denied|not found|cannot|can't|missing|invalid|unable|refused|panic)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ErrorLine();
}
