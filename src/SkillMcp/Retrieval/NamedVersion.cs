using System.Text.RegularExpressions;

namespace SkillMcp.Retrieval;

/// <summary>The version that a text names, as the version that is there or as a requirement.</summary>
/// <param name="Numbers">The parts of the version; empty if the text names none, or holds more than one number.</param>
/// <param name="Bound">Which versions satisfy the text as a requirement.</param>
sealed partial record NamedVersion(IReadOnlyList<int> Numbers, VersionBound Bound)
{
    static readonly NamedVersion None = new([], VersionBound.Exact);

    public bool IsNone => Numbers.Count == 0;

    public static NamedVersion Of(string text) => Number().Matches(text) is [var only] && !Amount().IsMatch(text)
        ? new NamedVersion([.. only.Groups["number"].Value.Split('.').Select(int.Parse)], BoundOf(text))
        : None;

    /// <summary>
    /// Whether this version, as the one that is there, satisfies a requirement. A requirement without a version is always met.
    /// Only the parts that both versions have are compared: 3.11.4 is a 3.11, and whether 3 is a 3.11 is unknown.
    /// </summary>
    public ConditionState Evaluate(NamedVersion needed)
    {
        if (needed.IsNone)
        {
            return ConditionState.Met;
        }
        if (IsNone || Bound != VersionBound.Exact)
        {
            return ConditionState.Unknown;
        }
        var difference = Numbers.Zip(needed.Numbers, (own, other) => own.CompareTo(other)).FirstOrDefault(sign => sign != 0);
        if (difference == 0 && Numbers.Count < needed.Numbers.Count)
        {
            return ConditionState.Unknown;
        }
        var satisfies = needed.Bound switch
        {
            VersionBound.OrNewer => difference >= 0,
            VersionBound.OrOlder => difference <= 0,
            VersionBound.Older => difference < 0,
            _ => difference == 0,
        };
        return satisfies ? ConditionState.Met : ConditionState.Unmet;
    }

    static VersionBound BoundOf(string text)
    {
        if (OrNewer().IsMatch(text))
        {
            return VersionBound.OrNewer;
        }
        if (OrOlder().IsMatch(text))
        {
            return VersionBound.OrOlder;
        }
        return Older().IsMatch(text) ? VersionBound.Older : VersionBound.Exact;
    }

    [GeneratedRegex(@"(?<![\p{L}\p{Nd}.])[vV]?(?<number>[0-9]{1,6}(?:\.[0-9]{1,6}){0,3})(?![\p{L}\p{Nd}])")]
    private static partial Regex Number();

    // A number with a unit is an amount, and a port is not a version.
    [GeneratedRegex("""
        \bports?\b
        | [0-9] \s* (?: % | [kmgt]i?b | bytes? | ms | s | sec | seconds? | min | minutes? | h | hours? | days? | weeks?
                     | cores? | cpus? | vcpus? | nodes? | replicas? | times ) \b
        """, RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Amount();

    [GeneratedRegex(@"[0-9]\+|>|≥|\b(?:at least|minimum|newer|later|higher|above|and up)\b", RegexOptions.IgnoreCase)]
    private static partial Regex OrNewer();

    [GeneratedRegex(@"<=|≤|\b(?:at most|maximum|or (?:older|earlier|lower|below)|up to(?! date\b))\b", RegexOptions.IgnoreCase)]
    private static partial Regex OrOlder();

    [GeneratedRegex(@"<|\b(?:below|older than|before)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Older();
}
