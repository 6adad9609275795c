using System.Text.RegularExpressions;

namespace SkillMcp.Formation;

/// <summary>
/// What an execution that did not go well teaches those who follow: its notes or what was observed instead, cut to what tells,
/// at the step that failed. A failure that passes by itself (network, timeout, rate limit) teaches nothing about the procedure.
/// </summary>
public static partial class PitfallExtraction
{
    // Two reports with this share of words in common say the same in other words.
    const double SamePitfall = 0.6;

    // A step that is shorter than that may stand in any sentence.
    const int MinQuotedStepLength = 8;

    /// <summary>The lesson; null where there is none.</summary>
    /// <param name="notes">What the caller says of it.</param>
    /// <param name="evidence">What was observed, where something was.</param>
    /// <param name="failedStep">The step that failed, from 1; 0 where nobody says.</param>
    /// <param name="followed">The steps that were followed.</param>
    /// <param name="known">The lessons of these steps that are known already.</param>
    public static Pitfall? Of(string notes, Evidence? evidence, int failedStep, IReadOnlyList<Step> followed, IReadOnlyList<Pitfall> known)
    {
        var text = notes.Trim() is { Length: > 0 } said ? said : Observed(evidence);
        var step = failedStep > 0 ? failedStep : StepIn(text, evidence, followed);
        return (text, step) switch
        {
            _ when IsTransient(notes, evidence) => null,
            ("", 0) => null,
            ("", _) => new Pitfall { Text = "This step failed.", Step = step },
            _ => Among(known, new Pitfall { Text = Short(text), Step = step }),
        };
    }

    static string Observed(Evidence? evidence) => evidence is not { Observed.Length: > 0 } ? ""
        : $"{(evidence.Check.Length > 0 ? evidence.Check : Word.Of(evidence.Kind))}: saw {evidence.Observed}{(evidence.Expected.Length > 0 ? $" instead of {evidence.Expected}" : "")}";

    /// <summary>Whether a failure passes by itself. Who says why it came, or what to do about it, teaches something, whatever it was.</summary>
    /// <param name="notes">What the caller says of it.</param>
    /// <param name="evidence">What was observed, where something was.</param>
    public static bool IsTransient(string notes, Evidence? evidence) =>
        !Remedy().IsMatch(notes)
        && (Transient().IsMatch(notes.Trim() is { Length: > 0 } said ? said : Observed(evidence)) || evidence is { Kind: EvidenceKind.HttpStatus } && TransientStatus().IsMatch(evidence.Observed));

    /// <summary>The step that a report quotes, or whose command it checked.</summary>
    static int StepIn(string text, Evidence? evidence, IReadOnlyList<Step> followed)
    {
        for (var at = 0; at < followed.Count; at++)
        {
            if (followed[at].Text.Length >= MinQuotedStepLength && (text.Contains(followed[at].Text, StringComparison.OrdinalIgnoreCase) || evidence?.Check.Trim() == followed[at].Text))
            {
                return at + 1;
            }
        }
        return 0;
    }

    /// <summary>The text in one line; of a long one those lines that tell.</summary>
    static string Short(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var telling = text.Length > Pitfall.Longest && lines.Where(line => Telling().IsMatch(line)).ToList() is { Count: > 0 } found ? found : [.. lines];
        return Excerpt.Of(string.Join(' ', telling), Pitfall.Longest);
    }

    /// <summary>The known lesson that says the same in other words, where there is one: it is counted, and not told twice.</summary>
    static Pitfall Among(IReadOnlyList<Pitfall> known, Pitfall lesson)
    {
        var words = Words.Of(lesson.Text).ToHashSet(StringComparer.Ordinal);
        var same = known.FirstOrDefault(one => one.Step == lesson.Step && Words.Of(one.Text).ToHashSet(StringComparer.Ordinal) is { Count: > 0 } its
            && 2.0 * its.Count(words.Contains) / (its.Count + words.Count) >= SamePitfall);
        return same is null ? lesson : lesson with { Text = same.Text };
    }

    [GeneratedRegex(@"\b(?:timed[ -]?out|(?:gateway|request|read|write|i/o|connect|connection|network|operation|handshake) time-?out|deadline exceeded|connection (?:was |got )?(?:refused|reset|closed|lost|dropped|aborted)|econn(?:reset|refused|aborted)|etimedout|eai_again|enotfound|unreachable|no route to host|network (?:error|is down|was down|issue|problem|failure|outage|glitch)|temporary failure|temporarily unavailable|name resolution|could ?n[o']t resolve host|rate[ -]?limit(?:ed|ing|s)?|too many requests|throttl(?:ed|ing)|status 429|http 429|429 too|try again later|service unavailable|bad gateway)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Transient();

    // Answers that ask to come again: request timeout, too many requests, gateway timeout.
    [GeneratedRegex(@"(?<!\d)(?:408|429|504)(?!\d)")]
    private static partial Regex TransientStatus();

    [GeneratedRegex(@"\b(?:instead|increase[ds]?|raise[ds]?|must|forgot(?:ten)?|missing|wrong|misconfigured|because|before|needs?|ha(?:s|ve) to|unknown|do(?:es)? not exist)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Remedy();

    [GeneratedRegex(@"\b(?:errors?|fail(?:ed|ure|s)?|fatal|exception|denied|not found|cannot|can't|missing|invalid|unable|refused|panic)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Telling();
}
