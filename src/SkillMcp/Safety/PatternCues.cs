using System.Buffers;

namespace SkillMcp.Safety;

/// <summary>
/// The texts without which a pattern cannot match, as its source tells, and how many lines a match may span. So a pattern needs to be
/// tried only near one of these texts, and only where the others are near too.
/// </summary>
sealed class PatternCues
{
    /// <summary>How many lines there are between the first and the last of a match that may go on over any number of lines.</summary>
    public const int AnyLines = 1_000;

    // More texts than these are not combined with what is next to them.
    const int MaxCombined = 48;
    const int MaxCombinedLength = 40;

    // A class of more characters tells nothing.
    const int MaxCharacters = 6;

    // Longer texts are not rarer.
    const int MaxWeight = 7;

    static readonly SearchValues<char> Syntax = SearchValues.Create(@"\^$.|?*+()[{");

    readonly string pattern;
    int at;

    PatternCues(string pattern)
    {
        this.pattern = pattern;
        var alternatives = ReadAlternatives();
        Alternatives = alternatives.ConvertAll(alternative => Sorted(alternative.Groups));
        Lines = alternatives.Max(alternative => alternative.Lines);
    }

    /// <summary>
    /// For each alternative of a pattern groups of texts: a match holds one of each. The first group is the one that is the least likely.
    /// An alternative without groups may match anywhere.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<string[]>> Alternatives { get; }

    /// <summary>How many ends of lines a match may go over; blank lines do not count.</summary>
    public int Lines { get; }

    /// <summary>Reads a pattern without look-arounds and back-references, for texts in lower case.</summary>
    public static PatternCues Of(string pattern) => new(pattern);

    static IReadOnlyList<string[]> Sorted(IReadOnlyList<string[]> groups) =>
        [.. groups.OrderByDescending(Weight).ThenBy(group => group.Length)];

    static int Weight(string[] group) => group.Min(text => Math.Min(MaxWeight, text.Sum(c => c < 128 ? 1 : 3)));

    List<Part> ReadAlternatives()
    {
        var alternatives = new List<Part> { ReadSequence() };
        while (at < pattern.Length && pattern[at] == '|')
        {
            at++;
            alternatives.Add(ReadSequence());
        }
        return alternatives;
    }

    Part ReadSequence()
    {
        var (texts, isWhole, lines, groups) = (new[] { "" }, true, 0, new List<string[]>());
        while (at < pattern.Length && pattern[at] is not ('|' or ')'))
        {
            var part = ReadRepeated();
            lines = Math.Min(AnyLines, lines + part.Lines);
            if (part.Texts is { } next && Combined(texts, next) is { } combined)
            {
                texts = combined;
                continue;
            }
            AddGroup(groups, texts);
            groups.AddRange(part.Texts is null ? part.Groups : []);
            texts = part.Texts ?? [""];
            isWhole = false;
        }
        AddGroup(groups, texts);
        return new Part(isWhole ? texts : null, groups, lines);
    }

    static string[]? Combined(string[] texts, string[] next)
    {
        var longest = texts.Max(text => text.Length) + next.Max(text => text.Length);
        if (texts.Length * next.Length > MaxCombined || longest > MaxCombinedLength)
        {
            return null;
        }
        return texts is [""] ? next : [.. texts.SelectMany(text => next.Select(end => text + end)).Distinct()];
    }

    /// <summary>Adds texts of which a match holds one, without those that hold another.</summary>
    static void AddGroup(List<string[]> groups, string[] texts)
    {
        if (!texts.Contains(""))
        {
            groups.Add([.. texts.Where(text => !texts.Any(other => other != text && text.Contains(other, StringComparison.Ordinal)))]);
        }
    }

    Part ReadRepeated()
    {
        var part = ReadPart();
        if (ReadCounts() is not var (min, max))
        {
            return part;
        }
        var lines = part.Lines == 0 || part.IsBlank ? part.Lines : (int)Math.Min(AnyLines, (long)part.Lines * max);
        if (min > 0)
        {
            return part with { Texts = null, Lines = lines };
        }
        return part.Texts is not null && max == 1
            ? new Part([.. part.Texts.Append("").Distinct()], [], lines)
            : new Part(null, [], lines) { IsBlank = part.IsBlank };
    }

    /// <summary>How often the part before may come, if that is not once.</summary>
    (int Min, int Max)? ReadCounts()
    {
        var next = at < pattern.Length ? pattern[at] : '\0';
        if (next is not ('?' or '*' or '+' or '{'))
        {
            return null;
        }
        at++;
        var counts = next switch
        {
            '?' => (0, 1),
            '*' => (0, int.MaxValue),
            '+' => (1, int.MaxValue),
            _ => ReadNumbers(),
        };
        // Whether the shortest is tried first makes no difference.
        at += at < pattern.Length && pattern[at] == '?' ? 1 : 0;
        return counts;
    }

