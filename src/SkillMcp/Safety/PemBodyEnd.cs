using System.Buffers;

namespace SkillMcp.Safety;

/// <summary>
/// Finds where a private key ends that has no end marker. What follows it may be the rest of a long file, such as a program that has the
/// begin of a key among its tests.
/// </summary>
static class PemBodyEnd
{
    static readonly SearchValues<char> Base64 =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=");

    static readonly SearchValues<char> OfHeader = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-");

    // What no word is: the lines of a key have 64 characters, and somebody may have written them in groups.
    const int MinLine = 16;
    const int MinGroup = 6;

    // So much of a key with dots behind it is an example of how one begins.
    const int MaxExample = 100;

    /// <summary>The end of the key; null if it is cut off with dots, as in an example.</summary>
    /// <param name="text">The text.</param>
    /// <param name="body">Where the key's begin marker ends.</param>
    public static int? Of(string text, int body)
    {
        body += text.AsSpan(body).StartsWith(" BLOCK") ? " BLOCK".Length : 0;
        var end = body;
        for (var at = BehindHeaders(text, BehindBreaks(text, body)); at < text.Length; at = BehindBreaks(text, end))
        {
            var rest = text.AsSpan(at);
            var length = rest.IndexOfAnyExcept(Base64) is >= 0 and var other ? other : rest.Length;
            // What is directly behind the marker belongs to it, however short.
            if (length == 0 || end > body && !IsOfKey(rest[..length]))
            {
                break;
            }
            end = at + length;
        }
        var behind = text.AsSpan(end);
        var isCutOff = behind.StartsWith("...", StringComparison.Ordinal) || behind is ['…', ..];
        return isCutOff && end - body < MaxExample ? null : end;
    }

    static bool IsOfKey(ReadOnlySpan<char> group) => group.Length >= MinLine || group[^1] == '='
        || group.Length >= MinGroup && group.ContainsAnyInRange('0', '9')
            && group.ContainsAnyInRange('A', 'Z') && group.ContainsAnyInRange('a', 'z');

    /// <summary>The place behind what parts the lines of a key: blanks, quotes, commas, marks of comments, and written line ends.</summary>
    static int BehindBreaks(string text, int at)
    {
        while (at < text.Length)
        {
            if (text[at] == '\\' && at + 1 < text.Length && text[at + 1] is 'n' or 'r' or 't')
            {
                at += 2;
            }
            else if (char.IsWhiteSpace(text[at]) || "-\"',>#*|\\".Contains(text[at]) || text.AsSpan(at).StartsWith("+ "))
            {
                at++;
            }
            else
            {
                break;
            }
        }
        return at;
    }

    /// <summary>The place behind lines such as <c>Proc-Type: 4,ENCRYPTED</c>.</summary>
    static int BehindHeaders(string text, int at)
    {
        while (at < text.Length && char.IsAsciiLetterUpper(text[at]))
        {
            var name = text.AsSpan(at).IndexOfAnyExcept(OfHeader);
            if (name < 0 || !text.AsSpan(at + name).StartsWith(": ", StringComparison.Ordinal))
            {
                break;
            }
            var line = text.AsSpan(at).IndexOfAny('\n', '\\');
            at = line < 0 ? text.Length : BehindBreaks(text, at + line);
        }
        return at;
    }
}
