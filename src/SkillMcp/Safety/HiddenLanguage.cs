namespace SkillMcp.Safety;

/// <summary>
/// Whether what was decoded is a sentence that the text does not say openly. An honest text encodes settings, names and examples of which
/// it also gives the plain form; whatever else is a sentence was hidden from those who read it, and a person is to see it.
/// </summary>
static class HiddenLanguage
{
    const int MinLetters = 16;
    const int MinWords = 4;
    const int MinBlanks = 4;
    const int MinLettersOfWord = 3;

    // Tenths of half bits a letter: English has 22, the settings of a program have 6 to 12.
    const int MinLikeness = 13;
    const int MaxLikenessOfDisguise = 8;

    // Words of a sentence that are joined from parts of words; programs join words too.
    const int MinJoinedWords = 2;
    const int MinLettersOfJoined = 4;
    const int MinWordsOfJoined = 6;

    static readonly char[] Separators = [' ', '\t', '\r', ',', ';', ':', '"', '(', ')', '!', '?'];

    /// <summary>Whether a text that was decoded has a sentence whose words are not in the open text.</summary>
    /// <param name="hidden">What was decoded.</param>
    /// <param name="open">The text that it was decoded from.</param>
    public static bool IsIn(HiddenContent hidden, string open) => hidden.Kind switch
    {
        HiddenContent.Encoded => SentencesOf(hidden.Text).Any(sentence => IsHidden(sentence, open)),
        HiddenContent.Scrambled => LikenessOf(hidden.Disguise ?? "") <= MaxLikenessOfDisguise
            && SentencesOf(hidden.Text).Any(sentence => IsHidden(sentence, open) && IsOfKnownWords(sentence)),
        HiddenContent.Split => IsJoined(hidden.Text, open),
        _ => false,
    };

    /// <summary>
    /// Whether the letters of a line that is plain language were put in another order, which the text does not tell to do.
    /// </summary>
    public static bool MayBeChance(HiddenContent hidden) =>
        hidden is { Kind: HiddenContent.Scrambled, IsHinted: false } && IsLanguage(hidden.Disguise ?? "");

    static IEnumerable<string> SentencesOf(string text) => OrderClassifier.SentencesIn(text).Select(one => one.Sentence);

    static bool IsHidden(string sentence, string open)
    {
        var words = WordsOf(sentence);
        var blanks = sentence.AsSpan().Count(' ');
        return words.Count >= MinWords && (blanks >= MinBlanks && IsLanguage(sentence) || IsOtherWriting(sentence, blanks))
            && !IsOpen(sentence, open);
    }

    // The letters of another alphabet are words of a language that has it.
    static bool IsOtherWriting(string sentence, int blanks)
    {
        var letters = sentence.Count(c => c > '\u036f' && char.IsLetter(c));
        return letters >= MinLetters && (letters + blanks) * 10 >= sentence.Length * 7;
    }

    /// <summary>Chance makes a few short words, and leaves letters beside them that are none.</summary>
    static bool IsOfKnownWords(string sentence)
    {
        var words = sentence.ToLowerInvariant().Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        return WordCutter.KnownIn(sentence) >= MinWords - 1
            && words.Count(word => word is [>= 'b' and not 'i' and <= 'z']) * MinWords < words.Length;
    }

    /// <summary>Whether half of the words that are beside each other are so in the open text too.</summary>
    static bool IsOpen(string sentence, string open)
    {
        var words = sentence.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var pairs = words.Zip(words.Skip(1)).ToList();
        return pairs.Count(pair => Has($"{pair.First} {pair.Second}") || Has($"{pair.Second} {pair.First}")) * 2 >= pairs.Count;

        bool Has(string pair) => open.Contains(pair, StringComparison.OrdinalIgnoreCase);
    }

    static bool IsLanguage(string sentence)
    {
        var (letters, blanks) = (sentence.Count(char.IsAsciiLetter), sentence.Count(c => c == ' '));
        return letters >= MinLetters && (letters + blanks) * 10 >= sentence.Length * 8 && LikenessOf(sentence) >= MinLikeness;
    }

    static bool IsJoined(string text, string open)
    {
        var words = WordsOf(text);
        return words.Count >= MinWordsOfJoined && IsLanguage(text)
            && WordCutter.KnownIn(text) >= MinWords
            && words.Count(word => word.Length >= MinLettersOfJoined && WordCutter.IsCommon(word)
                && !open.Contains(word, StringComparison.OrdinalIgnoreCase)) >= MinJoinedWords;
    }

    static List<string> WordsOf(string sentence) =>
    [
        .. sentence.ToLowerInvariant().Split(Separators, StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.Trim('.', '\'', '`', '*'))
            .Where(word => word.Length >= MinLettersOfWord && word.All(char.IsLetter)).Distinct(),
    ];

    static int LikenessOf(string text) => LetterModel.Of(text) * 10 / Math.Max(text.Length, 1);
}
