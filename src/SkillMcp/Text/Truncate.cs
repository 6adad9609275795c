namespace SkillMcp.Text;

/// <summary>Cuts a text to a maximum length, never within a surrogate pair.</summary>
static class Truncate
{
    /// <summary>The text, or if it is too long, its beginning with an ellipsis.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="maxLength">The maximum length of the result, in characters, at least 2.</param>
    public static string To(string text, int maxLength) => text.Length <= maxLength ? text : text[..EndOf(text, maxLength - 1)] + "…";

    /// <summary>
    /// The text, or if it is too long, its beginning without an ellipsis.
    /// It is cut after the last line or sentence that ends in the second half, or else between two words.
    /// </summary>
    /// <param name="text">Any text.</param>
    /// <param name="maxLength">The maximum length of the result, in characters, at least 1.</param>
    public static string ToBoundary(string text, int maxLength)
    {
        if (text.Length <= maxLength)
        {
            return text;
        }
        var end = EndOf(text, maxLength);
        var begin = text.AsSpan(0, end);
        var endOfWord = -1;
        for (var at = end - 1; at > maxLength / 2; at--)
        {
            var isWhite = char.IsWhiteSpace(begin[at]);
            if (begin[at] is '\n' or '。' || isWhite && begin[at - 1] is '.' or '!' or '?')
            {
                return begin[..(at + 1)].TrimEnd().ToString();
            }
            endOfWord = isWhite && endOfWord < 0 ? at : endOfWord;
        }
        return begin[..(endOfWord > 0 ? endOfWord : end)].TrimEnd().ToString();
    }

    /// <summary>The given end, or the one before it if that would split a surrogate pair.</summary>
    static int EndOf(string text, int end) => char.IsHighSurrogate(text[end - 1]) ? end - 1 : end;
}
