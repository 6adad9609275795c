using System.Text.RegularExpressions;
using SkillMcp.Fields;

namespace SkillMcp;

/// <summary>What was observed after an execution, and what was expected.</summary>
public sealed partial record Evidence : ITextual<Evidence>
{
    /// <summary>The most characters of what is observed, expected or checked: the line that tells, not the log.</summary>
    public const int MaxLength = 2_000;

    public required EvidenceKind Kind { get; init; }

    public required string Observed { get; init; }

    /// <summary>What a success would have shown; empty for the usual of its kind (exit code 0, an HTTP status of 2xx).</summary>
    public string Expected { get; init; } = "";

    /// <summary>The command or request that was observed, such as <c>curl -f https://…/health</c>.</summary>
    public string Check { get; init; } = "";

    public Evidence VisitTexts(TextVisitor visitor) => this with
    {
        Observed = visitor.Text(TextField.Evidence, Observed),
        Expected = visitor.Text(TextField.Evidence, Expected),
        Check = visitor.Text(TextField.Evidence, Check),
    };

    /// <summary>
    /// Whether what was observed is what was expected; null where it cannot be told. People and programs write "0" and "exit code 0",
    /// "200" and "HTTP/1.1 200 OK" and "2xx": numbers are read out of their words, and what cannot be read contradicts nobody.
    /// </summary>
    public bool? Agrees => Kind switch
    {
        EvidenceKind.ExitCode => Number(ExitCode(), Observed) is { } code ? code == (Expected.Trim().Length == 0 ? "0" : Number(ExitCode(), Expected)) : null,
        EvidenceKind.HttpStatus => Number(HttpStatus(), Observed) is { } status ? IsExpected(status) : null,
        _ => Observed.Trim().Length > 0 && Expected.Trim() is { Length: > 0 } expected ? Holds(Observed, expected) : null,
    };

    /// <summary>Whether agreement is proof: a number that is the expected one is, a text that holds the expected one may say more.</summary>
    public bool IsExact => Kind is EvidenceKind.ExitCode or EvidenceKind.HttpStatus;

    bool? IsExpected(string status) => (Number(HttpStatus(), Expected), StatusClass().Match(Expected).Value) switch
    {
        ({ } expected, _) => status == expected,
        (_, [var family, ..]) => status[0] == family,
        // Nobody said what a redirect means here.
        _ => status[0] switch { '2' => true, '4' or '5' => false, _ => null },
    };

    static string? Number(Regex pattern, string text) => pattern.Match(text) is { Success: true } found ? found.Groups[1].Value : null;

    [GeneratedRegex(@"(?<![\w.])(-?[0-9]{1,10})(?![\w.])")]
    private static partial Regex ExitCode();

    [GeneratedRegex(@"(?<![\w.])([1-5][0-9]{2})(?!\w)")]
    private static partial Regex HttpStatus();

    [GeneratedRegex(@"(?<!\w)[1-5]xx(?!\w)", RegexOptions.IgnoreCase)]
    private static partial Regex StatusClass();

    /// <summary>Whether the words stand there, and not inside longer ones: "10 failed" does not say "0 failed".</summary>
    static bool Holds(string observed, string expected)
    {
        for (var at = 0; (at = observed.IndexOf(expected, at, StringComparison.OrdinalIgnoreCase)) >= 0; at++)
        {
            var end = at + expected.Length;
            if (!(at > 0 && Joins(observed[at - 1], expected[0])) && !(end < observed.Length && Joins(expected[^1], observed[end])))
            {
                return true;
            }
        }
        return false;

        static bool Joins(char before, char after) => char.IsLetterOrDigit(before) && char.IsLetterOrDigit(after);
    }
}
