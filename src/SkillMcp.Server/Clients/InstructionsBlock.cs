using SkillMcp.Server.Presentation;

namespace SkillMcp.Server.Clients;

/// <summary>
/// The block between two markers in a client's file of instructions, which makes its model use the memory.
/// The rest of the file stays as it is.
/// </summary>
static class InstructionsBlock
{
    const string Begin = "<!-- skillmcp: begin -->";
    const string End = "<!-- skillmcp: end -->";

    /// <summary>What a person removes where it cannot be removed.</summary>
    public const string ByHand = $"the lines from {Begin} to {End}";

    /// <summary>What it says.</summary>
    public static string Lines(bool hasHooks) => hasHooks ? ModelText.InstructionsBesideHooks : ModelText.InstructionsInAFile;

    /// <summary>Whether a text has the block, of any version.</summary>
    /// <exception cref="SkillException">One marker is missing or repeated.</exception>
    public static bool IsIn(string text) => RangeIn(text) is not null;

    /// <summary>The text with the block: in its place, or else at the end.</summary>
    /// <exception cref="SkillException">One marker is missing or repeated.</exception>
    /// <param name="text">The text.</param>
    /// <param name="hasHooks">Whether the client's hooks do most of what a model is asked for otherwise.</param>
    public static string With(string text, bool hasHooks)
    {
        var newLine = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var block = $"{Begin}\n{Lines(hasHooks)}\n{End}".ReplaceLineEndings(newLine);
        if (RangeIn(text) is { } range)
        {
            return $"{text[..range.Start.Value]}{block}{text[range.End.Value..]}";
        }
        if (text.TrimStart('\uFEFF') == "")
        {
            return $"{text}{block}{newLine}";
        }
        // As the text ends, so does the block: with a line break or without one.
        return text.EndsWith('\n') ? $"{text}{newLine}{block}{newLine}" : $"{text}{newLine}{newLine}{block}";
    }

    /// <summary>The text as it was before the block was added.</summary>
    /// <exception cref="SkillException">One marker is missing or repeated.</exception>
    public static string Without(string text)
    {
        if (RangeIn(text) is not { } range)
        {
            return text;
        }
        var (before, after) = (TrimLineEnd(text[..range.Start.Value]), text[range.End.Value..]);
        return after == "" ? TrimLineEnd(before) : before + TrimLineStart(after);
    }

    static Range? RangeIn(string text)
    {
        var (begin, end) = (text.IndexOf(Begin, StringComparison.Ordinal), text.IndexOf(End, StringComparison.Ordinal));
        if (begin < 0 && end < 0)
        {
            return null;
        }
        var isOnce = begin == text.LastIndexOf(Begin, StringComparison.Ordinal) && end == text.LastIndexOf(End, StringComparison.Ordinal);
        if (begin >= 0 && end > begin && isOnce)
        {
            return begin..(end + End.Length);
        }
        throw new SkillException($"its markers do not fit together: one line {Begin} and below it one line {End} belong there.");
    }

    static string TrimLineEnd(string text)
    {
        if (text.EndsWith("\r\n", StringComparison.Ordinal))
        {
            return text[..^2];
        }
        return text.EndsWith('\n') ? text[..^1] : text;
    }

    static string TrimLineStart(string text)
    {
        if (text.StartsWith("\r\n", StringComparison.Ordinal))
        {
            return text[2..];
        }
        return text.StartsWith('\n') ? text[1..] : text;
    }
}
