using System.Buffers;
using System.Text.RegularExpressions;

namespace SkillMcp.Safety;

/// <summary>One thing that the screen looks for, as data: its id, what it means, how it is written, and texts that it must find.</summary>
sealed class ScreeningRule
{
    readonly BoundedPattern? also;
    readonly BoundedPattern? unless;
    readonly SearchValues<string>? words;
    readonly bool isSaid;

    /// <param name="id">Such as <c>pipe-to-shell</c>.</param>
    /// <param name="severity">How much it says by itself.</param>
    /// <param name="reason">What a match means, in one sentence for the author of the text.</param>
    /// <param name="pattern">How it is written, in lower case.</param>
    /// <param name="examples">Texts that it finds; each of them is a test.</param>
    internal ScreeningRule(string id, Severity severity, string reason, Regex pattern, params string[] examples)
    {
        (Id, Severity, Reason, Examples) = (id, severity, reason, examples);
        Pattern = new CuedPattern(pattern);
    }

    ScreeningRule(ScreeningRule rule, BoundedPattern? also, BoundedPattern? unless, SearchValues<string>? words, bool isSaid)
    {
        (Id, Severity, Reason, Examples, Pattern) = (rule.Id, rule.Severity, rule.Reason, rule.Examples, rule.Pattern);
        (this.also, this.unless, this.words, this.isSaid) = (also, unless, words, isSaid);
    }

    public string Id { get; }

    public Severity Severity { get; }

    public string Reason { get; }

    public IReadOnlyList<string> Examples { get; }

    /// <summary>How it is written, in lower case.</summary>
    internal CuedPattern Pattern { get; }

    /// <summary>This rule without the matches that hold something well known.</summary>
    internal ScreeningRule Unless(Regex known) => new(this, also, new BoundedPattern(known), words, isSaid);

    /// <summary>This rule for only the matches that hold something else too, in whatever order.</summary>
    internal ScreeningRule With(Regex other) => new(this, new BoundedPattern(other), unless, words, isSaid);

    /// <summary>This rule without the matches that a text quotes to teach a defence.</summary>
    internal ScreeningRule UnlessQuoted() => new(this, also, unless, words, true);

    /// <summary>This rule for only the texts that hold a word, wherever in it.</summary>
    /// <param name="words">Lower-case texts with <c>|</c> between, of which such a text holds one.</param>
    internal ScreeningRule InTextsWith(string words) =>
        new(this, also, unless, SearchValues.Create(words.Split('|'), StringComparison.Ordinal), isSaid);

    /// <summary>The place of the first match; -1 where there is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="lower">The same in lower case.</param>
    /// <param name="cues">The cues of the pattern in it.</param>
    /// <param name="cost">What backtracking may have taken in this text before, and with this rule.</param>
    internal int Find(string text, ReadOnlySpan<char> lower, IReadOnlyList<FoundCue> cues, ref long cost)
    {
        if (words is not null && !lower.ContainsAny(words))
        {
            return -1;
        }
        foreach (var part in Pattern.PartsOf(lower, cues))
        {
            var within = lower[part.Begin..part.End];
            foreach (var found in Pattern.For(within, part.Cues, ref cost).EnumerateMatches(within))
            {
                if (IsMeant(text, lower, part.Begin + found.Index, found.Length))
                {
                    return part.Begin + found.Index;
                }
            }
        }
        return -1;
    }

    bool IsMeant(string text, ReadOnlySpan<char> lower, int at, int length)
    {
        var matched = lower.Slice(at, length);
        var isKnown = also?.ForLength(length).IsMatch(matched) is false || unless?.ForLength(length).IsMatch(matched) is true;
        return !isKnown && !(isSaid && QuotedAttack.Is(text, at, length));
    }
}
