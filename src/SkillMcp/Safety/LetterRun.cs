namespace SkillMcp.Safety;

/// <summary>
/// Reads letters that were spelled one by one and are no words yet: from the last to the first, shifted or mirrored in the alphabet.
/// Only the reading that is most like English is tried.
/// </summary>
static class LetterRun
{
    // Fewer letters are like English by chance, in fifty readings more than in one.
    const int MinLetters = 16;
    const int MinLettersOfCipher = 24;

    // Tenths of half bits a letter: English without blanks has 13, letters by chance less than nothing.
    const int MinLikeness = 9;
    const int MinLikenessOfCipher = 10;

    /// <summary>Whether letters, with or without blanks between words, are like English.</summary>
    public static bool IsEnglish(string letters) => letters.Length >= MinLetters && LikenessOf(letters) >= MinLikeness;

    /// <summary>The letters from the last to the first, where only so they are like English.</summary>
    public static string Turned(string letters)
    {
        if (letters.Length < MinLetters || LikenessOf(letters) >= MinLikeness)
        {
            return letters;
        }
        var turned = string.Create(letters.Length, letters, static (turned, letters) =>
        {
            letters.CopyTo(turned);
            turned.Reverse();
        });
        return IsEnglish(turned) ? turned : letters;
    }

    /// <summary>The reading of spelled letters that is English while they are not; null if there is none.</summary>
    public static string? Deciphered(string letters)
    {
        if (letters.Length < MinLettersOfCipher || LikenessOf(letters) >= MinLikeness)
        {
            return null;
        }
        var best = (Likeness: 0, Text: "");
        foreach (var turned in new[] { letters, new string([.. letters.Reverse()]) })
        {
            for (var by = 0; by <= 26; by++)
            {
                var read = string.Create(turned.Length, (turned, by), Map);
                var likeness = LetterModel.Of(read);
                best = likeness > best.Likeness ? (likeness, read) : best;
            }
        }
        return best.Likeness * 10 >= MinLikenessOfCipher * letters.Length ? best.Text : null;
    }

    // Shifted by up to 25 letters, or mirrored.
    static void Map(Span<char> read, (string Text, int By) state)
    {
        for (var at = 0; at < read.Length; at++)
        {
            var c = state.Text[at];
            read[at] = !char.IsAsciiLetterLower(c) ? c
                : (char)(state.By == 26 ? 'a' + 'z' - c : 'a' + (c - 'a' + state.By) % 26);
        }
    }

    static int LikenessOf(string text) => LetterModel.Of(text) * 10 / Math.Max(text.Length, 1);
}
