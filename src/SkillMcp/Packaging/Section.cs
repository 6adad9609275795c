using SkillMcp.Fields;

namespace SkillMcp.Packaging;

/// <summary>A heading of a Markdown text and what follows it.</summary>
/// <param name="Heading">Its words; empty for what comes before the first.</param>
/// <param name="Level">1-6; 0 for what comes before the first.</param>
/// <param name="Lists">Its lists, in order; lists within lists are text of their item.</param>
/// <param name="Code">Its first block of code; null if it has none.</param>
/// <param name="PlainCode">Its blocks of code that are in no language, so that they may hold any text.</param>
/// <param name="ShellCode">Its blocks of code that may hold commands: in the language of a shell, or in none.</param>
/// <param name="Paragraphs">Its paragraphs, in order.</param>
/// <param name="Whole">The source of it, from its heading to the next, and the line that it begins in.</param>
/// <param name="Text">The same without the heading.</param>
sealed record Section(
    string Heading,
    int Level,
    IReadOnlyList<MarkdownList> Lists,
    SourceText? Code,
    IReadOnlyList<SourceText> PlainCode,
    IReadOnlyList<SourceText> ShellCode,
    IReadOnlyList<SourceText> Paragraphs,
    SourceText Whole,
    string Text)
{
    /// <summary>The field whose texts it lists; null if it is about something else.</summary>
    public TextField? Field { get; } = FieldOf(NameOf(Heading));

    public SectionKind Kind { get; } = NameOf(Heading) switch
    {
        var heading when FieldOf(heading) is not null => SectionKind.Texts,
        "parameters" => SectionKind.Parameters,
        "what is missing" => SectionKind.Missing,
        "steps" => SectionKind.Steps,
        _ => SectionKind.Other,
    };

    /// <summary>The last line of the paragraph above a block of code; empty if there is none.</summary>
    public string LineAbove(SourceText code)
    {
        var above = Paragraphs.LastOrDefault(paragraph => paragraph.Line < code.Line)?.Text ?? "";
        return above[(above.LastIndexOf('\n') + 1)..];
    }

    static TextField? FieldOf(string heading) => TextField.Lists.FirstOrDefault(field => field.Headings.Contains(heading));

    static string NameOf(string heading) => heading.ToLowerInvariant().TrimEnd(':', ' ');
}
