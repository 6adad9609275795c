using System.Collections.Frozen;

namespace SkillMcp.Text;

/// <summary>
/// The words of a text in the form in which they are compared: compounds (camelCase, snake_case, kebab-case, letters and digits)
/// are split and also kept whole; case and accents are folded; function words are left out; the rest is stemmed.
/// Deterministic, and safe for any input.
/// </summary>
static class Words
{
    // Longer words are hashes, keys and encoded data, which are not searched for.
    const int MaxLength = 40;

    // Words without a meaning of their own that occur in any sentence.
    static readonly FrozenSet<string> StopWords = Set("""
        a am an and are as at be been being by d did do does doing done e for from had has having have i if in into is it its itself
        ll m me my nor of off on or our ours re t that the their theirs them then there these they this those to too ve was were will
        with would we us you your yours
        """);

    // Words that belong to how a question is asked and not to its subject.
    static readonly FrozenSet<string> Function = Set("""
        a about above after again all also am an and any anybody anyone anything are as at be because been before being below between
        both but by
        can cannot could did do does doing done don down during each else etc ever every few for from further get give go going gonna
        got had has have having he help her here hers him
        his how i if im in into is it its itself ive just kindly know let lets like ll make may maybe me might mine more most much must
        my myself need needs no nor not now of off ok okay on
        once one only or other our ours out over own per please pls same shall she should show so some somebody someone something such
        tell than thank thanks that the their theirs them then
        there these they thing things this those through to too try trying under until up upon us use used using very via want wants was
        way we well were what when where whether which while
        who whom whose why will with within without would wanna you your yours
        able appropriate assist assistance assisting chatbot comprehensive currently curious d dear detailed e enough especially hello
        hey hi including
        included interested looking look m proceed provide provided provides providing re really right s specific specifically suggest
        sure t various ve wondering
        """);

    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> FunctionSpans =
        Function.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The stems of a text, in order, without function words.</summary>
    public static IReadOnlyList<string> Of(string text)
    {
        var stems = new List<string>();
        var words = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            if (!char.IsLetterOrDigit(text[at]))
            {
                at++;
            }
            else if (PlainWordAt(text, at) is { Length: > 0 } plain)
            {
                if (!FunctionSpans.Contains(plain))
                {
                    stems.Add(Stemmer.Stem(plain));
                }
                at += plain.Length;
            }
            else
            {
                words.Clear();
                at = AddCompound(text, at, words);
                stems.AddRange(words.Where(word => !IsFunctionWord(word)).Select(Stemmer.Stem));
            }
        }
        return stems;
    }

    /// <summary>The word that begins at a place, if it is in lower case and no part of a compound; empty if it is another one.</summary>
    /// <remarks>Nearly all words are plain, and their stems are found without a copy of them.</remarks>
    static ReadOnlySpan<char> PlainWordAt(string text, int start)
    {
        var rest = text.AsSpan(start);
        var length = rest.IndexOfAnyExceptInRange('a', 'z');
        length = length < 0 ? rest.Length : length;
        var mayGoOn = length < rest.Length && (char.IsLetterOrDigit(rest[length]) || IsJoiner(rest[length]));
        // A single letter may be an ending or the name of a language, and so may "net".
        var isPlain = !mayGoOn && length is > 1 and <= MaxLength && !(start > 0 && rest[..length] is "net");
        return isPlain ? rest[..length] : [];
    }

    /// <summary>
    /// The stems of a text's words, with those function words that distinguish one question from another:
    /// "how much" is not "how long".
    /// </summary>
    public static IReadOnlyList<string> WithFunctionWords(string text) =>
        [.. Split(text).Where(word => !IsStopWord(word)).Select(Stemmer.Stem)];

    public static bool IsFunctionWord(string word) => Function.Contains(word);

    /// <summary>Whether it is a function word that does not even distinguish one question from another.</summary>
    public static bool IsStopWord(string word) => StopWords.Contains(word);

    /// <summary>The folded words of a text before stemming, in order, with function words.</summary>
    public static IEnumerable<string> Split(string text)
    {
        var words = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            if (!char.IsLetterOrDigit(text[at]))
            {
                at++;
                continue;
            }
            words.Clear();
            if (PlainWordAt(text, at) is { Length: > 0 } plain)
            {
                words.Add(plain.ToString());
                at += plain.Length;
            }
            else
            {
                at = AddCompound(text, at, words);
            }
            foreach (var word in words)
            {
                yield return word;
            }
        }
    }

    /// <summary>Adds the words of the compound, or of the word that is not plain, that begins at a place.</summary>
    /// <returns>Where it ends.</returns>
    static int AddCompound(string text, int start, List<string> words)
    {
        var end = EndOfCompound(text, start);
        if (NameWithSymbol(text, start, end) is { } name)
        {
            words.Add(name);
        }
        var first = words.Count;
        words.AddRange(Parts(text[start..end]));
        // Pairs of ideographs overlap, so joining them gives no word.
        if (words.Count > first + 1 && !IsIdeographic(text[start]) && string.Concat(words.Skip(first)) is { Length: <= MaxLength } joined)
        {
            words.Add(joined);
        }
        return end;
    }

    /// <summary>Letters and digits, with single hyphens, underscores and apostrophes between them.</summary>
    static int EndOfCompound(string text, int start)
    {
        var isIdeographic = IsIdeographic(text[start]);
        var end = start;
        while (end < text.Length && (IsOfSameScript(end) || IsJoiner(text[end]) && IsFollowedByLetter(end)))
        {
            end++;
        }
        return end;

        bool IsOfSameScript(int at) => char.IsLetterOrDigit(text[at]) && IsIdeographic(text[at]) == isIdeographic;

        bool IsFollowedByLetter(int at) => at + 1 < text.Length && char.IsLetterOrDigit(text[at + 1]) && !IsIdeographic(text[at + 1]);
    }

    static bool IsJoiner(char c) => c is '-' or '_' or '\'' or '’';

    static IEnumerable<string> Parts(string compound)
    {
        if (IsIdeographic(compound[0]))
        {
            return Pairs(compound);
        }
        var parts = new List<string>();
        var start = 0;
        for (var at = 1; at <= compound.Length; at++)
        {
            if (at == compound.Length || IsBoundary(compound, at))
            {
                var part = CaseFolding.Fold(compound[start..at]).Trim('-', '_', '\'', '’');
                // "user's" is the user, but "S3" is a name.
                var isEnding = part == "s" && (start > 0 || at == compound.Length);
                if (part.Length is > 0 and <= MaxLength && !isEnding)
                {
                    parts.Add(part);
                }
                start = at;
            }
        }
        return parts;
    }

    static bool IsBoundary(string text, int at) => (text[at - 1], text[at]) switch
    {
        var (before, after) when IsJoiner(before) || IsJoiner(after) => true,
        var (before, after) when char.IsDigit(before) != char.IsDigit(after) => true,
        var (before, after) when char.IsLower(before) && char.IsUpper(after) => true,
        // HTTPServer is HTTP and Server.
        var (before, after) => char.IsUpper(before) && char.IsUpper(after) && at + 1 < text.Length && char.IsLower(text[at + 1]),
    };

    /// <summary>
    /// The overlapping pairs of characters, which replace words in scripts without spaces;
    /// a single character stays as it is.
    /// </summary>
    static IEnumerable<string> Pairs(string run)
    {
        if (run.Length == 1)
        {
            yield return run;
        }
        for (var at = 0; at + 1 < run.Length; at++)
        {
            yield return run.Substring(at, 2);
        }
    }

    /// <summary>Kana, CJK ideographs and their extension A, Hangul syllables, and Thai: scripts that are compared in pairs.</summary>
    static bool IsIdeographic(char c) => c is
        (>= '\u3040' and <= '\u30ff')
        or (>= '\u3400' and <= '\u4dbf')
        or (>= '\u4e00' and <= '\u9fff')
        or (>= '\uac00' and <= '\ud7af')
        or (>= '\u0e00' and <= '\u0e7f');

    /// <summary>The word for a name that would lose its symbol (C++, C#, F#, .NET) or is abbreviated (k8s); null for any other.</summary>
    static string? NameWithSymbol(string text, int start, int end)
    {
        return (end - start, text[start]) switch
        {
            (1, 'c' or 'C') when IsAt(end, "++") => "cpp",
            (1, 'c' or 'C') when IsAt(end, "#") => "csharp",
            (1, 'f' or 'F') when IsAt(end, "#") => "fsharp",
            (3, 'k' or 'K') when IsAt(start, "k8s") => "kubernetes",
            (3, 'n' or 'N') when start > 0 && IsAt(start - 1, ".net") => "dotnet",
            _ => null,
        };

        bool IsAt(int at, string name) => text.AsSpan(at).StartsWith(name, StringComparison.OrdinalIgnoreCase);
    }

    static FrozenSet<string> Set(string words) => Whitespace.Split(words).ToFrozenSet(StringComparer.Ordinal);
}
