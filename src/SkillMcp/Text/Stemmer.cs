using System.Collections.Frozen;

namespace SkillMcp.Text;

/// <summary>
/// The English stemmer of M. F. Porter (Porter2, "The English stemming algorithm", snowballstem.org):
/// deploy, deploys, deploying and deployment have one stem.
/// </summary>
static class Stemmer
{
    static readonly FrozenDictionary<string, string> Irregular = new Dictionary<string, string>
    {
        ["skis"] = "ski", ["skies"] = "sky", ["idly"] = "idl", ["gently"] = "gentl", ["ugly"] = "ugli", ["early"] = "earli",
        ["only"] = "onli", ["singly"] = "singl", ["sky"] = "sky", ["news"] = "news", ["howe"] = "howe", ["atlas"] = "atlas",
        ["cosmos"] = "cosmos", ["bias"] = "bias", ["andes"] = "andes", ["inning"] = "inning", ["outing"] = "outing",
        ["canning"] = "canning", ["herring"] = "herring", ["earring"] = "earring",
        ["proceed"] = "proceed", ["exceed"] = "exceed", ["succeed"] = "succeed",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    static readonly (string Suffix, string By)[] Step2 =
    [
        ("ization", "ize"), ("ational", "ate"), ("ousness", "ous"), ("iveness", "ive"), ("fulness", "ful"), ("tional", "tion"),
        ("biliti", "ble"), ("lessli", "less"), ("entli", "ent"), ("ation", "ate"), ("alism", "al"), ("aliti", "al"), ("fulli", "ful"),
        ("ousli", "ous"), ("iviti", "ive"), ("enci", "ence"), ("anci", "ance"), ("abli", "able"), ("izer", "ize"), ("ator", "ate"),
        ("alli", "al"), ("bli", "ble"), ("ogi", "og"), ("li", ""),
    ];

    static readonly string[] LongerThanLi =
        [.. Step2.Select(rule => rule.Suffix).Where(suffix => suffix is not "li" && suffix.EndsWith("li", StringComparison.Ordinal))];

    static readonly (string Suffix, string By)[] Step3 =
    [
        ("ational", "ate"), ("tional", "tion"), ("alize", "al"), ("icate", "ic"), ("iciti", "ic"), ("ative", ""), ("ical", "ic"),
        ("ness", ""), ("ful", ""),
    ];

    static readonly string[] Step4 =
        ["ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous", "ive", "ize", "ion", "al", "er", "ic"];

    // For words with these prefixes R1 would begin too early, so it begins after the prefix.
    static readonly string[] Prefixes = ["gener", "commun", "arsen", "past", "univers", "later", "emerg", "organ"];

    // A power of two.
    const int KeptWords = 8_192;

    // The same words come again and again. Each has one place, and takes it from the word before.
    static readonly KeptStem?[] Kept = new KeptStem?[KeptWords];

    static readonly string[] PastOfEe = ["eedly", "eed"];

    static readonly string[] PastAndGerund = ["ingly", "edly", "ing", "ed"];

    /// <summary>The stem of a word in lower case; a word with a character other than <c>a-z</c> is its own stem.</summary>
    public static string Stem(string word) => IsOwnStem(word) ? word : StemOf(word, word);

    /// <inheritdoc cref="Stem(string)"/>
    public static string Stem(ReadOnlySpan<char> word) => IsOwnStem(word) ? word.ToString() : StemOf(word, null);

    static bool IsOwnStem(ReadOnlySpan<char> word) => word.Length < 3 || word.ContainsAnyExceptInRange('a', 'z');

    /// <summary>The stem of a word, kept from when it was last asked for.</summary>
    /// <param name="word">The word.</param>
    /// <param name="text">The same as a string, if there is one.</param>
    static string StemOf(ReadOnlySpan<char> word, string? text)
    {
        ref var place = ref Kept[(uint)string.GetHashCode(word) % KeptWords];
        if (place is { } kept && word.SequenceEqual(kept.Word))
        {
            return kept.Stem;
        }
        text ??= word.ToString();
        var stem = Irregular.GetValueOrDefault(text) ?? StemOf(text);
        place = new KeptStem(text, stem);
        return stem;
    }

    static string StemOf(string word)
    {
        word = MarkConsonantY(word);
        var (r1, r2) = Regions(word);
        word = WithoutPlural(word);
        if (Irregular.ContainsKey(word))
        {
            return word;
        }
        word = WithoutPastAndGerund(word, r1);
        word = FinalYToI(word);
        word = Replace(word, r1, Step2, CanLoseStep2Suffix);
        word = Replace(word, r1, Step3, word => !word.EndsWith("ative", StringComparison.Ordinal) || word.Length - 5 >= r2);
        word = WithoutResidue(word, r2);
        word = WithoutFinalEAndL(word, r1, r2);
        return word.Replace('Y', 'y');
    }

    /// <summary>-ogi is only replaced after l, and -li only after one of the letters that the algorithm lists.</summary>
    static bool CanLoseStep2Suffix(string word) => word switch
    {
        _ when word.EndsWith("ogi", StringComparison.Ordinal) => word.Length > 3 && word[^4] == 'l',
        _ when EndsWithLi(word) => word.Length > 2 && "cdeghkmnrt".Contains(word[^3]),
        _ => true,
    };

    static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';

    /// <summary>A y at the start or after a vowel is a consonant, and is written Y until the last step.</summary>
    static string MarkConsonantY(string word)
    {
        if (!word.Contains('y'))
        {
            return word;
        }
        var letters = word.ToCharArray();
        for (var at = 0; at < letters.Length; at++)
        {
            if (letters[at] == 'y' && (at == 0 || IsVowel(letters[at - 1])))
            {
                letters[at] = 'Y';
            }
        }
        return new string(letters);
    }

    /// <summary>R1 is what follows the first consonant after a vowel; R2 is the R1 of R1.</summary>
    static (int R1, int R2) Regions(string word)
    {
        var r1 = Array.Find(Prefixes, prefix => word.StartsWith(prefix, StringComparison.Ordinal))?.Length ?? After(word, 0);
        return (r1, After(word, r1));

        static int After(string word, int from)
        {
            for (var at = from + 1; at < word.Length; at++)
            {
                if (!IsVowel(word[at]) && IsVowel(word[at - 1]))
                {
                    return at + 1;
                }
            }
            return word.Length;
        }
    }

    static bool HasVowel(string text, int end) => text.AsSpan(0, Math.Max(0, end)).IndexOfAny("aeiouy") >= 0;

    /// <summary>
    /// Whether a word ends in a short syllable: vowel and consonant at its start,
    /// or consonant, vowel, and a consonant other than w, x, Y.
    /// </summary>
    static bool EndsInShortSyllable(string word) => word switch
    {
        "past" => true,
        { Length: 2 } => IsVowel(word[0]) && !IsVowel(word[1]),
        { Length: > 2 } => !IsVowel(word[^1]) && word[^1] is not ('w' or 'x' or 'Y') && IsVowel(word[^2]) && !IsVowel(word[^3]),
        _ => false,
    };

    static string WithoutPlural(string word)
    {
        if (word.EndsWith("sses", StringComparison.Ordinal))
        {
            return word[..^2];
        }
        if (word.EndsWith("ied", StringComparison.Ordinal) || word.EndsWith("ies", StringComparison.Ordinal))
        {
            return word.Length > 4 ? word[..^2] : word[..^1];
        }
        if (word.EndsWith("us", StringComparison.Ordinal) || word.EndsWith("ss", StringComparison.Ordinal) || word[^1] != 's')
        {
            return word;
        }
        return HasVowel(word, word.Length - 2) ? word[..^1] : word;
    }

    static string WithoutPastAndGerund(string word, int r1)
    {
        foreach (var suffix in PastOfEe)
        {
            if (word.EndsWith(suffix, StringComparison.Ordinal))
            {
                return word.Length - suffix.Length >= r1 ? word[..^(suffix.Length - 2)] : word;
            }
        }
        foreach (var suffix in PastAndGerund)
        {
            if (word.EndsWith(suffix, StringComparison.Ordinal))
            {
                return HasVowel(word, word.Length - suffix.Length) ? Mend(word[..^suffix.Length], r1) : word;
            }
        }
        return word;
    }

    /// <summary>Restores the word that -ed or -ing was removed from: hop(p), lov(e), siz(e).</summary>
    static string Mend(string word, int r1) => word switch
    {
        [.., 'a', 't'] or [.., 'b', 'l'] or [.., 'i', 'z'] => word + "e",
        // add, egg and off keep their double letter.
        ['a' or 'e' or 'o', _, _] when EndsInDouble(word) => word,
        _ when EndsInDouble(word) => word[..^1],
        _ when r1 >= word.Length && EndsInShortSyllable(word) => word + "e",
        _ => word,
    };

    static bool EndsInDouble(string word) => word.Length > 1 && word[^1] == word[^2] && "bdfgmnprt".Contains(word[^1]);

    static string FinalYToI(string word) =>
        word.Length > 2 && word[^1] is 'y' or 'Y' && !IsVowel(word[^2]) ? word[..^1] + "i" : word;

    static bool EndsWithLi(string word) =>
        word.EndsWith("li", StringComparison.Ordinal)
        && !Array.Exists(LongerThanLi, suffix => word.EndsWith(suffix, StringComparison.Ordinal));

    static string Replace(string word, int r1, (string Suffix, string By)[] rules, Func<string, bool> allowed)
    {
        foreach (var (suffix, by) in rules)
        {
            if (word.EndsWith(suffix, StringComparison.Ordinal))
            {
                return word.Length - suffix.Length >= r1 && allowed(word) ? word[..^suffix.Length] + by : word;
            }
        }
        return word;
    }

    static string WithoutResidue(string word, int r2)
    {
        foreach (var suffix in Step4)
        {
            if (word.EndsWith(suffix, StringComparison.Ordinal))
            {
                var ends = word.Length - suffix.Length >= r2 && (suffix != "ion" || word.Length > 3 && word[^4] is 's' or 't');
                return ends ? word[..^suffix.Length] : word;
            }
        }
        return word;
    }

    static string WithoutFinalEAndL(string word, int r1, int r2)
    {
        var last = word.Length - 1;
        return word switch
        {
            [.., 'e'] when last >= r2 || last >= r1 && !EndsInShortSyllable(word[..^1]) => word[..^1],
            [.., 'l', 'l'] when last >= r2 => word[..^1],
            _ => word,
        };
    }

    sealed record KeptStem(string Word, string Stem);
}
