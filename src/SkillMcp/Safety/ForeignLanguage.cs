using System.Collections.Frozen;

namespace SkillMcp.Safety;

/// <summary>Tells a sentence that is not English by its letters or its small words.</summary>
static class ForeignLanguage
{
    // Small words that are no English ones: a line each of German, French, Spanish, Portuguese and Italian.
    static readonly string[] SmallWords =
    [
        "alle allen aller als auf aus bei bis das dem den der des dich diese diesem diesen dieser dieses du ein eine einen einer ist jede "
            + "jeden jemanden kein keine mit nach nicht nichts niemals niemand niemandem noch nur oder ohne sämtliche sich sie und unter "
            + "vom von vor weiter wenn zu zum zur über",
        "au aucun aucune aux avec avant ce ces cette dans de des du elle en est et il jamais les leur ne ni par pas pour que qui sa sans "
            + "ses sur ta tes tous tout toute toutes un une vos votre",
        "al antes como con cuando de del desde el ella en es esta estas este esto estos hasta las lo los nada ni nunca para pero por que "
            + "se según sin sobre solo su sus toda todas todo todos tu un una",
        "ao aos apenas até com da das de dos em esta este isto já mais na não nas nos nunca os ou para pela pelo por que se sem seu "
            + "sua suas toda todas todo todos um uma você",
        "ai al alla alle anche che chi con da dei del della delle di gli il loro mai ma né nei nel nella non nulla per più questa "
            + "questi questo se senza sono su sua tua tutte tutti tutto un una",
    ];

    static readonly FrozenDictionary<string, int> Languages = SmallWords
        .SelectMany((words, language) => words.Split(' ').Select(word => (Word: word, Language: 1 << language)))
        .GroupBy(word => word.Word, word => word.Language, StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(word => word.Key, word => word.Aggregate((one, other) => one | other), StringComparer.OrdinalIgnoreCase);

    static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> LanguagesOf =
        Languages.GetAlternateLookup<ReadOnlySpan<char>>();

    const int MinSmallWords = 2;

    /// <summary>
    /// Whether many of its letters are of another alphabet, or it has more small words of another language than English ones.
    /// </summary>
    public static bool IsIn(string sentence)
    {
        var (letters, foreignLetters) = (0, 0);
        Span<int> smallWords = stackalloc int[SmallWords.Length];
        smallWords.Clear();
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
            if (end > at && LanguagesOf.TryGetValue(sentence.AsSpan(at, end - at), out var languages) && !IsInName(sentence, at, end))
            {
                for (var language = 0; language < smallWords.Length; language++)
                {
                    smallWords[language] += languages >> language & 1;
                }
            }
            at = end + 1;
        }
        var most = 0;
        foreach (var count in smallWords)
        {
            most = Math.Max(most, count);
        }
        return foreignLetters * 3 > letters || most >= MinSmallWords && most > EnglishWordCounter.CountIn(sentence);
    }

    // The words of an address, a path or an option are of no language.
    static bool IsInName(string sentence, int begin, int end) =>
        begin > 0 && sentence[begin - 1] is '.' or '@' or '/' or '-' or '_'
        || end < sentence.Length && (sentence[end] is '@' or '/' or '_' || sentence[end] == '.' && end + 1 < sentence.Length
            && char.IsLetter(sentence[end + 1]));
}
