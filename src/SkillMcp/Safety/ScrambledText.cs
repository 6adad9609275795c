using System.Buffers;

namespace SkillMcp.Safety;

/// <summary>
/// Finds the parts of a text that are more like English once their letters are put back: shifted in the alphabet, back to front, or
/// with digits for letters. Each way reads the whole text once.
/// </summary>
static class ScrambledText
{
    // A shorter part is like English by chance.
    const int MinLength = 12;

    // Words that a command has more than it has while it is scrambled.
    const int MinWordsOfCommand = 2;

    // What a part must gain to be tried by the rules, and to be read as English: a command is less like it than a sentence.
    const int MinGain = 8;
    const int MinGainOfSentence = 24;

    // Tenths of half bits a letter: English has 22, a command 6, and English that is scrambled at most 10.
    const int MinLikeness = 3;
    const int MinLikenessOfSentence = 12;

    static readonly string[] KeyRows = ["qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./"];

    // The keys of a cipher that are tried.
    const int MaxKeys = 6;

    // Words in a row that end like pig Latin, and words of a line that is read from its end.
    const int MinPigLatin = 3;
    const int MinWordsOfLine = 5;

    /// <summary>For each way of scrambling all sentences that it explains, as one, and each line that meets a rule then.</summary>
    public static IEnumerable<HiddenContent> In(string text) => OfLetters(text).Concat(OfPigLatin(text)).Concat(OfWords(text));

    static IEnumerable<HiddenContent> OfLetters(string text)
    {
        var likeness = LikenessOf(text);
        var decoded = new char[text.Length];
        var lines = LinesOf(text);
        for (var way = 1; way <= ShiftedLetters.Mirror; way++)
        {
            List<Line> gaining = [.. lines.Where(line => line.GainsBy(way))];
            gaining.ForEach(line => Read(text, decoded, line, Alphabets[way]));
            foreach (var found in Found(PartsLikeEnglish(text, decoded, likeness, gaining, isReversed: false)))
            {
                yield return found;
            }
        }
        foreach (var transform in Transforms.Concat(KeysIn(text)))
        {
            if (transform(text, decoded) is { } isReversed)
            {
                foreach (var found in Found(PartsLikeEnglish(text, decoded, likeness, lines, isReversed)))
                {
                    yield return found;
                }
            }
        }
    }

    /// <summary>A line that is long enough to be read.</summary>
    /// <param name="Begin">Where it begins.</param>
    /// <param name="End">Where it ends.</param>
    /// <param name="Ways">The ways of shifting its letters by which a part of it gains.</param>
    readonly record struct Line(int Begin, int End, uint Ways)
    {
        public bool GainsBy(int way) => (Ways >> way & 1) != 0;
    }

    static List<Line> LinesOf(string text)
    {
        var lines = new List<Line>();
        for (var begin = 0; begin < text.Length;)
        {
            var end = text.IndexOf('\n', begin) is >= 0 and var found ? found : text.Length;
            if (end - begin >= MinLength)
            {
                lines.Add(new Line(begin, end, ShiftedLetters.WaysThatGain(text.AsSpan(begin, end - begin), MinGain)));
            }
            begin = end + 1;
        }
        return lines;
    }

    static void Read(string text, char[] decoded, Line line, char[] alphabet)
    {
        for (var at = line.Begin; at < line.End; at++)
        {
            decoded[at] = text[at] < alphabet.Length ? alphabet[text[at]] : text[at];
        }
    }

    static IEnumerable<HiddenContent> Found(List<Part> parts) =>
        parts.Count == 0 ? [] : Joined([.. parts.Where(part => part.IsSentence)]).Concat(Commands(parts));

    /// <summary>A part of a line that gains likeness to English.</summary>
    readonly record struct Part(string Text, string Disguise, int At, bool IsSentence);

    static IEnumerable<HiddenContent> Joined(IReadOnlyList<Part> parts) => parts.Count == 0
        ? []
        : [Hidden(Lines(parts, part => part.Text), Lines(parts, part => part.Disguise), parts[0].At)];

