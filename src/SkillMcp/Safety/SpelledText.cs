using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace SkillMcp.Safety;

/// <summary>
/// Finds what is spelled letter by letter: in Morse code, in the words of the spelling alphabet, in the letters of flags, or in letters
/// that are parted by blanks or dots. What parts letters must differ from what parts words.
/// </summary>
static class SpelledText
{
    // Fewer letters in a row are an abbreviation.
    const int MinLetters = 8;

    // Bits that words must save where honest texts have such codes too: lists of numbers, of flags, of letters.
    const double MinGain = 12;

    const int MinWords = 3;

    // A word of more letters was spelled without what parts words.
    const int MaxWord = 14;

    // A wider gap begins another text.
    const int MaxGap = 10;

    // A code that is spelled, and its line.
    const int MinLettersOfCode = 16;
    const int MaxSpelledLine = 4_000;

    const int FirstFlagLetter = 0x1F1E6;

    static readonly FrozenDictionary<string, char> Morse = CodesOf(
        ".- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --.. "
        + "----- .---- ..--- ...-- ....- ..... -.... --... ---.. ----. .-.-.- -..-. --..-- ---... -....- .--.-. ..--.-",
        "abcdefghijklmnopqrstuvwxyz0123456789./,:-@_");

    static readonly FrozenDictionary<string, char> Spelling = CodesOf(
        "alfa bravo charlie delta echo foxtrot golf hotel india juliett kilo lima mike november oscar papa quebec romeo sierra tango "
        + "uniform victor whiskey xray yankee zulu zero one two three four five six seven eight nine dot stop slash dash hyphen tilde "
        + "underscore colon alpha juliet x-ray at space",
        "abcdefghijklmnopqrstuvwxyz0123456789../--~_:ajx@ ");

    public static IEnumerable<HiddenContent> In(string text)
    {
        IEnumerable<HiddenContent> all = [];
        if (text.Contains(".-", StringComparison.Ordinal) || text.Contains("-.", StringComparison.Ordinal))
        {
            all = all.Concat(Spelled(text, MorseAt, false, MorseSigns));
        }
        if (text.AsSpan().IndexOfAny("·•●−–—_") >= 0)
        {
            all = all.Concat(Spelled(AsMorse(text), MorseAt, true, MorseSigns));
        }
        if (text.Contains("\ud83c", StringComparison.Ordinal))
        {
            all = all.Concat(Spelled(text, FlagLetterAt, true));
        }
        return all
            .Concat(Spelled(text, SpellingWordAt, false, AsciiLetters))
            .Concat(Spelled(text, PartedLetterAt, true))
            .Concat(Spelled(text, OrdinalAt, true, Digits))
            .Concat(Spelled(text, SquareAt, true, Digits))
            .Concat(Codes(text))
            .Concat(SpelledCodes(text));
    }

    static IEnumerable<HiddenContent> Codes(string text) =>
        LetterCodes.All.Where(family => family.MayBeIn(text)).SelectMany(family => Spelled(text, family.At, true));

    /// <summary>What codes say whose characters are parted by blanks.</summary>
    static IEnumerable<HiddenContent> SpelledCodes(string text)
    {
        foreach (var (begin, end) in TextSpans.LinesOf(text))
        {
            var line = text.AsSpan(begin, end - begin).Trim();
            if (line.Length >= 2 * MinLettersOfCode && line.Length <= MaxSpelledLine && IsParted(line)
                && BaseCode.FromCode(line.ToString().Replace(" ", "")) is { } said)
            {
                yield return new HiddenContent(HiddenContent.Encoded, said, begin);
            }
        }
    }

    static bool IsParted(ReadOnlySpan<char> line)
    {
        for (var at = 0; at < line.Length; at++)
        {
            if (line[at] == ' ' != (at % 2 == 1))
            {
                return false;
            }
        }
        return true;
    }

    // Morse code is also written with other dots and dashes.
    static string AsMorse(string text) => string.Create(text.Length, text, static (morse, text) =>
    {
        for (var at = 0; at < text.Length; at++)
        {
            morse[at] = text[at] switch
            {
                '·' or '•' or '●' => '.',
                '−' or '–' or '—' or '_' => '-',
                var c => c,
            };
        }
    });

    static readonly AsciiSet MorseSigns = new(c => c is '.' or '-');
    static readonly AsciiSet AsciiLetters = new(char.IsAsciiLetter);
    static readonly AsciiSet Digits = new(char.IsAsciiDigit);

    /// <summary>What letters say that are codes each.</summary>
    /// <param name="text">The text.</param>
    /// <param name="code">How a letter is written.</param>
    /// <param name="mustBeWords">Whether honest texts have such codes too.</param>
    /// <param name="begins">What a code begins with; null where that may be anything.</param>
    static IEnumerable<HiddenContent> Spelled(string text, LetterCodes.Code code, bool mustBeWords, AsciiSet? begins = null)
    {
        var letters = new List<char>();
        var gaps = new List<string>();
        var (begin, end) = (0, 0);
        for (var at = 0; at <= text.Length;)
        {
            var mayBegin = at < text.Length && (begins is null || begins.Contains(text[at]));
            var (letter, length) = mayBegin ? code(text, at) : default;
            if (length > 0)
            {
                if (letters.Count > 0)
                {
                    gaps.Add(text[end..at]);
                }
                begin = letters.Count == 0 ? at : begin;
                letters.Add(letter);
                end = at += length;
                continue;
            }
            var isGap = at < text.Length && at - end < MaxGap && !char.IsAsciiLetterOrDigit(text[at]);
            if (letters.Count > 0 && !isGap)
            {
                if (letters.Count >= MinLetters && WordsOf(letters, gaps, mustBeWords) is { } words)
                {
                    yield return new HiddenContent(HiddenContent.Scrambled, words, begin);
                }
                letters.Clear();
                gaps.Clear();
            }
            at++;
        }
    }

