using System.Buffers;
using Part = SkillMcp.Safety.LineReadings.Part;
using Way = SkillMcp.Safety.LineReadings.Way;

namespace SkillMcp.Safety;

/// <summary>
/// Finds the parts of a text that are more like English once their letters are put back: shifted in the alphabet, back to front, or
/// with digits for letters. Each way reads the whole text once.
/// </summary>
static class ScrambledText
{
    static readonly string[] KeyRows = ["qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./"];

    // The keys of a cipher that are tried.
    const int MaxKeys = 6;
    const int MaxKeysAgain = 4;

    // Words that have letters and digits: a text has one or two.
    const int MinMixedWords = 3;

    // Words in a row that end like pig Latin, and words of a line that is read from its end.
    const int MinPigLatin = 3;
    const int MinWordsOfLine = 5;

    // What was turned says something to an agent.
    const double MinOrderOfTurned = 0.3;

    /// <summary>For each way of scrambling all sentences that it explains, as one, and each line that meets a rule then.</summary>
    public static IEnumerable<HiddenContent> In(string text) => OfLetters(text).Concat(OfPigLatin(text)).Concat(OfWords(text));

    static IEnumerable<HiddenContent> OfLetters(string text)
    {
        var readings = new LineReadings(text);
        return ByShift(readings).Concat(ByWay(readings, text)).Concat(ByKey(readings, text)).SelectMany(Found)
            .Concat(OfTurnedAndShifted(text));
    }

    /// <summary>What lines say that are both from their end and shifted, where the text names a cipher and speaks of their end.</summary>
    static IEnumerable<HiddenContent> OfTurnedAndShifted(string text)
    {
        if (!ReadingHint.IsOfOrder(text) || !text.AsSpan().ContainsAny(ShiftHints))
        {
            return [];
        }
        var turned = string.Join('\n', text.Split('\n').Select(line => new string([.. line.Reverse()])));
        return ByShift(new LineReadings(turned)).SelectMany(Found);
    }

    static readonly SearchValues<string> ShiftHints =
        SearchValues.Create(["rot13", "rot-13", "rot 13", "caesar", "atbash", "shift", "cipher"], StringComparison.OrdinalIgnoreCase);

    static IEnumerable<List<Part>> ByShift(LineReadings readings) =>
        Enumerable.Range(1, ShiftedLetters.Mirror).Select(shift => readings.ByShift(shift, Shifts[shift]));

    static IEnumerable<List<Part>> ByWay(LineReadings readings, string text)
    {
        yield return readings.By(RotatedMarks, isReversed: false);
        yield return readings.By(Reversed, isReversed: true);
        yield return readings.By(NextKey, isReversed: false);
        yield return readings.By(KeyBefore, isReversed: false);
        yield return readings.By(ReverseWords, isReversed: false);
        yield return readings.By(DvorakKeys, isReversed: false);
        if (HasDigitsInWords(text))
        {
            yield return readings.By((line, read) => ReadDigitsAsLetters(line, read, 'i'), isReversed: false);
            yield return readings.By((line, read) => ReadDigitsAsLetters(line, read, 'l'), isReversed: false);
        }
    }

    static IEnumerable<HiddenContent> Found(List<Part> parts) =>
        parts.Count == 0 ? [] : Joined([.. parts.Where(part => part.IsSentence)]).Concat(Commands(parts));

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

    // What each character is read as by each of the ways in which letters are shifted, of which the last is the mirror.
    static readonly Way[] Shifts =
    [
        .. Enumerable.Range(0, ShiftedLetters.Mirror).Select(by => Mapped(c => Shifted(c, by))),
        Mapped(Mirrored),
    ];

    static readonly Way RotatedMarks = Mapped(c => c is > ' ' and <= '~' ? (char)('!' + (c - '!' + 47) % 94) : c);
    static readonly Way NextKey = Mapped(c => Neighbour(c, 1));
    static readonly Way KeyBefore = Mapped(c => Neighbour(c, -1));
    static readonly Way DvorakKeys = Mapped(Dvorak);