    static string Lines(IReadOnlyList<Part> parts, Func<Part, string> line) => string.Join('\n', parts.Select(line));

    /// <summary>The parts that the rules find something in, read at once.</summary>
    static IEnumerable<HiddenContent> Commands(IReadOnlyList<Part> parts)
    {
        var joined = Lines(parts, part => part.Text);
        var lines = ScreeningRules.MetBy(joined).Values.Select(at => joined.AsSpan(0, at).Count('\n')).Distinct();
        return lines.Select(line => Hidden(parts[line].Text, parts[line].Disguise, parts[line].At));
    }

    static HiddenContent Hidden(string text, string disguise, int at) =>
        new(HiddenContent.Scrambled, text, at) { Disguise = disguise };

    /// <summary>Writes the text as it was before it was scrambled.</summary>
    /// <returns>Whether its lines are reversed; null where nothing is scrambled so.</returns>
    delegate bool? Transform(string text, char[] decoded);

    static IReadOnlyList<Transform> Transforms { get; } =
    [
        Mapped(c => c is > ' ' and <= '~' ? (char)('!' + (c - '!' + 47) % 94) : c),
        ReverseLines,
        Mapped(c => Neighbour(c, 1)),
        Mapped(c => Neighbour(c, -1)),
        ReverseWords,
        Mapped(Dvorak),
        (text, decoded) => ReadDigitsAsLetters(text, decoded, 'i'),
        (text, decoded) => ReadDigitsAsLetters(text, decoded, 'l'),
    ];

    // What each character is read as by each of the ways in which letters are shifted, of which the last is the mirror.
    static readonly char[][] Alphabets =
    [
        .. Enumerable.Range(0, ShiftedLetters.Mirror).Select(by => TableOf(c => Shifted(c, by))),
        TableOf(Mirrored),
    ];

    static sbyte[] LikenessOf(string text)
    {
        var likeness = new sbyte[text.Length + 1];
        for (var at = 1; at < text.Length; at++)
        {
            likeness[at] = (sbyte)LetterModel.Of(text[at - 1], text[at]);
        }
        return likeness;
    }

    /// <summary>The part of each line that gains most, where that is more than chance.</summary>
    static List<Part> PartsLikeEnglish(string text, char[] decoded, sbyte[] likeness, List<Line> lines, bool isReversed)
    {
        var parts = new List<Part>();
        foreach (var line in lines)
        {
            AddMostGainingPart(line.Begin, line.End);
        }
        return parts;

        void AddMostGainingPart(int begin, int end)
        {
            var (from, gain, sum) = (begin, 0, 0);
            var best = (From: begin, To: begin, Gain: 0, Sum: 0);
            var letters = decoded.AsSpan(0, end);
            var known = likeness.AsSpan(0, end + 1);
            var before = LetterModel.Symbol(letters[begin]);
            for (var at = begin + 1; at < letters.Length; at++)
            {
                var symbol = LetterModel.Symbol(letters[at]);
                var now = LetterModel.Of(before, symbol);
                before = symbol;
                gain += now - known[isReversed ? begin + end - at : at];
                sum += now;
                if (gain <= 0)
                {
                    (from, gain, sum) = (at, 0, 0);
                }
                else if (gain > best.Gain)
                {
                    best = (from, at + 1, gain, sum);
                }
            }
            var length = best.To - best.From;
            if (length >= MinLength && best.Gain >= MinGain && best.Sum * 10 >= MinLikeness * length)
            {
                var isSentence = best.Gain >= MinGainOfSentence && best.Sum * 10 >= MinLikenessOfSentence * length;
                var (first, last) = WholeWords(begin, end, best.From, best.To);
                var disguise = isReversed ? text[(begin + end - last)..(begin + end - first)] : text[first..last];
                var said = new string(decoded, first, last - first);
                if (isSentence && said.Contains(' ') || WordCutter.KnownIn(said) >= WordCutter.KnownIn(disguise) + MinWordsOfCommand)
                {
                    parts.Add(new Part(said, disguise, begin, isSentence));
                }
            }
        }

        // The first and the last words of a part may gain nothing.
        (int From, int To) WholeWords(int begin, int end, int from, int to)
        {
            (from, to) = (Math.Max(begin, from - MinLength), Math.Min(end, to + MinLength));
            while (from > begin && !char.IsWhiteSpace(decoded[from - 1]))
            {
                from--;
            }
            while (to < end && !char.IsWhiteSpace(decoded[to]))
            {
                to++;
            }
            return (from, to);
        }
    }