    /// <summary>
    /// The letters, with a blank where the gap is not the one that parts most letters, or cut into words where there is no such gap.
    /// </summary>
    static string? WordsOf(List<char> letters, List<string> gaps, bool mustBeWords)
    {
        var usual = gaps.CountBy(gap => gap).MaxBy(count => count.Value).Key;
        var words = new StringBuilder().Append(letters[0]);
        var (length, longest) = (1, 1);
        for (var at = 1; at < letters.Count; at++)
        {
            length = gaps[at - 1] == usual ? length + 1 : 1;
            longest = Math.Max(longest, length);
            words.Append(length > 1 ? "" : " ").Append(letters[at]);
        }
        var (cut, gain) = WordCutter.Cut(string.Concat(letters).ToLowerInvariant());
        var spelled = words.ToString().ToLowerInvariant();
        if (LetterRun.Deciphered(spelled) is { } deciphered)
        {
            return deciphered.Contains(' ') ? deciphered : WordCutter.CutCommon(deciphered).Words;
        }
        var isEnglish = gain >= MinGain + Math.Log2(letters.Count) || AreWords(spelled) || LetterRun.IsEnglish(spelled);
        if (mustBeWords && !isEnglish)
        {
            return null;
        }
        if (longest <= MaxWord)
        {
            return words.ToString();
        }
        return LetterRun.IsEnglish(spelled) ? WordCutter.CutCommon(string.Concat(letters).ToLowerInvariant()).Words
            : gain >= MinGain ? cut : words.ToString();
    }

    // Where the gaps part words that are known, the letters were not put so by chance.
    static bool AreWords(string words)
    {
        var all = words.ToLowerInvariant().Split(' ');
        return all.Length >= MinWords && all.Count(word => WordCutter.IsKnown(word)) > all.Length * 0.7 && words.Length >= all.Length * 3;
    }

    /// <summary>The letter of dots and dashes; null if they are none.</summary>
    public static char? LetterOfMorse(string code) => Morse.TryGetValue(code, out var letter) ? letter : null;

    static (char, int) MorseAt(string text, int at)
    {
        var end = at;
        while (end < text.Length && end - at < 7 && text[end] is '.' or '-')
        {
            end++;
        }
        return Found(Morse, text.AsSpan(at, end - at));
    }

    static (char, int) SpellingWordAt(string text, int at)
    {
        if (!char.IsAsciiLetter(text[at]) || at > 0 && char.IsAsciiLetterOrDigit(text[at - 1]))
        {
            return default;
        }
        var end = at;
        while (end < text.Length && end - at < 12 && (char.IsAsciiLetter(text[end]) || text[end] == '-'))
        {
            end++;
        }
        Span<char> lower = stackalloc char[end - at];
        text.AsSpan(at, end - at).ToLowerInvariant(lower);
        return Found(Spelling, lower);
    }

    static (char, int) FlagLetterAt(string text, int at)
    {
        if (at + 1 >= text.Length || !char.IsSurrogatePair(text[at], text[at + 1]))
        {
            return default;
        }
        var letter = char.ConvertToUtf32(text[at], text[at + 1]) - FirstFlagLetter;
        return letter is >= 0 and < 26 ? ((char)('a' + letter), 2) : default;
    }

    static (char, int) PartedLetterAt(string text, int at)
    {
        var isLetter = char.IsAsciiLetterOrDigit(text[at]) || text[at] is '~' or '/' or '@' or ':';
        var isAlone = at + 1 >= text.Length || !char.IsLetterOrDigit(text[at + 1]);
        return isLetter && isAlone && (at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1])) ? (text[at], 1) : default;
    }

    /// <summary>A number from 1 to 26 as the letter with that number.</summary>
    static (char, int) OrdinalAt(string text, int at)
    {
        var (value, length) = NumberAt(text, at);
        return value is >= 1 and <= 26 ? ((char)('a' + value - 1), length) : default;
    }

    /// <summary>Row and column of a letter in a square of five by five, where C and K are one or I and J are.</summary>
    static (char, int) SquareAt(string text, int at)
    {
        var (value, length) = NumberAt(text, at);
        var (row, column) = (value / 10, value % 10);
        return row is >= 1 and <= 5 && column is >= 1 and <= 5
            ? ("abcdefghiklmnopqrstuvwxyz"[(row - 1) * 5 + column - 1], length)
            : default;
    }

    static (int Value, int Length) NumberAt(string text, int at)
    {
        if (!char.IsAsciiDigit(text[at]) || at > 0 && char.IsAsciiLetterOrDigit(text[at - 1]))
        {
            return default;
        }
        var length = at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]) ? 2 : 1;
        var isPartOfWord = at + length < text.Length && char.IsAsciiLetterOrDigit(text[at + length]);
        return isPartOfWord ? default : (int.Parse(text.AsSpan(at, length), CultureInfo.InvariantCulture), length);
    }

    static (char, int) Found(FrozenDictionary<string, char> codes, ReadOnlySpan<char> code) =>
        codes.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(code, out var letter) ? (letter, code.Length) : default;

    static FrozenDictionary<string, char> CodesOf(string codes, string letters) =>
        codes.Split(' ').Zip(letters).ToFrozenDictionary(pair => pair.First, pair => pair.Second);
}
