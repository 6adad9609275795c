using System.Text.RegularExpressions;

namespace SkillMcp.Packaging;

/// <summary>A kind of Markdown file that clients keep in a place of its own.</summary>
/// <param name="place">The paths at which such files are.</param>
/// <param name="asSkill">Makes a skill of a file, by its name without endings; null if it is of another kind after all.</param>
sealed partial class MarkdownFileReader(Regex place, Func<MarkdownFile, string, FolderItem?> asSkill) : IFileReader
{
    public bool MayTake(string path) => place.IsMatch(path) && !OtherFiles.IsAboutTheProject(path);

    public SourceItem? Take(LooseFile file, ReadOnlyMemory<byte> content) => MarkdownFile.Read(file, content) is { } read
        ? asSkill(read, StemOf(file.Path))
        : null;

    /// <summary>"fix-issue" of "commands/fix-issue.prompt.md", and "web.fix-issue" of "commands/web.fix-issue.md".</summary>
    static string StemOf(string path) => Endings().Replace(path[(path.LastIndexOf('/') + 1)..], "");

    [GeneratedRegex(
        @"(?<!^)(\.(prompt|instructions|agent|chatmode|local))?\.(md|markdown|mdc|txt)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Endings();
}