    static Transform Mapped(Func<char, char> letter)
    {
        var table = TableOf(letter);
        return (text, decoded) =>
        {
            for (var at = 0; at < text.Length; at++)
            {
                decoded[at] = text[at] < 128 ? table[text[at]] : text[at];
            }
            return false;
        };
    }

    static char[] TableOf(Func<char, char> letter) => [.. Enumerable.Range(0, 128).Select(value => letter((char)value))];

    static char Mirrored(char c) => c switch
    {
        >= 'a' and <= 'z' => (char)('a' + 'z' - c),
        >= 'A' and <= 'Z' => (char)('A' + 'Z' - c),
        _ => c,
    };

    static char Shifted(char c, int by) => c switch
    {
        >= 'a' and <= 'z' => (char)('a' + (c - 'a' + by) % 26),
        >= 'A' and <= 'Z' => (char)('A' + (c - 'A' + by) % 26),
        _ => c,
    };

    static bool? ReverseLines(string text, char[] decoded)
    {
        text.CopyTo(decoded);
        for (var begin = 0; begin < text.Length;)
        {
            var end = text.IndexOf('\n', begin) is >= 0 and var found ? found : text.Length;
            decoded.AsSpan(begin, end - begin).Reverse();
            begin = end + 1;
        }
        return true;
    }

    static bool? ReverseWords(string text, char[] decoded)
    {
        text.CopyTo(decoded);
        for (var at = 0; at < text.Length; at++)
        {
            var begin = at;
            while (at < text.Length && char.IsLetterOrDigit(text[at]))
            {
                at++;
            }
            decoded.AsSpan(begin, at - begin).Reverse();
        }
        return false;
    }

    // The letter on the key beside it.
    static char Neighbour(char c, int by)
    {
        foreach (var row in KeyRows)
        {
            if (row.IndexOf(char.ToLowerInvariant(c)) is >= 0 and var at && at + by >= 0 && at + by < row.Length)
            {
                return row[at + by];
            }
        }
        return c;
    }

    /// <summary>The ciphers whose key the text names, from each letter of the key on.</summary>
    static IEnumerable<Transform> KeysIn(string text)
    {
        if (!text.AsSpan().ContainsAny(CipherHints))
        {
            return [];
        }
        var keys = NamedKeys.In(text).Where(word => word.All(char.IsAsciiLetter)).Select(word => word.ToLowerInvariant()).Distinct()
            .Take(MaxKeys).ToList();
        return keys.SelectMany(key => Enumerable.Range(0, key.Length).Select(from => Keyed(key, from)))
            .Concat(keys.SelectMany(OfKeyword))
            .Concat(AlphabetsIn(text).Select(alphabet => Mapped(c => Replaced(c, alphabet))))
            .Concat(text.AsSpan().ContainsAny(ProgressiveHints)
                ? [Progressive(0, 1), Progressive(1, 1), Progressive(0, -1), Progressive(25, -1)]
                : []);
    }

    static readonly SearchValues<string> CipherHints = SearchValues.Create(
        ["cipher", "vigen", "keyword", "trithem", "autokey", "beaufort", "key:", "key ", "alphabet"],
        StringComparison.OrdinalIgnoreCase);

    static readonly SearchValues<string> ProgressiveHints =
        SearchValues.Create(["trithem", "progressive", "tabula", "one more"], StringComparison.OrdinalIgnoreCase);