    (int Min, int Max) ReadNumbers()
    {
        var end = pattern.IndexOf('}', at);
        var numbers = pattern[at..end].Split(',');
        at = end + 1;
        var min = int.Parse(numbers[0]);
        return (min, numbers switch { [_] => min, [_, ""] => int.MaxValue, _ => int.Parse(numbers[1]) });
    }

    Part ReadPart()
    {
        var c = pattern[at++];
        switch (c)
        {
            case '(':
                return ReadGroup();
            case '[':
                return ReadClass();
            case '\\':
                return ReadEscape(pattern[at++]);
            case '^' or '$':
                return Part.Of("");
            case '.':
                return Part.Unknown;
            default:
                return Part.Of(pattern[(at - 1)..EndOfText()]);
        }
    }

    /// <summary>Reads on to the end of what stands for itself; a last character that is repeated is a part of its own.</summary>
    int EndOfText()
    {
        var begin = at;
        while (at < pattern.Length && !Syntax.Contains(pattern[at]))
        {
            at++;
        }
        at -= at > begin && at < pattern.Length && pattern[at] is '?' or '*' or '+' or '{' ? 1 : 0;
        return at;
    }

    Part ReadGroup()
    {
        at += pattern.AsSpan(at).StartsWith("?:") ? 2 : 0;
        var alternatives = ReadAlternatives();
        at++;
        var lines = alternatives.Max(alternative => alternative.Lines);
        if (alternatives.TrueForAll(alternative => alternative.Texts is not null))
        {
            string[] texts = [.. alternatives.SelectMany(alternative => alternative.Texts!).Distinct()];
            var whole = new List<string[]>();
            AddGroup(whole, texts);
            return new Part(texts, whole, lines);
        }
        if (alternatives is [var only])
        {
            return only;
        }
        var joined = new List<string[]>();
        if (alternatives.TrueForAll(alternative => alternative.Groups.Count > 0))
        {
            AddGroup(joined, [.. alternatives.SelectMany(alternative => Sorted(alternative.Groups)[0]).Distinct()]);
        }
        return new Part(null, joined, lines);
    }

    static Part ReadEscape(char c) => c switch
    {
        'b' or 'B' or 'A' or 'z' or 'Z' => Part.Of(""),
        'w' or 'd' or 'S' => Part.Unknown,
        's' => Part.Unknown with { Lines = 1, IsBlank = true },
        'W' or 'D' => Part.Unknown with { Lines = 1 },
        'n' => Part.Of("\n") with { Lines = 1 },
        't' => Part.Of("\t"),
        _ => Part.Of($"{c}"),
    };

    Part ReadClass()
    {
        var isNegated = pattern[at] == '^';
        at += isNegated ? 1 : 0;
        var (characters, isKnown, hasEnd) = (new List<string>(), true, false);
        for (; pattern[at] != ']'; at++)
        {
            var c = pattern[at];
            if (c == '\\')
            {
                c = pattern[++at];
                isKnown &= c is not ('w' or 'W' or 's' or 'S' or 'd' or 'D' or 'b');
                hasEnd |= c is 's' or 'W' or 'D' or 'n';
                c = c is 'n' ? '\n' : c;
            }
            hasEnd |= c == '\n';
            isKnown &= !(pattern[at + 1] == '-' && pattern[at + 2] != ']');
            characters.Add($"{c}");
        }
        at++;
        var lines = hasEnd != isNegated ? 1 : 0;
        return isKnown && !isNegated && characters.Count <= MaxCharacters
            ? new Part([.. characters], [[.. characters]], lines)
            : Part.Unknown with { Lines = lines };
    }

    /// <summary>What a part of a pattern matches.</summary>
    /// <param name="Texts">All that it matches; null if that is too much.</param>
    /// <param name="Groups">Groups of texts: what it matches holds one of each.</param>
    /// <param name="Lines">How many ends of lines are in what it matches.</param>
    sealed record Part(string[]? Texts, IReadOnlyList<string[]> Groups, int Lines)
    {
        public static Part Unknown { get; } = new(null, [], 0);

        /// <summary>Whether it is a run of blanks, which ends no more than one line that is not blank.</summary>
        public bool IsBlank { get; init; }

        public static Part Of(string text) => new([text], text.Length > 0 ? [[text]] : [], 0);
    }
}
