namespace SkillMcp.Server.Clients;

/// <summary>The lines between two marks of ours in a file of instructions, which make a model use its memory. Everything else in the file is its author's.</summary>
static class InstructionsBlock
{
    const string Begin = "<!-- skillmcp: begin -->";
    const string End = "<!-- skillmcp: end -->";

    public static string Lines { get; } = $"{Begin}\n{Present.InstructionsInAFile}\n{End}";

    /// <summary>Whether a text has lines of ours, of whatever version.</summary>
    /// <exception cref="SkillException">It has one mark without the other, or several.</exception>
    public static bool AreIn(string text) => Place(text) is not null;

    /// <summary>The text with our lines: where they were, or at its end.</summary>
    /// <exception cref="SkillException">It has one mark without the other, or several.</exception>
    public static string With(string text)
    {
        var newLine = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var lines = Lines.ReplaceLineEndings(newLine);
        return Place(text) is { } place ? $"{text[..place.Start.Value]}{lines}{text[place.End.Value..]}"
            : text.TrimStart('\uFEFF') == "" ? $"{text}{lines}{newLine}"
            : text.EndsWith('\n') ? $"{text}{newLine}{lines}{newLine}"
            : $"{text}{newLine}{newLine}{lines}";
    }

    /// <summary>The text as it was without our lines.</summary>
    /// <exception cref="SkillException">It has one mark without the other, or several.</exception>
    public static string Without(string text)
    {
        if (Place(text) is not { } place)
        {
            return text;
        }
        var (before, after) = (text[..place.Start.Value], text[place.End.Value..]);
        return after == "" ? WithoutNewLine(WithoutNewLine(before)) : WithoutNewLine(before) + (after.StartsWith("\r\n", StringComparison.Ordinal) ? after[2..] : after.StartsWith('\n') ? after[1..] : after);
    }

    static Range? Place(string text)
    {
        var (begin, end) = (text.IndexOf(Begin, StringComparison.Ordinal), text.IndexOf(End, StringComparison.Ordinal));
        if (begin < 0 && end < 0)
        {
            return null;
        }
        return begin >= 0 && end > begin && begin == text.LastIndexOf(Begin, StringComparison.Ordinal) && end == text.LastIndexOf(End, StringComparison.Ordinal)
            ? begin..(end + End.Length)
            : throw new SkillException($"its marks do not fit together: one line {Begin} and below it one line {End} belong there, or none of both.");
    }

    static string WithoutNewLine(string text) =>
        text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text.EndsWith('\n') ? text[..^1] : text;
}
