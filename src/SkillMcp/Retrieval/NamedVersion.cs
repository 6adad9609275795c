using System.Text.RegularExpressions;

namespace SkillMcp.Retrieval;

/// <summary>The version that a text names, and whether it asks for that one, one at least, or an older one.</summary>
/// <param name="Numbers">The parts of the version; none where the text names none, or more numbers than one.</param>
/// <param name="Bound">Which others would do.</param>
sealed partial record NamedVersion(IReadOnlyList<int> Numbers, VersionBound Bound)
{
    static readonly NamedVersion None = new([], VersionBound.This);

    public bool IsNone => Numbers.Count == 0;

    public static NamedVersion Of(string text) => Number().Matches(text) is [var only] && !Amount().IsMatch(text)
        ? new NamedVersion([.. only.Groups["number"].Value.Split('.').Select(int.Parse)], BoundOf(text))
        : None;

    /// <summary>What is known of a version that is needed from the one that is there.</summary>
    public ConditionState Judge(NamedVersion needed)
    {
        if (needed.IsNone)
        {
            return ConditionState.Met;
        }
        if (IsNone || Bound != VersionBound.This)
        {
            return ConditionState.Unknown;
        }
        var difference = Numbers.Zip(needed.Numbers, (own, other) => own.CompareTo(other)).FirstOrDefault(input => input != 0);
        if (difference == 0 && Numbers.Count < needed.Numbers.Count)
        {
            return ConditionState.Unknown;
        }
        var does = needed.Bound switch
        {
            VersionBound.OrNewer => difference >= 0,
            VersionBound.OrOlder => difference <= 0,
            VersionBound.Older => difference < 0,
            _ => difference == 0,
        };
        return does ? ConditionState.Met : ConditionState.Unmet;
    }

    static VersionBound BoundOf(string text) =>
        OrNewer().IsMatch(text) ? VersionBound.OrNewer
        : OrOlder().IsMatch(text) ? VersionBound.OrOlder
        : Older().IsMatch(text) ? VersionBound.Older
        : VersionBound.This;

    [GeneratedRegex(@"(?<![\p{L}\p{Nd}.])[vV]?(?<number>[0-9]{1,6}(?:\.[0-9]{1,6}){0,3})(?![\p{L}\p{Nd}])")]
    private static partial Regex Number();

    // Gigabytes, hours and ports have numbers, and no versions.
    [GeneratedRegex(@"\bports?\b|[0-9]\s*(?:%|[kmgt]i?b|bytes?|ms|s|sec|seconds?|min|minutes?|h|hours?|days?|weeks?|cores?|cpus?|vcpus?|nodes?|replicas?|times)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Amount();

    [GeneratedRegex(@"[0-9]\+|>|≥|\b(?:at least|minimum|newer|later|higher|above|and up)\b", RegexOptions.IgnoreCase)]
    private static partial Regex OrNewer();

    [GeneratedRegex(@"<=|≤|\b(?:at most|maximum|or (?:older|earlier|lower|below)|up to(?! date\b))\b", RegexOptions.IgnoreCase)]
    private static partial Regex OrOlder();

    [GeneratedRegex(@"<|\b(?:below|older than|before)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Older();
}

/// <summary>Which versions do.</summary>
enum VersionBound
{
    This,
    OrNewer,
    OrOlder,
    Older,
}
