using System.Buffers;

namespace SkillMcp.Safety;

/// <summary>
/// Finds sentences that stand in names and addresses, their words parted by hyphens, slashes, plus signs, dots or capitals. A name has
/// no words such as <c>this</c>, <c>the</c> and <c>if</c>: with them it is a sentence.
/// </summary>
static class WordsInNames
{
    const int MinLength = 12;
    const int MaxLength = 400;
    const int MinWords = 3;
    const int MinWordsOfSentence = 4;
    const int MaxExtension = 5;

    // A sentence in a name that is less like an order tells what a program does.
    const double MinOrder = 0.65;

    static readonly SearchValues<char> EndsOfPart = SearchValues.Create("/?&=;#:,\\");

    public static IEnumerable<HiddenContent> In(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var begin = at;
            while (at < text.Length && text[at] is > ' ' and not ('"' or '`' or '<' or '>' or '|' or '(' or ')' or '[' or ']' or '\''))
            {
                at++;
            }
            if (at - begin is < MinLength or > MaxLength)
            {
                continue;
            }
            foreach (var (said, isSentence) in SentencesOf(text[begin..at]))
            {
                yield return new HiddenContent(HiddenContent.Split, said, begin) { Disguise = "", IsHinted = isSentence };
            }
        }
    }

    /// <summary>What a part of a name says, or else all of it.</summary>
    static IEnumerable<(string Said, bool IsSentence)> SentencesOf(string name)
    {
        // The host of an address is no word of the sentence, unless it is one.
        var scheme = name.IndexOf("://", StringComparison.Ordinal);
        var isFound = false;
        for (var at = scheme < 0 ? 0 : scheme + 3; at < name.Length;)
        {
            var next = name.AsSpan(at).IndexOfAny(EndsOfPart);
            var end = next < 0 ? name.Length : at + next;
            if (end - at >= MinLength && FromPart(name.AsSpan(at, end - at)) is { } said)
            {
                isFound = true;
                yield return (said, true);
            }
            at = end + 1;
        }
        if (!isFound && FromWhole(name, scheme) is { } whole)
        {
            yield return (whole, false);
        }
    }

    /// <summary>A sentence with the words that only sentences have, of which the first is what is to be done; null if it is none.</summary>
    static string? FromPart(ReadOnlySpan<char> part)
    {
        var words = WordsOf(part);
        if (words.Count < MinWordsOfSentence)
        {
            return null;
        }
        // The end of a file or of a host.
        var end = part.LastIndexOf('.');
        var said = string.Join(' ', end > 0 && part.Length - end <= MaxExtension ? words[..^1] : words).ToLowerInvariant();
        return OrderWords.AreOrderFromFirst(said) && OrderWords.HasWordsOfSentence(said)
            && OrderClassifier.Trained.Probability(said) >= MinOrder ? said : null;
    }

    static string? FromWhole(ReadOnlySpan<char> name, int scheme)
    {
        if (scheme >= 0)
        {
            var host = name[(scheme + 3)..];
            var path = host.IndexOfAny('/', '?', '#');
            name = path < 0 ? host : host[path..];
        }
        var words = WordsOf(name);
        return words.Count >= MinWords && string.Join(' ', words) is var said && OrderWords.AreOrder(said) ? said : null;
    }

    static List<string> WordsOf(ReadOnlySpan<char> name)
    {
        var words = new List<string>();
        for (var at = 0; at < name.Length;)
        {
            var begin = at;
            while (at < name.Length && char.IsLetterOrDigit(name[at]) && !(at > begin && IsHump(name, at)))
            {
                at++;
            }
            if (at > begin)
            {
                words.Add(name[begin..at].ToString());
            }
            else
            {
                at += name[at] == '%' && at + 2 < name.Length ? 3 : 1;
            }
        }
        return words;
    }

    static bool IsHump(ReadOnlySpan<char> name, int at) => char.IsUpper(name[at]) && char.IsLower(name[at - 1]);
}
