using System.Globalization;
using System.Text.RegularExpressions;
using SkillMcp.Formation;
using SkillMcp.Sessions;

namespace SkillMcp.Checks;

/// <summary>
/// Reads the checks of a procedure. A postcondition is one where it names, as code, what to look at; its words say what must be seen:
/// <code>
/// The tests pass: `pytest -q`
/// `./app --selftest` exits with 3
/// `git log -1` prints `release {version}`; a second code is what is printed, or with "matches" an expression for it
/// `https://{host}/health` answers 204; any 2xx where nothing is said
/// `dist/app.js` exists; contains `build {version}`
/// `TestResults/*.trx` has no failures; TRX, JUnit or TAP
/// </code>
/// So a check is versioned, hashed, screened and shown as any postcondition is. Where no postcondition is one, the last step is, if it only
/// looks: that is how learned runs bring theirs.
/// </summary>
static partial class CheckReader
{
    const string Negated = "it says what is not so, and a check looks for what is: `test ! -e FILE` succeeds, "
        + "`test -z \"$(COMMAND)\"` where nothing is printed, or the exit code or the status that is answered";

    // A part of a host, a port, a path or a number.
    const string AnyValue = "1";

    static readonly char[] ClauseEnds = ['.', ',', ';', ':', '(', ')'];

    /// <summary>The checks of a procedure, and what was meant for one and is none, in order.</summary>
    /// <param name="procedure">The procedure, with its values in place.</param>
    public static IReadOnlyList<ConditionCheck> ChecksOf(Procedure procedure)
    {
        var stated = procedure.Postconditions.Select(Read).OfType<ConditionCheck>().ToList();
        return stated.Count == 0 && OfStep(procedure.Steps.LastOrDefault(step => !step.IsHeading)) is { } last ? [last] : stated;
    }

    /// <summary>What a postcondition lets a program check; null if it names nothing that could be.</summary>
    public static ConditionCheck? Read(string condition)
    {
        var codes = Code().Matches(condition);
        if (codes.Count == 0)
        {
            return null;
        }
        var subject = codes[0].Groups["code"].Value.Trim();
        var words = Code().Replace(condition, " ");
        var pattern = codes.Count > 1 && Printed().IsMatch(condition[(codes[0].Index + codes[0].Length)..codes[1].Index])
            ? new OutputPattern(codes[1].Groups["code"].Value, Expression().IsMatch(words))
            : null;
        if (Of(subject, words, pattern) is not { } found)
        {
            return null;
        }
        var mistake = found.Mistake.Length > 0 ? found.Mistake
            : pattern?.Mistake ?? Unread(condition, words, codes, pattern is null ? 0 : 1, found.Check!);
        return found with { Condition = condition, Check = mistake.Length > 0 ? null : found.Check, Mistake = mistake };
    }

    /// <summary>What a condition says besides what is read of it, and proves nothing of; empty if that is all.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="words">What of it is no code.</param>
    /// <param name="codes">All codes in it.</param>
    /// <param name="last">The last code that is read.</param>
    /// <param name="check">What is read of it.</param>
    static string Unread(string condition, string words, MatchCollection codes, int last, Check check)
    {
        if (IsNegated(condition, codes[0], codes[last], check))
        {
            return Negated;
        }
        if (last + 1 < codes.Count && Joined().IsMatch(Between(condition, codes[last], codes[last + 1])))
        {
            return $"`{codes[last + 1].Groups["code"].Value}` in it is not looked at: write a line for each";
        }
        if (last > 0 && Compared().IsMatch(Between(condition, codes[0], codes[last])))
        {
            return "it compares, and a check looks for a text: `test $(COMMAND) -gt 5` succeeds";
        }
        if (last == 0 && Counted().IsMatch(words))
        {
            return "it counts, and a check looks for a text: write what is printed as code too: prints `3 rows`";
        }
        if (last == 0 && check is CommandCheck && Returned().IsMatch(words))
        {
            return "a number is returned as the exit code or printed: exits with 3, or prints `3`";
        }
        var showsOnly = check is CommandCheck { ExitCode: 0, Output: null } command
            && ProgramNature.Of(ShellScript.PipelinesOf(command.Command)) <= CommandNature.Look;
        return showsOnly && !Exits().IsMatch(condition)
            ? "it only shows something, whatever that is: write what it prints as code too: `git log -1` prints `release 2.1`"
            : "";
    }

    static string Between(string condition, Capture one, Capture other) => condition[(one.Index + one.Length)..other.Index];

