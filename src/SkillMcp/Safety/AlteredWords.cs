namespace SkillMcp.Safety;

/// <summary>
/// Finds lines most of whose words are no words until all of them are altered in one way: their vowels put back, their letters between
/// the first and the last put in order, their halves exchanged, or filling letters left out. A word is only put back into one that
/// orders are made of.
/// </summary>
static class AlteredWords
{
    const int MinWords = 4;
    const int MinLettersOfWord = 3;
    const int MinAltered = 3;
    const int MaxLine = 400;

    // Tenths of half bits a letter, of which English has 22.
    const int MaxLikeness = 16;

    const string Vowels = "aeiou";

    static readonly char[] Marks = ['.', ',', ';', ':', '!', '?', '"', '(', ')', '*', '`', '>', '#'];

    // The first of the words of a signature is the most common in orders.
    static readonly Dictionary<string, string> BySkeleton = By(SkeletonOf, skeleton => skeleton.Length >= MinLettersOfWord - 1);

    static readonly Dictionary<string, string> ByLetters = By(LettersOf, word => word.Length > MinLettersOfWord);

    static readonly Func<string, string?>[] Alterations =
    [
        word => word.AsSpan(1).IndexOfAny(Vowels) < 0 ? BySkeleton.GetValueOrDefault(SkeletonOf(word)) : null,
        word => word.Length > MinLettersOfWord ? ByLetters.GetValueOrDefault(LettersOf(word)) : null,
        word => Turned(word, word.Length / 2),
        word => Turned(word, (word.Length + 1) / 2),
        word => Turned(word, 1),
        word => Turned(word, word.Length - 1),
        WithoutFiller,
        WithoutSyllables,
    ];

    public static IEnumerable<HiddenContent> In(string text)
    {
        foreach (var (begin, end) in TextSpans.LinesOf(text))
        {
            if (end - begin is >= MinWords * (MinLettersOfWord + 1) and <= MaxLine && Read(text.AsSpan(begin, end - begin)) is { } said)
            {
                yield return new HiddenContent(HiddenContent.Scrambled, said, begin) { Disguise = text[begin..end] };
            }
        }
    }

    static string? Read(ReadOnlySpan<char> line)
    {
        // Most lines are a language already.
        if (LetterModel.Of(line) * 10 > MaxLikeness * line.Length)
        {
            return null;
        }
        var words = line.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var plain = words.Select(word => word.Trim(Marks).ToLowerInvariant()).ToList();
        if (words.Length < MinWords || plain.Count(IsUnknown) < MinAltered)
        {
            return null;
        }
        return Alterations.Select(alter => Altered(plain, alter)).FirstOrDefault(said => said is not null);
    }

    static string? Altered(List<string> words, Func<string, string?> alter)
    {
        var altered = new HashSet<string>();
        var unknown = 0;
        var said = words.ConvertAll(word =>
        {
            if (!IsUnknown(word))
            {
                return word;
            }
            var found = alter(word);
            if (found is null)
            {
                unknown++;
            }
            // Two letters are a word of some kind by chance.
            else if (word.Length >= MinLettersOfWord)
            {
                altered.Add(word);
            }
            return found ?? word;
        });
        return altered.Count >= MinAltered && altered.Count > unknown ? string.Join(' ', said) : null;
    }

    static bool IsUnknown(string word) =>
        word.Length >= MinLettersOfWord - 1 && word.All(char.IsAsciiLetterLower) && !WordCutter.IsCommon(word);

    static string SkeletonOf(string word) => word[..1] + string.Concat(word.Skip(1).Where(c => !Vowels.Contains(c)));

    static string LettersOf(string word) => $"{word[0]}{string.Concat(word[1..^1].Order())}{word[^1]}";

    static string? Turned(string word, int from) => word.Length >= MinLettersOfWord ? Known(word[from..] + word[..from]) : null;

    // Every second letter is the same, or whatever it is.
    static string? WithoutFiller(string word) => word.Length >= 2 * MinLettersOfWord
        ? Known(string.Concat(word.Where((_, at) => at % 2 == 0))) ?? Known(string.Concat(word.Where((_, at) => at % 2 == 1)))
        : null;

    /// <summary>The word without the consonant and the repeated vowel behind each vowel that children talk with.</summary>
    static string? WithoutSyllables(string word)
    {
        var said = new System.Text.StringBuilder();
        for (var at = 0; at < word.Length; at++)
        {
            said.Append(word[at]);
            if (!Vowels.Contains(word[at]))
            {
                continue;
            }
            var end = at + 1;
            while (end < word.Length && Vowels.Contains(word[end]))
            {
                said.Append(word[end++]);
            }
            var vowels = word[at..end];
            at = end - 1;
            if (end < word.Length && string.CompareOrdinal(word, end + 1, vowels, 0, vowels.Length) == 0)
            {
                at = end + vowels.Length;
            }
        }
        return Known(said.ToString());
    }

    static string? Known(string word) => WordCutter.IsCommon(word) ? word : null;

    static Dictionary<string, string> By(Func<string, string> signature, Func<string, bool> isLong) => WordCutter.All
        .Where(word => word.Length >= MinLettersOfWord).Select(word => (Signature: signature(word), Word: word))
        .Where(one => isLong(one.Signature)).DistinctBy(one => one.Signature).ToDictionary(one => one.Signature, one => one.Word);
}
