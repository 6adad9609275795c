using System.Collections.Frozen;
using System.Text;

namespace SkillMcp.Safety;

/// <summary>
/// Finds what is spelled letter by letter: in Morse code, in the words of the spelling alphabet, in the letters of flags, or in letters
/// that are parted by blanks or dots. What parts letters must differ from what parts words.
/// </summary>
static class SpelledText
{
    // Fewer letters in a row are an abbreviation.
    const int MinLetters = 12;

    // A wider gap begins another text.
    const int MaxGap = 7;

    const int FirstFlagLetter = 0x1F1E6;

    static readonly FrozenDictionary<string, char> Morse = Codes(
        ".- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --.. "
        + "----- .---- ..--- ...-- ....- ..... -.... --... ---.. ----. .-.-.- -..-. --..-- ---... -....- .--.-. ..--.-",
        "abcdefghijklmnopqrstuvwxyz0123456789./,:-@_");

    static readonly FrozenDictionary<string, char> Spelling = Codes(
        "alfa bravo charlie delta echo foxtrot golf hotel india juliett kilo lima mike november oscar papa quebec romeo sierra tango "
        + "uniform victor whiskey xray yankee zulu zero one two three four five six seven eight nine dot stop slash dash hyphen tilde "
        + "underscore colon alpha juliet x-ray at space",
        "abcdefghijklmnopqrstuvwxyz0123456789../--~_:ajx@ ");

    public static IEnumerable<HiddenContent> In(string text)
    {
        IEnumerable<HiddenContent> all = [];
        if (text.Contains(".-", StringComparison.Ordinal) || text.Contains("-.", StringComparison.Ordinal))
        {
            all = all.Concat(Spelled(text, MorseAt));
        }
        if (text.Contains("\ud83c", StringComparison.Ordinal))
        {
            all = all.Concat(Spelled(text, FlagLetterAt));
        }
        return all.Concat(Spelled(text, SpellingWordAt)).Concat(Spelled(text, PartedLetterAt));
    }

    /// <summary>The letter at a place, and the length of its code; a length of 0 is none.</summary>
    delegate (char Letter, int Length) Code(string text, int at);

    static IEnumerable<HiddenContent> Spelled(string text, Code code)
    {
        var letters = new List<char>();
        var gaps = new List<string>();
        var (begin, end) = (0, 0);
        for (var at = 0; at <= text.Length;)
        {
            var (letter, length) = at < text.Length ? code(text, at) : default;
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
                if (letters.Count >= MinLetters)
                {
                    yield return new HiddenContent(HiddenContent.Scrambled, WordsOf(letters, gaps), begin);
                }
                letters.Clear();
                gaps.Clear();
            }
            at++;
        }
    }

    /// <summary>The letters, with a blank where the gap is not the one that parts most letters.</summary>
    static string WordsOf(List<char> letters, List<string> gaps)
    {
        var usual = gaps.CountBy(gap => gap).MaxBy(count => count.Value).Key;
        var words = new StringBuilder().Append(letters[0]);
        for (var at = 1; at < letters.Count; at++)
        {
            words.Append(gaps[at - 1] == usual ? "" : " ").Append(letters[at]);
        }
        return words.ToString();
    }

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
        var isAlone = at + 1 >= text.Length || text[at + 1] is ' ' or '.' or '-' or '_' or '*' or '|' or ',' or '\n';
        return isLetter && isAlone && (at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1])) ? (text[at], 1) : default;
    }

    static (char, int) Found(FrozenDictionary<string, char> codes, ReadOnlySpan<char> code) =>
        codes.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(code, out var letter) ? (letter, code.Length) : default;

    static FrozenDictionary<string, char> Codes(string codes, string letters) =>
        codes.Split(' ').Zip(letters).ToFrozenDictionary(pair => pair.First, pair => pair.Second);
}
