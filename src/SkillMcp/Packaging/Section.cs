using System.Text.RegularExpressions;

namespace SkillMcp.Packaging;

/// <summary>A heading of a Markdown text and what follows it.</summary>
/// <param name="Heading">Its words; empty for what comes before the first.</param>
/// <param name="Level">1-6; 0 for what comes before the first.</param>
/// <param name="Lists">Its lists, in order; lists within lists are text of their item.</param>
/// <param name="Code">Its first block of code; null where it has none.</param>
/// <param name="Paragraphs">Its paragraphs, in order.</param>
/// <param name="Whole">The source of it, from its heading to the next, and the line that it begins in.</param>
/// <param name="Text">The same without the heading.</param>
sealed partial record Section(
    string Heading,
    int Level,
    IReadOnlyList<MarkdownList> Lists,
    SourceText? Code,
    IReadOnlyList<SourceText> Paragraphs,
    SourceText Whole,
    string Text)
{
    public SectionKind Kind { get; } = Heading.ToLowerInvariant().TrimEnd(':', ' ') switch
    {
        "preconditions" or "prerequisites" or "requirements" or "before you start" or "before you begin" => SectionKind.Preconditions,
        "expected outcome" or "expected outcomes" or "expected result" or "expected results" or "postconditions" =>
            SectionKind.Postconditions,
        "parameters" => SectionKind.Parameters,
        "what is missing" => SectionKind.Missing,
        var heading when SaysSteps().IsMatch(heading) => SectionKind.Steps,
        _ => SectionKind.Other,
    };

    [GeneratedRegex(@"\b(steps|workflow|instructions|procedure)\b", RegexOptions.CultureInvariant)]
    private static partial Regex SaysSteps();
}
