using System.Globalization;
using System.Text.RegularExpressions;
using SkillMcp.Fields;

namespace SkillMcp;

/// <summary>What was observed of an execution, and what was expected.</summary>
public sealed partial record Evidence : ITextual<Evidence>
{
    /// <summary>The maximum length of each text, in characters: enough for the decisive lines of a log, not for the log.</summary>
    public const int MaxLength = 2_000;

    // How far before a word what denies it may stand.
    const int MaxDenial = 40;

    /// <summary>What kind of observation it is.</summary>
    public required EvidenceKind Kind { get; init; }

    /// <summary>The observed output, such as <c>exit code 1</c> or <c>HTTP/1.1 200 OK</c>.</summary>
    public required string Observed { get; init; }

    /// <summary>The output of a success; empty for the default of the kind (exit code 0, HTTP status 2xx).</summary>
    public string Expected { get; init; } = "";

    /// <summary>The command or request that gave the output, such as <c>curl -f https://…/health</c>.</summary>
    public string Check { get; init; } = "";

    /// <summary>Whether it is the word of the person whose task it was, who did not want the result.</summary>
    internal bool IsTakenBack { get; init; }

    Evidence ITextual<Evidence>.VisitTexts(TextVisitor visitor) => VisitTexts(visitor);

    internal Evidence VisitTexts(TextVisitor visitor) => this with
    {
        Observed = visitor.Text(TextField.Evidence, Observed),
        Expected = visitor.Text(TextField.Evidence, Expected),
        Check = visitor.Text(TextField.Evidence, Check),
    };

    /// <summary>
    /// Whether the observed output matches the expected one; null if that cannot be decided.
    /// People and programs write "0" and "exit code 0", "200", "HTTP/1.1 200 OK" and "2xx", so numbers are extracted from the text.
    /// If no number is found in what was observed, the result is null.
    /// </summary>
    public bool? Agrees => Kind switch
    {
        _ when IsTakenBack => false,
        EvidenceKind.ExitCode => Number(ExitCode(), Observed) is { } code ? code == ExpectedExitCode() : null,
        EvidenceKind.HttpStatus => Number(HttpStatus(), Observed) is { } status ? IsExpectedStatus(status) : null,
        _ => Observed.Trim().Length > 0 && Expected.Trim() is { Length: > 0 } expected ? AgreesInWords(expected) : null,
    };

    /// <summary>
    /// Whether a match is proof of success. Equal numbers are; a text that contains the expected one may also report an error.
    /// </summary>
    public bool IsExact => Kind is EvidenceKind.ExitCode or EvidenceKind.HttpStatus;

    string? ExpectedExitCode() => Expected.Trim().Length == 0 ? "0" : Number(ExitCode(), Expected);

    bool? IsExpectedStatus(string status) => (Number(HttpStatus(), Expected), StatusClass().Match(Expected).Value) switch
    {
        ({ } expected, _) => status == expected,
        (_, [var family, ..]) => status[0] == family,
        _ => IsSuccessStatus(status),
    };

    /// <summary>Whether a status reports success; null for 1xx and 3xx, which may mean either.</summary>
    static bool? IsSuccessStatus(string status) => status[0] switch
    {
        '2' => true,
        '4' or '5' => false,
        _ => null,
    };

    static string? Number(Regex pattern, string text) => pattern.Match(text) is { Success: true } found ? found.Groups[1].Value : null;

    [GeneratedRegex(@"(?<![\w.])(-?[0-9]{1,10})(?![\w.])")]
    private static partial Regex ExitCode();

    [GeneratedRegex(@"(?<![\w.])([1-5][0-9]{2})(?!\w)")]
    private static partial Regex HttpStatus();

    [GeneratedRegex(@"(?<!\w)[1-5]xx(?!\w)", RegexOptions.IgnoreCase)]
    private static partial Regex StatusClass();

    // What denies the words behind it: "not yet", "no longer".
    [GeneratedRegex(@"(?:\b(?:not|never|no|none|neither|nothing|cannot|without|0)|n['’]t) +(?:\p{L}+ +){0,2}$", RegexOptions.IgnoreCase)]
    private static partial Regex Denial();

    /// <summary>
    /// Whether what was observed has the expected words, or counts that can be compared with them. Other words for the same, such as
    /// "went from 8 to 9" for "one higher", contradict nobody.
    /// </summary>
    bool? AgreesInWords(string expected)
    {
        var (seen, wanted) = (ReportedCounts.In(Observed), ReportedCounts.In(expected));
        // "0 of 3 ready" holds "ready", and so does "not ready yet".
        if (Holds(Observed, expected) is { } isSo)
        {
            return isSo && (seen.Lacking ?? 0) <= (wanted.Lacking ?? 0);
        }
        if (seen.Contradicts(wanted) || seen.IsOfFailure && !wanted.IsOfFailure || AreOtherNumbers(Observed, expected))
        {
            return false;
        }
        // A report names what failed: where nothing is said to have, nothing has.
        return Kind == EvidenceKind.TestReport && seen.IsOfSuccess && wanted.IsOfSuccess ? true : null;
    }

    /// <summary>Whether both are a number and nothing else, and not the same.</summary>
    static bool AreOtherNumbers(string observed, string expected) =>
        decimal.TryParse(observed.Trim(), CultureInfo.InvariantCulture, out var seen)
        && decimal.TryParse(expected, CultureInfo.InvariantCulture, out var wanted)
        && seen != wanted;

    /// <summary>
    /// Whether a text contains the expected words as whole words: "10 failed" does not contain "0 failed". False if it says each time that
    /// it is not so; null without them.
    /// </summary>
    static bool? Holds(string observed, string expected)
    {
        bool? holds = null;
        for (var at = 0; (at = observed.IndexOf(expected, at, StringComparison.OrdinalIgnoreCase)) >= 0; at++)
        {
            var end = at + expected.Length;
            var beginsInsideWord = at > 0 && AreOfOneWord(observed[at - 1], expected[0]);
            var endsInsideWord = end < observed.Length && AreOfOneWord(expected[^1], observed[end]);
            if (!beginsInsideWord && !endsInsideWord)
            {
                holds = holds is true || !Denial().IsMatch(observed[Math.Max(0, at - MaxDenial)..at]);
            }
        }
        return holds;

        static bool AreOfOneWord(char before, char after) => char.IsLetterOrDigit(before) && char.IsLetterOrDigit(after);
    }
}