    /// <summary>
    /// Whether the sentence in which the codes stand says what is not so: what they name would then be proved by its opposite.
    /// </summary>
    static bool IsNegated(string condition, Capture first, Capture last, Check? check)
    {
        var before = condition[..first.Index];
        var behind = condition[(last.Index + last.Length)..];
        var between = last.Index > first.Index ? Between(condition, first, last) : "";
        var around = $"{before[(before.LastIndexOfAny(ClauseEnds) + 1)..]} {between} {behind.Split(ClauseEnds)[0]}";
        var said = Passed().Replace(Reason().Replace(around, " "), " ");
        var saysHowItFails = check is CommandCheck { ExitCode: not 0 } or HttpCheck { Status: not null };
        return Negation().IsMatch(said) || !saysHowItFails && Failing().IsMatch(said);
    }

    static ConditionCheck? Of(string subject, string words, OutputPattern? pattern)
    {
        if (Request().Match(subject) is { Success: true } request)
        {
            return OfRequest(request.Groups["method"].Value, request.Groups["address"].Value, words, pattern);
        }
        if (CurlRequest.Parse(subject) is { } curl)
        {
            return OfRequest(curl.Method, curl.Address, words, pattern);
        }
        if (IsPath(subject) && (pattern is not null || Presence().IsMatch(words) || Passed().IsMatch(words)))
        {
            var isReport = Report().IsMatch(subject) && Passed().IsMatch(words);
            return Is(isReport ? new TestReportCheck(subject) : new FileCheck(subject, pattern));
        }
        return IsCommand(subject, words) ? OfCommand(subject, ExitCodeIn(words), pattern) : null;
    }

    static ConditionCheck? OfStep(Step step)
    {
        if (StepCommand.In(step) is not { } command)
        {
            return null;
        }
        // A value that is missing makes no other step of it: that it is one is said, and what it lacks.
        var filled = Placeholder.Fill(command, step.Placeholders.ToDictionary(name => name, _ => AnyValue));
        var check = CurlRequest.Parse(filled) is { } curl
            ? OfRequest(curl.Method, curl.Address, "", pattern: null)
            : OfCommand(filled, exitCode: 0, pattern: null);
        var isProof = ProgramNature.Of(ShellScript.PipelinesOf(filled)) is CommandNature.Check or CommandNature.Probe;
        return check.Check is not null && isProof
            ? new ConditionCheck(step.Text, step.Placeholders.Any() ? null : check.Check)
            : null;
    }

    static ConditionCheck OfRequest(string method, string address, string words, OutputPattern? pattern)
    {
        if (method is not ("" or "GET" or "HEAD"))
        {
            return IsNone($"{method} may change something, and a check only asks: GET or HEAD");
        }
        return Uri.TryCreate(address, UriKind.Absolute, out var uri)
            ? Is(new HttpCheck(uri, method == "HEAD", StatusIn(words), pattern))
            : IsNone($"'{address}' is no address: https://HOST/PATH");
    }

    static ConditionCheck OfCommand(string command, int exitCode, OutputPattern? pattern) =>
        LookingCommand.Objection(command) is { Length: > 0 } objection
            ? IsNone(objection)
            : Is(new CommandCheck(command, exitCode, pattern));

    static ConditionCheck Is(Check check) => new("", check);

    static ConditionCheck IsNone(string why) => new("", Check: null, why);

    /// <summary>
    /// Whether a code is meant as a command: it begins with a known program or one of this folder, it is one that looks, or the words speak
    /// of running it.
    /// </summary>
    static bool IsCommand(string subject, string words)
    {
        if (ShellScript.PipelinesOf(subject) is not [var pipeline, ..])
        {
            return false;
        }
        var typed = ProgramNature.Unwrapped(pipeline.Commands[0].Words);
        if (typed.Count == 0 || !Program().IsMatch(typed[0]))
        {
            return false;
        }
        return KnownPrograms.Contains(ProgramNature.ProgramOf(typed[0]))
            || typed[0].StartsWith("./", StringComparison.Ordinal)
            || Run().IsMatch(words)
            || ProgramNature.Of(pipeline) is CommandNature.Check or CommandNature.Probe;
    }

    static bool IsPath(string subject) =>
        !subject.Any(char.IsWhiteSpace) && (subject.Contains('/') || Path.GetExtension(subject).Length > 1);

    static int ExitCodeIn(string words) => NumberIn(ExitCode(), words) ?? 0;

