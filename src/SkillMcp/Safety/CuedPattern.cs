using System.Buffers;
using System.Text.RegularExpressions;

namespace SkillMcp.Safety;

/// <summary>
/// A pattern that is tried only near its cues (<see cref="PatternCues"/>): on the lines with one and those around it that a match may go
/// on to. What it finds is what it would find in the whole text.
/// </summary>
sealed class CuedPattern
{
    // More cues than these make for more beginnings and ends to be tried with each other.
    const int FewCues = 8;

    readonly BoundedPattern pattern;
    readonly Alternative[] alternatives;
    readonly int lines;

    public CuedPattern(Regex pattern)
    {
        this.pattern = new BoundedPattern(pattern);
        Whole = pattern;
        var cues = PatternCues.Of(pattern.ToString());
        alternatives = [.. cues.Alternatives.Select(groups => new Alternative(groups))];
        lines = cues.Lines;
    }

    /// <summary>The pattern for whole texts.</summary>
    public Regex Whole { get; }

    /// <summary>The cues of each alternative of the pattern.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Cues => [.. alternatives.Select(alternative => alternative.Cues)];

    /// <summary>The parts of a text, in order and apart from each other, outside of which nothing matches.</summary>
    /// <param name="lower">The text in lower case.</param>
    /// <param name="cues">The cues in it, in order.</param>
    public List<TextPart> PartsOf(ReadOnlySpan<char> lower, IReadOnlyList<FoundCue> cues)
    {
        var parts = new List<TextPart>();
        var known = new (int Begin, int End, bool IsIn)[alternatives.Length];
        foreach (var (at, number) in cues)
        {
            var (begin, end) = LinesAround(lower, at);
            if ((known[number].Begin, known[number].End) != (begin, end))
            {
                known[number] = (begin, end, alternatives[number].IsIn(lower[begin..end]));
            }
            if (!known[number].IsIn)
            {
                continue;
            }
            if (parts is [.., var last] && begin <= last.End)
            {
                parts[^1] = last with { End = Math.Max(last.End, end), Cues = last.Cues + 1 };
            }
            else
            {
                parts.Add(new TextPart(begin, end, 1));
            }
        }
        return parts;
    }

    /// <summary>The pattern for a part of a text.</summary>
    /// <param name="text">The part.</param>
    /// <param name="cues">How many cues are in it.</param>
    /// <param name="cost">What backtracking may take in the parts before, and with this one.</param>
    public Regex For(ReadOnlySpan<char> text, int cues, ref long cost)
    {
        cost += SumOfSquares(text) * (1 + cues / FewCues);
        return pattern.ForCost(cost);
    }

    /// <summary>The squares of the lengths of the lines: a gap in a match seldom goes further than its line.</summary>
    static long SumOfSquares(ReadOnlySpan<char> text)
    {
        var sum = 0L;
        foreach (var line in text.Split('\n'))
        {
            long length = line.End.Value - line.Start.Value;
            sum += length * length;
        }
        return sum;
    }

    (int Begin, int End) LinesAround(ReadOnlySpan<char> text, int at)
    {
        if (lines == PatternCues.AnyLines)
        {
            return (0, text.Length);
        }
        var (begin, end) = (BeginOfLine(text, at), EndOfLine(text, at));
        for (var line = 0; line < lines && begin > 0; line++)
        {
            begin = BeginOfLine(text, text[..begin].TrimEnd().Length);
        }
        for (var line = 0; line < lines && end < text.Length; line++)
        {
            end = EndOfLine(text, text.Length - text[end..].TrimStart().Length);
        }
        return (begin, end);
    }

    static int BeginOfLine(ReadOnlySpan<char> text, int at) => text[..at].LastIndexOf('\n') + 1;

    static int EndOfLine(ReadOnlySpan<char> text, int at) => text[at..].IndexOf('\n') is >= 0 and var length ? at + length : text.Length;

    /// <summary>A part of a text.</summary>
    /// <param name="Begin">Where it begins.</param>
    /// <param name="End">Where it ends.</param>
    /// <param name="Cues">How many cues are in it.</param>
    public readonly record struct TextPart(int Begin, int End, int Cues);

    /// <summary>An alternative of the pattern: its cues, and what else is near each of them if it matches.</summary>
    sealed class Alternative(IReadOnlyList<string[]> groups)
    {
        readonly Lazy<SearchValues<string>[]> others =
            new(() => [.. groups.Skip(1).Select(group => SearchValues.Create(group, StringComparison.Ordinal))]);

        public IReadOnlyList<string> Cues { get; } =
            groups.Count > 0 ? groups[0] : throw new ArgumentException("A pattern needs a text without which it does not match.");

        public bool IsIn(ReadOnlySpan<char> text)
        {
            foreach (var other in others.Value)
            {
                if (!text.ContainsAny(other))
                {
                    return false;
                }
            }
            return true;
        }
    }
}
