namespace SkillMcp.Text;

/// <summary>A text cut to a length that there is room for; never within a surrogate pair.</summary>
public static class Truncate
{
    /// <summary>The text, or as much of it as fits with an ellipsis.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="maxLength">The most characters that come back, at least 2.</param>
    public static string To(string text, int maxLength) => text.Length <= maxLength ? text : text[..EndOf(text, maxLength - 1)] + "…";

    /// <summary>
    /// The text, or its beginning, cut where a reader would: after the last line or sentence that ends in its second half, or else
    /// between two words; without an ellipsis.
    /// </summary>
    /// <param name="text">Any text.</param>
    /// <param name="maxLength">The most characters that come back, at least 1.</param>
    public static string ToBoundary(string text, int maxLength)
    {
        if (text.Length <= maxLength)
        {
            return text;
        }
        var end = EndOf(text, maxLength);
        var begin = text.AsSpan(0, end);
        var word = -1;
        for (var at = end - 1; at > maxLength / 2; at--)
        {
            var isWhite = char.IsWhiteSpace(begin[at]);
            if (begin[at] is '\n' or '。' || isWhite && begin[at - 1] is '.' or '!' or '?')
            {
                return begin[..(at + 1)].TrimEnd().ToString();
            }
            word = isWhite && word < 0 ? at : word;
        }
        return begin[..(word > 0 ? word : end)].TrimEnd().ToString();
    }

    /// <summary>How many characters to keep so that a surrogate pair is not split.</summary>
    static int EndOf(string text, int end) => char.IsHighSurrogate(text[end - 1]) ? end - 1 : end;
}