    static Way Mapped(Func<char, char> letter)
    {
        var table = TableOf(letter);
        return (line, read) =>
        {
            for (var at = 0; at < line.Length; at++)
            {
                var c = line[at];
                read[at] = c < table.Length ? table[c] : c;
            }
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

    static void Reversed(ReadOnlySpan<char> line, Span<char> read)
    {
        line.CopyTo(read);
        read.Reverse();
    }

    static void ReverseWords(ReadOnlySpan<char> line, Span<char> read)
    {
        line.CopyTo(read);
        for (var at = 0; at < line.Length; at++)
        {
            var begin = at;
            while (at < line.Length && char.IsLetterOrDigit(line[at]))
            {
                at++;
            }
            read[begin..at].Reverse();
        }
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

    /// <summary>By the ciphers whose key the text names, from each letter of the key on.</summary>
    static IEnumerable<List<Part>> ByKey(LineReadings readings, string text)
    {
        if (!text.AsSpan().ContainsAny(CipherHints))
        {
            return [];
        }
        var keys = NamedKeys.In(text).Where(word => word.All(char.IsAsciiLetter)).Select(word => word.ToLowerInvariant()).Distinct()
            .Take(MaxKeys).ToList();
        var ways = keys.SelectMany(OfKeyword)
            .Concat(AlphabetsIn(text).Select(alphabet => Mapped(c => Replaced(c, alphabet))))
            .Concat(text.AsSpan().ContainsAny(ProgressiveHints)
                ? [Progressive(0, 1), Progressive(1, 1), Progressive(0, -1), Progressive(25, -1)]
                : []);
        return keys.SelectMany(key => readings.ByKey(key, from => Keyed(key, from)))
            .Concat(ways.Select(way => readings.By(way, isReversed: false)));
    }

    /// <summary>A line that names the keys that a text names, where it speaks of a cipher.</summary>
    public static string KeysNamedIn(string text) => text.AsSpan().ContainsAny(CipherHints)
        // A line each: in one they would be words that are read in another order.
        ? string.Concat(NamedKeys.In(text).Where(key => key.All(char.IsAsciiLetter)).Take(MaxKeysAgain).Select(key => $"\nkey {key}"))
        : "";

    static readonly SearchValues<string> CipherHints = SearchValues.Create(
        ["cipher", "vigen", "keyword", "trithem", "autokey", "beaufort", "key:", "key ", "alphabet"],
        StringComparison.OrdinalIgnoreCase);

    static readonly SearchValues<string> ProgressiveHints =
        SearchValues.Create(["trithem", "progressive", "tabula", "one more"], StringComparison.OrdinalIgnoreCase);

    static IEnumerable<Way> OfKeyword(string key)
    {
        var alphabet = string.Concat(key.Concat(Alphabet).Distinct());
        return [Mapped(c => Replaced(c, alphabet)), Autokey(key), Beaufort(key)];
    }

    const string Alphabet = "abcdefghijklmnopqrstuvwxyz";

    static readonly AsciiSet Letters = new(char.IsAsciiLetter);

    /// <summary>The words that have each letter of the alphabet once.</summary>
    static IEnumerable<string> AlphabetsIn(string text) => EncodedText.Ranges(text, Letters, Alphabet.Length)
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
    static Way Progressive(int from, int by) => Stateful((place, c, _) => Shifted(c, ((from - by * place) % 26 + 26) % 26));

    /// <summary>The key is the word, and then what was said.</summary>
    static Way Autokey(string key) => Stateful((place, c, said) =>
        Shifted(c, 26 - ((place < key.Length ? key[place] : said[place - key.Length]) - 'a')));

    static Way Beaufort(string key) => Stateful((place, c, _) => (char)('a' + (key[place % key.Length] - c + 26) % 26));

    /// <summary>A cipher that begins anew behind each colon and each quotation mark and in each line.</summary>
    static Way Stateful(Func<int, char, List<char>, char> letter)
    {
        var said = new List<char>();
        return (line, read) =>
        {
            said.Clear();
            for (var at = 0; at < line.Length; at++)
            {
                read[at] = line[at];
                if (line[at] is ':' or '"' or '`')
                {
                    said.Clear();
                }
                else if (char.IsAsciiLetter(line[at]))
                {
                    read[at] = letter(said.Count, char.ToLowerInvariant(line[at]), said);
                    said.Add(read[at]);
                }
            }
        };
    }

    static Way Keyed(string key, int from) => (line, read) =>
    {
        var place = from;
        for (var at = 0; at < line.Length; at++)
        {
            var isLetter = char.IsAsciiLetter(line[at]);
            read[at] = isLetter ? Shifted(line[at], 26 - (key[place % key.Length] - 'a')) : line[at];
            place += isLetter ? 1 : 0;
        }
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
            if (words.Length >= MinWordsOfLine && TurnedWords(words) is { } turned)
            {
                var said = string.Join(' ', words.Reverse());
                // The words are those of the line, and plain ones say something in another order too.
                yield return new HiddenContent(turned, said, begin) { Disguise = turned == HiddenContent.Split ? line : "" };
            }
            begin = end + 1;
        }
    }

    static readonly char[] CommentMarks = [' ', '#', '/', '*', '-', '>', '<', '!'];

    /// <summary>What words are that make sense from the last to the first: a code if turned for certain; null for others.</summary>
    static string? TurnedWords(string[] words)
    {
        var isTurned = IsTurned(words);
        if (isTurned && IsSentenceTurned(words) || BeginsAtItsEnd(words))
        {
            return HiddenContent.Encoded;
        }
        return isTurned || IsBackToFront(words) ? HiddenContent.Split : null;
    }

    // Nothing but its last word, with its mark, and its first one, with its capital, tell where a sentence begins.
    static bool IsSentenceTurned(string[] words) => words[0].Length > 2
        && words[0].AsSpan(0, words[0].Length - 1).IndexOfAny("./:`\"'(") < 0
        && char.IsLetter(words[0][0]) && !char.IsUpper(words[0][0])
        && Array.TrueForAll(words[1..], word => word is not [.., '.' or '!' or '?'])
        && OrderClassifier.Trained.Probability(string.Join(' ', words.Reverse())) >= MinOrderOfTurned;

    // The one word with a capital is the last, and is what is to be done. Behind a mark it only begins the next sentence.
    static bool BeginsAtItsEnd(string[] words) =>
        Array.FindIndex(words, word => char.IsUpper(word[0])) == words.Length - 1 && char.IsLower(words[0][0])
        && words[^2] is not [.., '.' or '!' or '?' or ':' or ';']
        && Array.TrueForAll(words, word => word.AsSpan().IndexOfAny("();=") < 0)
        && OrderWords.MayBeTurned(words)
        && string.Join(' ', words.Reverse()) is var said && OrderWords.AreOrderFromFirst(said)
        && OrderClassifier.Trained.Probability(said) >= MinOrderOfTurned;

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

    /// <summary>Whether there are words that have both letters and digits: a number is a number.</summary>
    static bool HasDigitsInWords(string text)
    {
        var words = 0;
        for (var at = 0; words < MinMixedWords && at < text.Length; at++)
        {
            words += EndOfMixedWord(text, ref at) ? 1 : 0;
        }
        return words >= MinMixedWords;
    }

    /// <summary>Reads digits as letters in words that have both.</summary>
    static void ReadDigitsAsLetters(ReadOnlySpan<char> line, Span<char> read, char one)
    {
        line.CopyTo(read);
        for (var at = 0; at < line.Length; at++)
        {
            var begin = at;
            if (EndOfMixedWord(line, ref at))
            {
                for (var place = begin; place < at; place++)
                {
                    read[place] = LetterForDigit(line[place], one);
                }
            }
        }
    }

    /// <summary>Goes on to the end of a word, and tells whether it has letters and digits.</summary>
    static bool EndOfMixedWord(ReadOnlySpan<char> text, ref int at)
    {
        var (letters, digits) = (0, 0);
        for (; at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '@' or '$'); at++)
        {
            (letters, digits) = char.IsAsciiLetter(text[at]) ? (letters + 1, digits) : (letters, digits + 1);
        }
        return letters > 0 && digits > 0;
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
