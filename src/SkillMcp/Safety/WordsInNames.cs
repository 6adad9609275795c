using System.Text.RegularExpressions;

namespace SkillMcp.Safety;

/// <summary>Finds sentences that stand in names and addresses, their words parted by hyphens, slashes, plus signs or capitals.</summary>
static partial class WordsInNames
{
    const int MinLength = 12;
    const int MaxLength = 400;
    const int MinWords = 3;

    public static IEnumerable<HiddenContent> In(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var begin = at;
            while (at < text.Length && text[at] is > ' ' and not ('"' or '`' or '<' or '>' or '|' or '(' or ')' or '[' or ']'))
            {
                at++;
            }
            if (at - begin is >= MinLength and <= MaxLength && SentenceOf(text.AsSpan(begin, at - begin)) is { } said)
            {
                yield return new HiddenContent(HiddenContent.Split, said, begin) { Disguise = "" };
            }
        }
    }

    static string? SentenceOf(ReadOnlySpan<char> name)
    {
        // The host of an address is no word of the sentence.
        var scheme = name.IndexOf("://");
        if (scheme >= 0)
        {
            var host = name[(scheme + 3)..];
            var path = host.IndexOfAny('/', '?', '#');
            name = path < 0 ? host : host[path..];
        }
        // "/home/deploy/.ssh/authorized_keys": the folders of a system and of a user are no words of it either.
        foreach (var folders in SystemFolders().EnumerateMatches(name))
        {
            name = name[(folders.Index + folders.Length)..];
            break;
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

    [GeneratedRegex(
        "(?:^|[=:@'])(?:/(?:home|Users)/[^/]+/|~[^/]*/|/(?:etc|var|usr|opt|srv|root|tmp|mnt|run|lib|bin|sbin|dev|proc|sys|boot)/)"
            + @"(?:(?:bin|lib|local|log|www|share|\.ssh|\.config|\.local|\.cache)/)*")]
    private static partial Regex SystemFolders();

    static bool IsHump(ReadOnlySpan<char> name, int at) => char.IsUpper(name[at]) && char.IsLower(name[at - 1]);
}