    static int? StatusIn(string words) => NumberIn(Status(), words);

    static int? NumberIn(Regex pattern, string words) =>
        pattern.Match(words) is { Success: true } found ? int.Parse(found.Groups["number"].ValueSpan, CultureInfo.InvariantCulture) : null;

    // The fence may be of several backticks, for a code that holds some.
    [GeneratedRegex(@"(?<!`)(?<fence>`{1,3})(?!`)(?<code>.+?)(?<!`)\k<fence>(?!`)")]
    private static partial Regex Code();

    [GeneratedRegex(@"^(?:(?<method>[A-Z]{3,7})\s+)?(?<address>https?://\S+)$")]
    private static partial Regex Request();

    [GeneratedRegex(
        @"\b(?:prints?|shows?|outputs?|contains?|says?|lists?|reports?|match(?:es)?|includes?|answers?|returns?|holds?|has|with)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Printed();

    [GeneratedRegex(@"\bmatch(?:es)?\b", RegexOptions.IgnoreCase)]
    private static partial Regex Expression();

    [GeneratedRegex(@"\b(?:exists?|is\s+(?:there|present|written|created|made|generated)|was\s+(?:written|created|made|generated))\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Presence();

    [GeneratedRegex(
        @"\b(?:no|0|without|zero)\s+(?:failures?|failed|failing|errors?)\b|\bpass(?:es|ed)?\b|\bgreen\b", RegexOptions.IgnoreCase)]
    private static partial Regex Passed();

    // "does not fail" says that it passes.
    [GeneratedRegex(
        @"(?:\b(?:not|never|no|none|nothing|nowhere|neither|without|cannot|non-?zero)\b|n['\u2019]t\b)(?!\s+fail)",
        RegexOptions.IgnoreCase)]
    private static partial Regex Negation();

    // The name of a status: 404 Not Found.
    [GeneratedRegex(
        @"\b[1-5]\d\d\s+(?:no content|non-authoritative|not (?:modified|found|acceptable|implemented|extended)|method not allowed)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Reason();

    [GeneratedRegex(
        @"(?<!(?:\b(?:not|never)|n['\u2019]t)\s+)"
            + @"\b(?:fails?|failed|refuse[sd]?|missing|absent|gone|down|unreachable|offline|unavailable)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Failing();

    // What is joined to a code is stated as it is.
    [GeneratedRegex(@"(?:[,;&]|\b(?:and|or|nor|then))\s*(?:(?:the|a|an|its|that|file|also)\s+)*$", RegexOptions.IgnoreCase)]
    private static partial Regex Joined();

    [GeneratedRegex(
        @"\b(?:greater|less|fewer|more|smaller|larger|higher|lower|at\s+(?:least|most)|above|below|between|up\s+to|only|exactly|empty)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Compared();

    // A number of things is neither a status nor an exit code.
    [GeneratedRegex(
        @"\b(?:prints?|shows?|outputs?|contains?|lists?|reports?|answers?|returns?|gives?|holds?|has|with)\s+(?:\p{L}+\s+)?\d+\s+"
            + @"(?!(?:always|unless|as|is|was|this|plus|passes|means)\b)\p{Ll}+s\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Counted();

    [GeneratedRegex(@"\b(?:returns?|gives?|answers?)\s+(?!0\b)\d+\b", RegexOptions.IgnoreCase)]
    private static partial Regex Returned();

    [GeneratedRegex(@"\b(?:exits?|exit\s+code|succeeds?|passes|works)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Exits();

    [GeneratedRegex(@"\.(?:trx|xml|tap)$", RegexOptions.IgnoreCase)]
    private static partial Regex Report();

    [GeneratedRegex(@"\b(?:exits?|exit\s+code|succeeds?|passes|runs|prints?|outputs?|reports?|is\s+clean)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Run();

    [GeneratedRegex(@"^[A-Za-z0-9_./~+-]+$")]
    private static partial Regex Program();

    [GeneratedRegex(
        @"\b(?:exits?(?:\s+(?:with|code|status|is|of))*|(?:exit\s+)?code(?:\s+is)?)\s*:?\s*(?<number>\d{1,3})\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex ExitCode();

    [GeneratedRegex(
        @"(?:\b(?:status|answers?|returns?|responds?|code|http(?:/[\d.]+)?|is|gives?|with)|→|->|=)"
            + @"(?:\s+(?:with|code|status|http))*\s*:?\s*(?<number>[1-5]\d\d)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Status();
}