    static IEnumerable<Transform> OfKeyword(string key)
    {
        var alphabet = string.Concat(key.Concat(Alphabet).Distinct());
        return [Mapped(c => Replaced(c, alphabet)), Autokey(key), Beaufort(key)];
    }

    const string Alphabet = "abcdefghijklmnopqrstuvwxyz";

    /// <summary>The words that have each letter of the alphabet once.</summary>
    static IEnumerable<string> AlphabetsIn(string text) => EncodedText.Ranges(text, char.IsAsciiLetter, Alphabet.Length)
        .Where(run => run.End - run.Begin == Alphabet.Length).Select(run => text[run.Begin..run.End].ToLowerInvariant())
        .Where(run => run != Alphabet && run.Distinct().Count() == Alphabet.Length).Take(MaxKeys);

    static char Replaced(char c, string alphabet)
    {
        var at = char.IsAsciiLetter(c) ? alphabet.IndexOf(char.ToLowerInvariant(c)) : -1;
        return at < 0 ? c : Alphabet[at];
    }

    // What keys of another layout are where these letters are.
    static char Dvorak(char c) => "qwertyuiop[]asdfghjkl;'zxcvbnm,./".IndexOf(char.ToLowerInvariant(c)) is >= 0 and var at
        ? "',.pyfgcrl/=aoeuidhtns-;qjkxbmwvz"[at]
        : c;

    /// <summary>Each letter is shifted by one more than the one before.</summary>
    static Transform Progressive(int from, int by) => Stateful((place, c, _) => Shifted(c, ((from - by * place) % 26 + 26) % 26));

    /// <summary>The key is the word, and then what was said.</summary>
    static Transform Autokey(string key) => Stateful((place, c, said) =>
        Shifted(c, 26 - ((place < key.Length ? key[place] : said[place - key.Length]) - 'a')));

    static Transform Beaufort(string key) => Stateful((place, c, _) => (char)('a' + (key[place % key.Length] - c + 26) % 26));

    /// <summary>A cipher that begins anew behind each colon and each quotation mark and in each line.</summary>
    static Transform Stateful(Func<int, char, List<char>, char> read) => (text, decoded) =>
    {
        var said = new List<char>();
        for (var at = 0; at < text.Length; at++)
        {
            decoded[at] = text[at];
            if (text[at] is '\n' or ':' or '"' or '`')
            {
                said.Clear();
            }
            else if (char.IsAsciiLetter(text[at]))
            {
                decoded[at] = read(said.Count, char.ToLowerInvariant(text[at]), said);
                said.Add(decoded[at]);
            }
        }
        return false;
    };

    static Transform Keyed(string key, int from) => (text, decoded) =>
    {
        var place = from;
        for (var at = 0; at < text.Length; at++)
        {
            var isLetter = char.IsAsciiLetter(text[at]);
            decoded[at] = isLetter ? Shifted(text[at], 26 - (key[place % key.Length] - 'a')) : text[at];
            place = text[at] == '\n' ? from : place + (isLetter ? 1 : 0);
        }
        return false;
    };

    /// <summary>Words in a row that all end as in pig Latin.</summary>
    static IEnumerable<HiddenContent> OfPigLatin(string text)
    {
        var words = new List<string>();
        var (begin, last) = (0, 0);
        for (var at = 0; at <= text.Length;)
        {
            var end = at;
            while (end < text.Length && (char.IsAsciiLetter(text[end]) || text[end] == '-'))
            {
                end++;
            }
            var word = text.AsSpan(at, end - at);
            if (word.Length > 2 && word.EndsWith("ay", StringComparison.OrdinalIgnoreCase))
            {
                begin = words.Count == 0 ? at : begin;
                words.Add(word.ToString());
                last = end;
            }
            else if (words.Count > 0 && (word.Length > 0 || at >= text.Length || at - last > MinPigLatin))
            {
                if (words.Count >= MinPigLatin)
                {
                    var said = string.Join(' ', words.Select(FromPigLatin));
                    yield return new HiddenContent(HiddenContent.Scrambled, said, begin) { Disguise = text[begin..last] };
                }
                words.Clear();
            }
            at = Math.Max(end, at + 1);
        }
    }

