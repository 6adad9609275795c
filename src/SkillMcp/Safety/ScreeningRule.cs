using System.Text.RegularExpressions;

namespace SkillMcp.Safety;

/// <summary>One thing to look for, as data: what it is called, what it means, and texts that it must find.</summary>
public sealed class ScreeningRule
{
    readonly string[] cues;
    readonly Lazy<Regex> pattern;
    readonly Lazy<Regex>? unless;

    /// <param name="id">Such as <c>pipe-to-shell</c>.</param>
    /// <param name="severity">How much it says by itself.</param>
    /// <param name="reason">What it means, in words.</param>
    /// <param name="cues">Lower-case texts of which each match holds one, with <c>|</c> between: most rules are done with a text once none is found.</param>
    /// <param name="pattern">A regular expression without backtracking, in which case means nothing.</param>
    /// <param name="examples">Texts that it finds; each is a test.</param>
    internal ScreeningRule(string id, Severity severity, string reason, string cues, string pattern, params string[] examples)
    {
        (Id, Severity, Reason, Examples) = (id, severity, reason, examples);
        this.cues = cues.Split('|');
        this.pattern = new(() => Linear(pattern));
    }

    ScreeningRule(ScreeningRule rule, string unless)
    {
        (Id, Severity, Reason, Examples, cues, pattern) = (rule.Id, rule.Severity, rule.Reason, rule.Examples, rule.cues, rule.pattern);
        this.unless = new(() => Linear(unless));
    }

    public string Id { get; }

    public Severity Severity { get; }

    public string Reason { get; }

    public IReadOnlyList<string> Examples { get; }

    /// <summary>This rule, but for what holds something well known.</summary>
    internal ScreeningRule Unless(string known) => new(this, known);

    /// <summary>Where the first match begins; -1 where there is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="lower">The same in lower case.</param>
    internal int Find(string text, string lower)
    {
        if (!Array.Exists(cues, cue => lower.Contains(cue, StringComparison.Ordinal)))
        {
            return -1;
        }
        foreach (var found in pattern.Value.EnumerateMatches(text))
        {
            if (unless?.Value.IsMatch(text.AsSpan(found.Index, found.Length)) is not true)
            {
                return found.Index;
            }
        }
        return -1;
    }

    static Regex Linear(string pattern) => new(pattern, RegexOptions.NonBacktracking | RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
