using System.Text.RegularExpressions;

namespace SkillMcp.Safety;

/// <summary>One thing that the screen looks for, as data: its id, what it means, how it is written, and texts that it must find.</summary>
public sealed class ScreeningRule
{
    readonly string[] cues;
    readonly Lazy<Regex> pattern;
    readonly Lazy<Regex>? also;
    readonly Lazy<Regex>? unless;
    readonly bool isSaid;

    /// <param name="id">Such as <c>pipe-to-shell</c>.</param>
    /// <param name="severity">How much it says by itself.</param>
    /// <param name="reason">What a match means, in one sentence for the author of the text.</param>
    /// <param name="cues">
    /// Lower-case texts with <c>|</c> between, of which each match holds one: the pattern is not tried on a text without any.
    /// </param>
    /// <param name="pattern">A regular expression that needs no backtracking; it ignores case.</param>
    /// <param name="examples">Texts that it finds; each of them is a test.</param>
    internal ScreeningRule(string id, Severity severity, string reason, string cues, string pattern, params string[] examples)
    {
        (Id, Severity, Reason, Examples) = (id, severity, reason, examples);
        this.cues = cues.Split('|');
        this.pattern = new(() => Linear(pattern));
    }

    ScreeningRule(ScreeningRule rule, Lazy<Regex>? also, Lazy<Regex>? unless, bool isSaid)
    {
        (Id, Severity, Reason, Examples, cues, pattern) = (rule.Id, rule.Severity, rule.Reason, rule.Examples, rule.cues, rule.pattern);
        (this.also, this.unless, this.isSaid) = (also, unless, isSaid);
    }

    public string Id { get; }

    public Severity Severity { get; }

    public string Reason { get; }

    public IReadOnlyList<string> Examples { get; }

    /// <summary>This rule without the matches that hold something well known.</summary>
    /// <param name="known">A regular expression for what is well known.</param>
    internal ScreeningRule Unless(string known) => new(this, also, new(() => Linear(known)), isSaid);

    /// <summary>This rule for only the matches that hold something else too, in whatever order.</summary>
    /// <param name="other">A regular expression for what they must hold.</param>
    internal ScreeningRule With(string other) => new(this, new(() => Linear(other)), unless, isSaid);

    /// <summary>This rule without the matches that a text quotes to teach a defence.</summary>
    internal ScreeningRule UnlessQuoted() => new(this, also, unless, true);

    /// <summary>The place of the first match; -1 where there is none.</summary>
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
            var matched = text.AsSpan(found.Index, found.Length);
            var isKnown = also?.Value.IsMatch(matched) is false || unless?.Value.IsMatch(matched) is true;
            if (!isKnown && !(isSaid && QuotedAttack.Is(text, found.Index, found.Length)))
            {
                return found.Index;
            }
        }
        return -1;
    }

    // Without backtracking, a text cannot make a pattern slow.
    static Regex Linear(string pattern) =>
        new(pattern, RegexOptions.NonBacktracking | RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