    static string FromPigLatin(string pig)
    {
        var word = pig[..^2].ToLowerInvariant();
        if (word.LastIndexOf('-') is >= 0 and var dash)
        {
            var moved = word[(dash + 1)..];
            return (moved is "w" or "y" or "h" ? "" : moved) + word[..dash];
        }
        // How many letters were moved is not said.
        List<string> readings = word.EndsWith('w') ? [word[..^1]] : [];
        for (var moved = 0; moved < 4 && moved < word.Length && (moved == 0 || !"aeiou".Contains(word[^moved])); moved++)
        {
            readings.Add(word[^moved..] + word[..^moved]);
        }
        return readings.Find(reading => WordCutter.IsKnown(reading)) ?? readings.MaxBy(reading => LetterModel.Of($" {reading} "))!;
    }

    /// <summary>Lines whose words are in an order that only makes sense from the last to the first.</summary>
    static IEnumerable<HiddenContent> OfWords(string text)
    {
        for (var begin = 0; begin < text.Length;)
        {
            var end = text.IndexOf('\n', begin) is >= 0 and var found ? found : text.Length;
            var colon = text.AsSpan(begin, end - begin).LastIndexOf(": ");
            var line = text[(begin + Math.Max(colon + 1, 0))..end];
            var words = line.Trim(CommentMarks).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length >= MinWordsOfLine && (IsBackToFront(words) || IsTurned(words)))
            {
                // The words are those of the line, and plain ones say something in another order too.
                yield return new HiddenContent(HiddenContent.Split, string.Join(' ', words.Reverse()), begin) { Disguise = line };
            }
            begin = end + 1;
        }
    }

    static readonly char[] CommentMarks = [' ', '#', '/', '*', '-', '>', '<', '!'];

    // The last word of a sentence, with its mark, comes first, and the first one, with its capital, last.
    static bool IsTurned(string[] words) => words[0] is [.., '.' or '!' or '?'] && char.IsUpper(words[^1][0])
        && char.IsLetterOrDigit(words[^1][^1]) && Array.FindIndex(words, word => char.IsUpper(word[0])) is var first && first > 0;

    // An article is in front of its noun, and what is in front of it is often a preposition.
    static bool IsBackToFront(string[] words)
    {
        var (forwards, backwards) = (0, 0);
        for (var at = 1; at < words.Length; at++)
        {
            forwards += OrderWords.AreBeginOfPhrase(words[at - 1], words[at]) ? 1 : 0;
            backwards += OrderWords.AreBeginOfPhrase(words[at], words[at - 1]) ? 1 : 0;
        }
        return backwards > 0 && forwards == 0;
    }

    /// <summary>Reads digits as letters in words that have both: a number is a number.</summary>
    static bool? ReadDigitsAsLetters(string text, char[] decoded, char one)
    {
        text.CopyTo(decoded);
        var words = 0;
        for (var at = 0; at < text.Length; at++)
        {
            var begin = at;
            var (letters, digits) = (0, 0);
            for (; at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '@' or '$'); at++)
            {
                (letters, digits) = char.IsAsciiLetter(text[at]) ? (letters + 1, digits) : (letters, digits + 1);
            }
            if (letters > 0 && digits > 0)
            {
                words++;
                for (var place = begin; place < at; place++)
                {
                    decoded[place] = LetterForDigit(text[place], one);
                }
            }
        }
        return words >= 3 ? false : null;
    }

    static char LetterForDigit(char c, char one) => c switch
    {
        '0' => 'o',
        '1' => one,
        '3' => 'e',
        '4' or '@' => 'a',
        '5' or '$' => 's',
        '7' => 't',
        '8' => 'b',
        _ => c,
    };
}
