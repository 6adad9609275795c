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
    readonly bool isNearCues;

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

    ScreeningRule(ScreeningRule rule, Lazy<Regex>? also, Lazy<Regex>? unless, bool isSaid, bool isNearCues)
    {
        (Id, Severity, Reason, Examples, cues, pattern) = (rule.Id, rule.Severity, rule.Reason, rule.Examples, rule.cues, rule.pattern);
        (this.also, this.unless, this.isSaid, this.isNearCues) = (also, unless, isSaid, isNearCues);
    }

    public string Id { get; }

    public Severity Severity { get; }

    public string Reason { get; }

    public IReadOnlyList<string> Examples { get; }

    /// <summary>This rule without the matches that hold something well known.</summary>
    /// <param name="known">A regular expression for what is well known.</param>
    internal ScreeningRule Unless(string known) => new(this, also, new(() => Linear(known)), isSaid, isNearCues);

    /// <summary>This rule for only the matches that hold something else too, in whatever order.</summary>
    /// <param name="other">A regular expression for what they must hold.</param>
    internal ScreeningRule With(string other) => new(this, new(() => Linear(other)), unless, isSaid, isNearCues);

    /// <summary>This rule without the matches that a text quotes to teach a defence.</summary>
    internal ScreeningRule UnlessQuoted() => new(this, also, unless, true, isNearCues);

    /// <summary>
    /// This rule, tried on the lines with a cue and the next lines around each that are not blank. For a pattern whose matches go no
    /// further: with many beginnings and long gaps, it would take most of the time of the screen, and of its memory, on whole texts.
    /// </summary>
    internal ScreeningRule NearCues() => new(this, also, unless, isSaid, isNearCues: true);

    /// <summary>The place of the first match; -1 where there is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="lower">The same in lower case.</param>
    internal int Find(string text, string lower)
    {
        if (!Array.Exists(cues, cue => lower.Contains(cue, StringComparison.Ordinal)))
        {
            return -1;
        }
        if (!isNearCues)
        {
            return FindIn(text, 0, text.Length);
        }
        for (var next = 0; NextCue(lower, next) is var cue and >= 0;)
        {
            var begin = Math.Max(next, LinesBefore(text, cue));
            var end = LinesAfter(text, cue);
            // The lines of the next cue may begin within these.
            for (var more = NextCue(lower, cue + 1); more >= 0 && LinesBefore(text, more) < end; more = NextCue(lower, more + 1))
            {
                end = Math.Max(end, LinesAfter(text, more));
            }
            if (FindIn(text, begin, end) is var found and >= 0)
            {
                return found;
            }
            next = end;
        }
        return -1;
    }

    int FindIn(string text, int begin, int end)
    {
        foreach (var found in pattern.Value.EnumerateMatches(text.AsSpan(begin, end - begin)))
        {
            var at = begin + found.Index;
            var matched = text.AsSpan(at, found.Length);
            var isKnown = also?.Value.IsMatch(matched) is false || unless?.Value.IsMatch(matched) is true;
            if (!isKnown && !(isSaid && QuotedAttack.Is(text, at, found.Length)))
            {
                return at;
            }
        }
        return -1;
    }

    /// <summary>Where the next cue begins; -1 if there is none.</summary>
    int NextCue(string lower, int from)
    {
        var next = -1;
        foreach (var cue in cues)
        {
            var at = next < 0
                ? lower.IndexOf(cue, from, StringComparison.Ordinal)
                : lower.IndexOf(cue, from, Math.Min(next + cue.Length, lower.Length) - from, StringComparison.Ordinal);
            next = at >= 0 && (next < 0 || at < next) ? at : next;
        }
        return next;
    }

    /// <summary>Where the last line before that of a place begins that is not blank.</summary>
    static int LinesBefore(string text, int at)
    {
        var line = text.AsSpan(0, at).LastIndexOf('\n') + 1;
        return text.AsSpan(0, text.AsSpan(0, line).TrimEnd().Length).LastIndexOf('\n') + 1;
    }

    /// <summary>Where the first line behind that of a place ends that is not blank.</summary>
    static int LinesAfter(string text, int at)
    {
        var line = EndOfLine(text, at);
        return EndOfLine(text, text.Length - text.AsSpan(line).TrimStart().Length);
    }

    static int EndOfLine(string text, int at) => text.AsSpan(at).IndexOf('\n') is >= 0 and var length ? at + length : text.Length;

    // Without backtracking, a text cannot make a pattern slow.
    static Regex Linear(string pattern) =>
        new(pattern, RegexOptions.NonBacktracking | RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
