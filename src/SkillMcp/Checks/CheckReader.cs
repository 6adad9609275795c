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
public static partial class CheckReader
{
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
        return found with
        {
            Condition = condition,
            Check = pattern?.Mistake is null ? found.Check : null,
            Mistake = found.Mistake.Length > 0 ? found.Mistake : pattern?.Mistake ?? "",
        };
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
        var check = CurlRequest.Parse(command) is { } curl
            ? OfRequest(curl.Method, curl.Address, "", pattern: null)
            : OfCommand(command, exitCode: 0, pattern: null);
        var isProof = ProgramNature.Of(ShellScript.PipelinesOf(command)) is CommandNature.Check or CommandNature.Probe;
        return check.Check is not null && isProof ? check with { Condition = step.Text } : null;
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
        @"(?:\b(?:status|answers?|returns?|responds?|code|http(?:/[\d.]+)?|is|gives?|with)|→|->|=)(?:\s+(?:with|code|status|http))*\s*:?\s*"
            + @"(?<number>[1-5]\d\d)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Status();
}
