using System.Text.RegularExpressions;

namespace SkillMcp;

/// <summary>How an execution of a skill ended.</summary>
public enum Outcome
{
    Success,
    Partial,
    Failure,

    /// <summary>Read, but it did not fit: never counts against reliability.</summary>
    NotUsed,
}

/// <summary>How an outcome is known, and with that how much it weighs in belief.</summary>
public enum Grade
{
    /// <summary>The caller says so.</summary>
    SelfReported,

    /// <summary>The caller hands over what was observed and what was expected.</summary>
    Evidenced,

    /// <summary>A person saw it, or the server ran the check itself.</summary>
    Verified,
}

/// <summary>What was observed after an execution, and what was expected.</summary>
public sealed partial record Evidence
{
    /// <summary>The most characters of what is observed, expected or checked: the line that tells, not the log.</summary>
    public const int Longest = 2_000;

    public required EvidenceKind Kind { get; init; }

    public required string Observed { get; init; }

    /// <summary>What a success would have shown; empty for the usual of its kind (exit code 0, an HTTP status of 2xx).</summary>
    public string Expected { get; init; } = "";

    /// <summary>The command or request that was observed, such as <c>curl -f https://…/health</c>.</summary>
    public string Check { get; init; } = "";

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

/// <summary>What an outcome is after its evidence was weighed.</summary>
/// <param name="Outcome">What counts: where the evidence contradicts the claim, the evidence wins.</param>
/// <param name="Grade">How it is known.</param>
/// <param name="Contradicted">Whether the evidence says otherwise than the claim.</param>
public readonly record struct Finding(Outcome Outcome, Grade Grade, bool Contradicted)
{
    /// <summary>Weighs a claim against its evidence.</summary>
    /// <param name="claimed">What the caller says.</param>
    /// <param name="evidence">What it hands over, where it does.</param>
    /// <param name="confirmed">Whether a person saw it: then nothing is left to weigh.</param>
    public static Finding Of(Outcome claimed, Evidence? evidence, bool confirmed) => (claimed, evidence?.Agrees) switch
    {
        _ when confirmed => new(claimed, Grade.Verified, false),
        (Outcome.NotUsed, _) or (_, null) => new(claimed, Grade.SelfReported, false),
        (Outcome.Success, false) => new(Outcome.Failure, Grade.Evidenced, true),
        (Outcome.Failure, true) when evidence!.IsExact => new(Outcome.Success, Grade.Evidenced, true),
        (Outcome.Failure, true) => new(claimed, Grade.SelfReported, false),
        _ => new(claimed, Grade.Evidenced, false),
    };
}

public enum EvidenceKind
{
    ExitCode,
    HttpStatus,
    TestReport,

    /// <summary>The output holds the expected text.</summary>
    OutputMatch,
}

/// <summary>One execution of one version of a skill, as it is recorded.</summary>
public sealed record Execution
{
    /// <summary>Made by whoever reports it; a version 7 UUID.</summary>
    public required Guid Id { get; init; }

    public required Guid Skill { get; init; }

    /// <summary>The version that was followed.</summary>
    public required int Version { get; init; }

    public required Outcome Outcome { get; init; }

    public required Grade Grade { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The retrieval that it followed. With the skill it is the idempotency key: one retrieval counts once for each skill. Null: every report counts.</summary>
    public Guid? Retrieval { get; init; }

    /// <summary>What was to be done, where it is known.</summary>
    public string Task { get; init; } = "";

    public string Notes { get; init; } = "";

    public Evidence? Evidence { get; init; }

    /// <summary>What went wrong and is worth knowing next time, where something did.</summary>
    public Pitfall? Pitfall { get; init; }
}

/// <summary>Something that went wrong before, and what to do about it.</summary>
public sealed record Pitfall
{
    /// <summary>The most characters of a pitfall: a warning, not a log.</summary>
    public const int Longest = 400;

    public required string Text { get; init; }

    /// <summary>The step that it belongs to, from 1; 0 for the skill as a whole.</summary>
    public int Step { get; init; }

    /// <summary>How many executions ran into it.</summary>
    public int Seen { get; init; } = 1;

    /// <summary>
    /// This pitfall among other steps than those that it was met in: at the step that says the same as its own did;
    /// null where none does, for then it is moot. Of several it is the same one, counted from the end that is nearer.
    /// </summary>
    /// <param name="was">The steps that it was met in.</param>
    /// <param name="now">The steps of today.</param>
    public Pitfall? Carried(IReadOnlyList<Step> was, IReadOnlyList<Step> now)
    {
        if (Step == 0)
        {
            return this;
        }
        if (Step > was.Count)
        {
            return null;
        }
        var own = NormalizedStep.Of(was[Step - 1]);
        var (before, after) = (Among(was.Take(Step - 1)).Count, Among(was.Skip(Step)).Count);
        var same = Among(now);
        return same.Count == 0 ? null : this with { Step = same[before <= after ? Math.Min(before, same.Count - 1) : Math.Max(same.Count - 1 - after, 0)] };

        List<int> Among(IEnumerable<Step> steps) => [.. NormalizedStep.Of(steps).Index().Where(step => own.IsSameAs(step.Item)).Select(step => step.Index + 1)];
    }

    /// <summary>The words that make two reports the same pitfall, whatever their order, case and punctuation.</summary>
    public string Fingerprint => string.Join(' ', Words.Of(Text).Order(StringComparer.Ordinal).Distinct());
}
