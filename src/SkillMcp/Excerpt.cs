namespace SkillMcp;

/// <summary>A text cut to a length that a message has room for.</summary>
public static class Excerpt
{
    /// <summary>The text, or as much of it as fits with an ellipsis; never half of a surrogate pair.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="longest">The most characters that come back, at least 2.</param>
    public static string Of(string text, int longest)
    {
        if (text.Length <= longest)
        {
            return text;
        }
        var end = longest - 1;
        return text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)] + "…";
    }
}
