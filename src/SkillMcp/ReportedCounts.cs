using System.Globalization;
using System.Text.RegularExpressions;

namespace SkillMcp;

/// <summary>The counts that a text reports: "3 passed, 0 failed", "Failed: 2", "no errors", "exit code 1", "2 of 3 ready".</summary>
/// <param name="Passed">How many passed; null if that is not said.</param>
/// <param name="Failed">How many failed; null if that is not said.</param>
/// <param name="Errors">How many errors there were; null if that is not said.</param>
/// <param name="Exit">The exit code; null if none is said.</param>
/// <param name="Lacking">How many of a whole are not yet as they should be; null if that is not said.</param>
/// <param name="AllPassed">Whether it says that all passed, without a count.</param>
readonly partial record struct ReportedCounts(long? Passed, long? Failed, long? Errors, long? Exit, long? Lacking, bool AllPassed)
{
    /// <summary>Whether it says that something went wrong.</summary>
    public bool IsOfFailure => Failed > 0 || Errors > 0 || Exit > 0 || Lacking > 0;

    /// <summary>Whether it says that all went well.</summary>
    public bool IsOfSuccess =>
        !IsOfFailure && (Passed > 0 || Failed == 0 || Errors == 0 || Exit == 0 || Lacking == 0 || AllPassed);

    /// <summary>The counts of a text; the last one where it says several.</summary>
    public static ReportedCounts In(string text) => new(
        Last(PassedCount(), text), Last(FailedCount(), text), Last(ErrorCount(), text), Last(ExitCode(), text), LackingIn(text),
        AllPass().IsMatch(text));

    /// <summary>Whether two texts count the same thing, and differently.</summary>
    public bool Contradicts(ReportedCounts other) => Differ(Passed, other.Passed) || Differ(Failed, other.Failed)
        || Differ(Errors, other.Errors) || Differ(Exit, other.Exit) || Differ(Lacking, other.Lacking);

    static bool Differ(long? one, long? other) => one is { } a && other is { } b && a != b;

    static long? Last(Regex pattern, string text)
    {
        var found = pattern.Matches(text);
        if (found.Count == 0)
        {
            return null;
        }
        // "no failures" has no digits.
        return long.TryParse(found[^1].Groups["n"].Value, CultureInfo.InvariantCulture, out var count) ? count : 0;
    }

    /// <summary>What its last line lacks: those before it may tell of the waiting.</summary>
    static long? LackingIn(string text)
    {
        var end = text.AsSpan().TrimEnd();
        var line = end[(end.LastIndexOf('\n') + 1)..].ToString();
        return Share().Matches(line) is [.., var share] && Count("n") - Count("k") is var lacking and >= 0 ? lacking : null;

        long Count(string name) => long.Parse(share.Groups[name].ValueSpan, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(
        @"(?<![\w.-])(?<n>[0-9]{1,9}) +(?:\p{L}+ +)?pass(?:ed|ing)?\b|\bpass(?:ed|ing)? *[:=] *(?<n>[0-9]{1,9})\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex PassedCount();

    // "3 failed logins" counts logins.
    [GeneratedRegex(
        @"(?<![\w.-])(?:(?<n>[0-9]{1,9})|no) +(?:tests? +)?fail(?:ed|ing|ures?)\b(?! +(?!in\b|and\b|of\b|tests?\b)\p{L})"
            + @"|\bfail(?:ed|ing|ures?) *[:=] *(?<n>[0-9]{1,9})\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex FailedCount();

    [GeneratedRegex(
        @"(?<![\w.-])(?:(?<n>[0-9]{1,9})|no) +errors?\b(?! +(?!in\b|and\b|of\b)\p{L})|\berrors? *[:=] *(?<n>[0-9]{1,9})\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex ErrorCount();

    [GeneratedRegex(@"\bexit(?:ed)?(?: +with)?(?: +(?:code|status))? *[:=]? *(?<n>[0-9]{1,3})\b", RegexOptions.IgnoreCase)]
    private static partial Regex ExitCode();

    [GeneratedRegex(
        @"(?<![\w.,/-])(?<k>[0-9]{1,9})(?: ?/ ?| (?:out )?of )(?<n>[0-9]{1,9}) +(?:\p{L}+ +){0,3}"
            + @"(?:ready|healthy|available|running|up|online|reachable|pass(?:ed|ing)|succeeded|successful)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Share();

    [GeneratedRegex(@"\ball\b(?: +\p{L}+){0,3} +(?:pass(?:ed|es)?|succeeded|green)\b", RegexOptions.IgnoreCase)]
    private static partial Regex AllPass();
}
