namespace SkillMcp.Agents;

/// <summary>Cuts texts that are too long.</summary>
static class Cut
{
    /// <summary>The text, or if it is too long, its beginning.</summary>
    public static string To(string text, int maxLength)
    {
        if (text.Length <= maxLength)
        {
            return text;
        }
        // No half of a surrogate pair is left.
        return text[..(char.IsHighSurrogate(text[maxLength - 1]) ? maxLength - 1 : maxLength)];
    }
}
