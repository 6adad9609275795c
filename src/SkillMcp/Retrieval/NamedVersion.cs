using System.Text.RegularExpressions;

namespace SkillMcp.Retrieval;

/// <summary>The version that a text names, and whether it asks for that one, one at least, or an older one.</summary>
/// <param name="Numbers">The parts of the version; none where the text names none, or more than one.</param>
/// <param name="Bound">Which others would do.</param>
sealed partial record NamedVersion(IReadOnlyList<int> Numbers, VersionBound Bound)
{
    public bool IsNone => Numbers.Count == 0;

    public static NamedVersion Of(string text)
    {
        var found = Number().Matches(text);
        return found.Count != 1
            ? new NamedVersion([], VersionBound.This)
            : new NamedVersion([.. found[0].Groups["number"].Value.Split('.').Select(int.Parse)], BoundOf(text));
    }

    /// <summary>Whether what is there is what is needed; where either side names no version, nothing speaks against it.</summary>
    public bool Satisfies(NamedVersion needed)
    {
        if (IsNone || needed.IsNone)
        {
            return true;
        }
        var difference = Enumerable.Range(0, needed.Numbers.Count).Select(at => Numbers.ElementAtOrDefault(at).CompareTo(needed.Numbers[at])).FirstOrDefault(sign => sign != 0);
        return needed.Bound switch
        {
            VersionBound.OrNewer => difference >= 0,
            VersionBound.OrOlder => difference <= 0,
            VersionBound.Older => difference < 0,
            _ => difference == 0,
        };
    }

    static VersionBound BoundOf(string text) =>
        OrNewer().IsMatch(text) ? VersionBound.OrNewer
        : OrOlder().IsMatch(text) ? VersionBound.OrOlder
        : Older().IsMatch(text) ? VersionBound.Older
        : VersionBound.This;

    [GeneratedRegex(@"(?<![\p{L}\p{Nd}.])[vV]?(?<number>\d{1,6}(?:\.\d{1,6}){0,3})(?![\p{L}\p{Nd}])")]
    private static partial Regex Number();

    [GeneratedRegex(@"\d\+|>=|≥|at least|minimum|or (?:newer|later|higher|above|more|greater)|and (?:up|above)|^\s*>|newer than", RegexOptions.IgnoreCase)]
    private static partial Regex OrNewer();

    [GeneratedRegex("<=|≤|at most|maximum|or (?:older|earlier|lower|below|less)|up to", RegexOptions.IgnoreCase)]
    private static partial Regex OrOlder();

    [GeneratedRegex("<|below|older than|before version|less than", RegexOptions.IgnoreCase)]
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
