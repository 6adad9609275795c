namespace SkillMcp.Text;

/// <summary>Splits and joins text at white space of any kind: spaces, tabs and line breaks, of every script.</summary>
static class Whitespace
{
    /// <summary>The text on one line, trimmed, with a single space for each run of white space.</summary>
    public static string Collapse(string text) => string.Join(' ', Split(text));

    /// <summary>The words between the white space, in order; never an empty one.</summary>
    public static string[] Split(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
