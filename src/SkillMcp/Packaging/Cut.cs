namespace SkillMcp.Packaging;

/// <summary>Cuts a text where a reader would: behind a line or a sentence, or else between two words.</summary>
static class Cut
{
    /// <summary>The text, or its beginning; never half of a character.</summary>
    public static string To(string text, int longest)
    {
        if (text.Length <= longest)
        {
            return text;
        }
        var end = char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest;
        var begin = text.AsSpan(0, end);
        var (sentence, word) = (-1, -1);
        for (var at = end - 1; at > longest / 2 && sentence < 0; at--)
        {
            var isWhite = char.IsWhiteSpace(begin[at]);
            word = isWhite && word < 0 ? at : word;
            sentence = begin[at] is '\n' or '。' || isWhite && begin[at - 1] is '.' or '!' or '?' ? at : -1;
        }
        var cut = sentence > 0 ? sentence + 1 : word > 0 ? word : end;
        return begin[..cut].TrimEnd().ToString();
    }
}
