namespace SkillMcp;

/// <summary>Shortens a text to a maximum length.</summary>
public static class Excerpt
{
    /// <summary>The text, or as much of its beginning as fits with an ellipsis; a surrogate pair is never cut in half.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="longest">The maximum length of the result in characters, at least 2.</param>
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
