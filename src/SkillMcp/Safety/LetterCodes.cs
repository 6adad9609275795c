using System.Collections.Frozen;

namespace SkillMcp.Safety;

/// <summary>
/// The ways of writing a letter as a code of its own that no prose has: Roman and repeated numbers, the names of letters and of signals,
/// seats in a square, five signs of two kinds. Each tells the letter at a place of a text.
/// </summary>
static class LetterCodes
{
    /// <summary>The letter at a place, and the length of its code; a length of 0 is none.</summary>
    public delegate (char Letter, int Length) Code(string text, int at);

    /// <param name="At">The code.</param>
    /// <param name="Cues">Of which a text has some that is written so.</param>
    public sealed record Family(Code At, params string[] Cues)
    {
        public bool MayBeIn(string text) => Array.Exists(Cues, cue => text.Contains(cue, StringComparison.Ordinal));
    }

    const string Alphabet = "abcdefghijklmnopqrstuvwxyz";
    const string WithoutJ = "abcdefghiklmnopqrstuvwxyz";
    const string WithoutK = "abcdefghijlmnopqrstuvwxyz";
    const string WithoutJAndV = "abcdefghiklmnopqrstuwxyz";

    // A code of five bits.
    const int Bits = 5;

    static readonly FrozenDictionary<string, char> Roman = Named(
        "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi xxii xxiii xxiv xxv xxvi", Alphabet);

    static readonly FrozenDictionary<string, char> Names = Named(
        "ay bee cee dee ee eff gee aitch eye jay kay ell em en oh pee cue ar ess tee you vee double-u ex why zee "
        + "a be see de e ef jee haitch i ja ka el m n o pe queue are es te u ve double-you x wye zed",
        Alphabet + Alphabet);

    static readonly FrozenDictionary<string, char> Signals = Named(
        "s-sw s-w s-nw s-n s-ne s-e s-se sw-w sw-nw n-e sw-n sw-ne sw-e sw-se w-nw w-n w-ne w-e w-se nw-n nw-ne n-se ne-e ne-se nw-e e-se",
        Alphabet);

    static readonly FrozenDictionary<string, char> Keys = Named(
        "2 22 222 3 33 333 4 44 444 5 55 555 6 66 666 7 77 777 7777 8 88 888 9 99 999 9999 0", Alphabet + " ");

    public static IReadOnlyList<Family> All { get; } =
    [
        new((text, at) => NamedAt(text, at, Roman), "XI"),
        new((text, at) => NamedAt(text, at, Names), " ess "),
        new((text, at) => NamedAt(text, at, Signals), "-SE"),
        new((text, at) => NamedAt(text, at, Keys), "777", "666", "44 33"),
        new(SoundsAt, "dah"),
        new((text, at) => SeatAt(text, at, "ABCDE", "12345"), "D4"),
        new((text, at) => SeatAt(text, at, "ADFGX", "ADFGX"), "DF"),
        new(TapAt, "... ..", ".. ..."),
        FiveSigns(value => value is >= 1 and <= 26 ? Alphabet[value - 1] : '\0'),
        FiveSigns(value => value < 26 ? Alphabet[value] : '\0'),
        FiveSigns(value => value < 24 ? WithoutJAndV[value] : '\0'),
    ];

    // A vowel of some alphabet is in every text.
    static Family FiveSigns(Func<int, char> letterOf) =>
        new((text, at) => FiveAt(text, at, letterOf), "0010", "0100", "aaba", "abaa", "AABA", "ABAA");

    static (char, int) NamedAt(string text, int at, FrozenDictionary<string, char> names)
    {
        var end = EndOfWord(text, at, hasHyphen: true);
        if (end == at || end - at > 14)
        {
            return default;
        }
        Span<char> lower = stackalloc char[end - at];
        text.AsSpan(at, end - at).ToLowerInvariant(lower);
        var lookup = names.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(lower, out var letter))
        {
            return (letter, end - at);
        }
        // Hyphens part the codes, where they are not in them.
        var first = lower.IndexOf('-');
        return first > 0 && lookup.TryGetValue(lower[..first], out letter) ? (letter, first) : default;
    }

    /// <summary>A letter of Morse code, spoken.</summary>
    static (char, int) SoundsAt(string text, int at)
    {
        var end = EndOfWord(text, at, hasHyphen: true);
        var code = text[at..end].Replace("-", "").Replace("dah", "-").Replace("dit", ".").Replace("di", ".");
        return end > at && SpelledText.LetterOfMorse(code) is { } letter ? (letter, end - at) : default;
    }

    static (char, int) SeatAt(string text, int at, string rows, string columns)
    {
        if (EndOfWord(text, at, hasHyphen: false) != at + 2)
        {
            return default;
        }
        var (row, column) = (rows.IndexOf(text[at]), columns.IndexOf(text[at + 1]));
        return row >= 0 && column >= 0 ? (WithoutJ[row * Bits + column], 2) : default;
    }

    /// <summary>Row and column of a letter as so many dots each.</summary>
    static (char, int) TapAt(string text, int at)
    {
        var row = Dots(text, at);
        if (row == 0 || at + row >= text.Length || text[at + row] != ' ')
        {
            return default;
        }
        var column = Dots(text, at + row + 1);
        return row <= Bits && column is > 0 and <= Bits ? (WithoutK[(row - 1) * Bits + column - 1], row + column + 1) : default;
    }

    static int Dots(string text, int at)
    {
        var end = at;
        while (end < text.Length && end - at <= Bits && text[end] == '.')
        {
            end++;
        }
        return end - at;
    }

    static (char, int) FiveAt(string text, int at, Func<int, char> letterOf)
    {
        if (EndOfWord(text, at, hasHyphen: false) != at + Bits)
        {
            return default;
        }
        var value = 0;
        foreach (var c in text.AsSpan(at, Bits))
        {
            // The signs are the digits, or A and B.
            if (c is not ('0' or '1' or 'a' or 'b' or 'A' or 'B'))
            {
                return default;
            }
            value = value * 2 + (c is '1' or 'b' or 'B' ? 1 : 0);
        }
        return letterOf(value) is not '\0' and var letter ? (letter, Bits) : default;
    }

    static int EndOfWord(string text, int at, bool hasHyphen)
    {
        if (!char.IsAsciiLetterOrDigit(text[at]) || at > 0 && char.IsAsciiLetterOrDigit(text[at - 1]))
        {
            return at;
        }
        var end = at;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || hasHyphen && text[end] == '-'))
        {
            end++;
        }
        return end;
    }

    static FrozenDictionary<string, char> Named(string names, string letters) => names.Split(' ').Zip(letters)
        .DistinctBy(pair => pair.First).ToFrozenDictionary(pair => pair.First, pair => pair.Second);
}
