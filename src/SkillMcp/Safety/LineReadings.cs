namespace SkillMcp.Safety;

/// <summary>
/// Reads the lines of a text in many ways, and tells which parts of them are more like English so. Hardly any line is: whether it gains
/// at all is found out first, for many ways at once where that can be.
/// </summary>
sealed class LineReadings
{
    // A shorter part is like English by chance.
    public const int MinLength = 12;

    // Words that a command has more than it has while it is scrambled.
    const int MinWordsOfCommand = 2;

    // What a part must gain to be tried by the rules, and to be read as English: a command is less like it than a sentence.
    const int MinGain = 8;
    const int MinGainOfSentence = 24;

    // Tenths of half bits a letter: English has 22, a command 6, and English that is scrambled at most 10.
    const int MinLikeness = 3;
    const int MinLikenessOfSentence = 12;

    // What the shortest part must gain and have.
    const int MinGainAndLikeness = MinGain + (MinLikeness * MinLength + 9) / 10;

    readonly string text;
    readonly List<Line> lines = [];

    // How much each character is like what follows the one before it, and a line as it is read.
    readonly sbyte[] likeness;
    readonly char[] buffer;

    public LineReadings(string text)
    {
        this.text = text;
        likeness = LikenessOf(text);
        var longest = 0;
        for (var begin = 0; begin < text.Length;)
        {
            var end = text.IndexOf('\n', begin) is >= 0 and var found ? found : text.Length;
            if (end - begin >= MinLength)
            {
                lines.Add(new Line(begin, end - begin, ShiftedLetters.WaysThatGain(text.AsSpan(begin, end - begin), MinGainAndLikeness)));
                longest = Math.Max(longest, end - begin);
            }
            begin = end + 1;
        }
        buffer = new char[longest];
    }

    /// <summary>Writes a line as it was before it was scrambled.</summary>
    public delegate void Way(ReadOnlySpan<char> line, Span<char> read);

    /// <summary>A part of a line that gains likeness to English.</summary>
    public readonly record struct Part(string Text, string Disguise, int At, bool IsSentence);

    /// <summary>A line that is long enough to be read.</summary>
    /// <param name="Begin">Where it begins.</param>
    /// <param name="Length">How long it is.</param>
    /// <param name="Ways">The ways of shifting its letters by which a part of it gains.</param>
    readonly record struct Line(int Begin, int Length, uint Ways);

    /// <summary>The parts that gain by a way of shifting the alphabet.</summary>
    public List<Part> ByShift(int shift, Way way)
    {
        var parts = new List<Part>();
        foreach (var line in lines)
        {
            if ((line.Ways >> shift & 1) != 0)
            {
                AddMostGainingPart(parts, line, way, isReversed: false);
            }
        }
        return parts;
    }

    /// <summary>The parts that gain by any other way.</summary>
    public List<Part> By(Way way, bool isReversed)
    {
        var parts = new List<Part>();
        foreach (var line in lines)
        {
            AddMostGainingPart(parts, line, way, isReversed);
        }
        return parts;
    }

    /// <summary>For each letter of a key the parts that gain where the key begins with it.</summary>
    /// <param name="key">The key, in lower case.</param>
    /// <param name="wayFrom">The way for each letter.</param>
    public IEnumerable<List<Part>> ByKey(string key, Func<int, Way> wayFrom)
    {
        var letters = new KeyedLetters(key);
        var gaining = lines.Select(line => (Line: line, Froms: FromsThatGain(line))).Where(one => one.Froms != 0).ToList();
        for (var from = 0; from < key.Length && gaining.Count > 0; from++)
        {
            var parts = new List<Part>();
            foreach (var (line, _) in gaining.Where(one => (one.Froms >> from & 1) != 0))
            {
                AddMostGainingPart(parts, line, wayFrom(from), isReversed: false);
            }
            yield return parts;
        }

        uint FromsThatGain(Line line) => letters.BeginsThatGain(text.AsSpan(line.Begin, line.Length), MinGainAndLikeness);
    }

    static sbyte[] LikenessOf(string text)
    {
        var likeness = new sbyte[text.Length + 1];
        if (text.Length == 0)
        {
            return likeness;
        }
        var before = LetterModel.Symbol(text[0]);
        for (var at = 1; at < text.Length; at++)
        {
            var symbol = LetterModel.Symbol(text[at]);
            likeness[at] = (sbyte)LetterModel.Of(before, symbol);
            before = symbol;
        }
        return likeness;
    }

    /// <summary>Adds the part of a line that gains most, where that is more than chance.</summary>
    void AddMostGainingPart(List<Part> parts, Line line, Way way, bool isReversed)
    {
        var original = text.AsSpan(line.Begin, line.Length);
        var read = buffer.AsSpan(0, line.Length);
        way(original, read);
        var known = likeness.AsSpan(line.Begin, line.Length + 1);
        if (isReversed)
        {
            known = Turned(known);
        }
        var best = MostGaining(read, known);
        var length = best.To - best.From;
        if (length < MinLength || best.Sum * 10 < MinLikeness * length)
        {
            return;
        }
        var isSentence = best.Gain >= MinGainOfSentence && best.Sum * 10 >= MinLikenessOfSentence * length;
        var (first, last) = WholeWords(read, best.From, best.To);
        var disguise = (isReversed ? original[(line.Length - last)..(line.Length - first)] : original[first..last]).ToString();
        var said = read[first..last].ToString();
        if (isSentence && said.Contains(' ') || WordCutter.KnownIn(said) >= WordCutter.KnownIn(disguise) + MinWordsOfCommand)
        {
            parts.Add(new Part(said, disguise, line.Begin, isSentence));
        }
    }

    static sbyte[] Turned(ReadOnlySpan<sbyte> known)
    {
        var turned = known.ToArray();
        turned.AsSpan(1, known.Length - 2).Reverse();
        return turned;
    }

    /// <summary>The part that gains most, with its likeness; nothing where none gains enough.</summary>
    static (int From, int To, int Gain, int Sum) MostGaining(ReadOnlySpan<char> read, ReadOnlySpan<sbyte> known)
    {
        var (gain, most, last) = (0, 0, 0);
        var before = LetterModel.Symbol(read[0]);
        for (var at = 1; at < read.Length; at++)
        {
            var symbol = LetterModel.Symbol(read[at]);
            // Where a part loses all that it has gained, another begins.
            gain = Math.Max(gain + LetterModel.Of(before, symbol) - known[at], 0);
            if (gain > most)
            {
                (most, last) = (gain, at);
            }
            before = symbol;
        }
        return most < MinGain ? default : UpTo(read, known, last, most);
    }

    /// <summary>The part that ends at a place: it goes back to where all is gained.</summary>
    static (int From, int To, int Gain, int Sum) UpTo(ReadOnlySpan<char> read, ReadOnlySpan<sbyte> known, int last, int most)
    {
        var (left, sum, from) = (most, 0, last);
        for (; left > 0; from--)
        {
            var now = LetterModel.Of(read[from - 1], read[from]);
            left -= now - known[from];
            sum += now;
        }
        return (from, last + 1, most, sum);
    }

    // The first and the last words of a part may gain nothing.
    static (int From, int To) WholeWords(ReadOnlySpan<char> read, int from, int to)
    {
        (from, to) = (Math.Max(0, from - MinLength), Math.Min(read.Length, to + MinLength));
        while (from > 0 && !char.IsWhiteSpace(read[from - 1]))
        {
            from--;
        }
        while (to < read.Length && !char.IsWhiteSpace(read[to]))
        {
            to++;
        }
        return (from, to);
    }
}
