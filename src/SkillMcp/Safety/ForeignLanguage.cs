using System.Collections.Frozen;

namespace SkillMcp.Safety;

/// <summary>Tells a sentence that is not English by its letters or its small words.</summary>
static class ForeignLanguage
{
    // Small words of German, French, Spanish, Portuguese and Italian that are no English ones.
    static readonly FrozenSet<string> SmallWords = """
        alle allen aller als auf aus bei bis das dem den der des dich diese diesem diesen dieser dieses du ein eine einen einer ist jede
        jeden jemanden kein keine mit nach nicht nichts niemals niemand niemandem noch nur oder ohne sämtliche sich sie und unter vom von
        vor weiter wenn zu zum zur über
        au aucun aucune aux avec avant ce ces cette dans de du elle est et il jamais la le les leur ne ni par pas plus pour que qui sa sans
        ses sur ta tes tous tout toute toutes un une vos votre
        al antes como con cuando del desde el ella en es esta estas este esto estos hasta las lo los nada ni nunca o para pero por que se
        según sin sobre solo su sus toda todas todo todos tu un una y
        ao aos apenas até com da das do dos e em esta este isto já mais na não nas no nos nunca os ou para pela pelo que sem seu sua suas
        toda todas todo todos um uma você
        ai alla anche che chi con da dei del della delle di e gli i il la le lo loro mai ma né nei nel nella non nulla per più questa
        questi questo senza sono su tua tutte tutti tutto un una
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Except(["no", "do", "i", "o", "e", "y", "la", "le", "plus", "as"])
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Words =
        SmallWords.GetAlternateLookup<ReadOnlySpan<char>>();

    const int MinSmallWords = 2;

    /// <summary>
    /// Whether many of its letters are of another alphabet, or it has more small words of another language than English ones.
    /// </summary>
    public static bool IsIn(string sentence)
    {
        var (letters, foreignLetters, smallWords) = (0, 0, 0);
        for (var at = 0; at < sentence.Length;)
        {
            var end = at;
            while (end < sentence.Length && char.IsLetter(sentence[end]))
            {
                // Letters with accents are below.
                foreignLetters += sentence[end] >= 0x370 ? 1 : 0;
                end++;
            }
            letters += end - at;
            var isSmallWord = end > at && !IsInName(sentence, at, end) && Words.Contains(sentence.AsSpan(at, end - at));
            smallWords += isSmallWord ? 1 : 0;
            at = end + 1;
        }
        return foreignLetters * 3 > letters
            || smallWords >= MinSmallWords && smallWords > EnglishWordCounter.CountIn(sentence);
    }

    // The words of an address, a path or an option are of no language.
    static bool IsInName(string sentence, int begin, int end) =>
        begin > 0 && sentence[begin - 1] is '.' or '@' or '/' or '-' or '_'
        || end < sentence.Length && (sentence[end] is '@' or '/' or '_' || sentence[end] == '.' && end + 1 < sentence.Length
            && char.IsLetter(sentence[end + 1]));
}
