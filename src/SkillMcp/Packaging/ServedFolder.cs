using System.Text.Json.Nodes;

namespace SkillMcp.Packaging;

/// <summary>
/// The files that a skill is made of as an Agent Skill: what its author wrote, and nothing that changes on its own, so that the same skill
/// is always the same bytes. One that is too large for one file is split: SKILL.md stays as it is whatever becomes of the skill,
/// and files beside it hold what is learned of it.
/// </summary>
sealed record ServedFolder
{
    /// <summary>The most files of a folder that every client takes, SKILL.md included.</summary>
    public const int MaxFiles = 512;

    /// <summary>The most bytes of a folder that every client takes, 16 MiB.</summary>
    public const long MaxTotalBytes = 16 << 20;

    // What the Agent Skills specification recommends: 500 lines, 5,000 tokens.
    const int MaxLines = 500;
    const int MaxCharacters = 20_000;

    JsonObject? frontMatter;

    public required SkillName Name { get; init; }

    /// <summary>SKILL.md first, the others by path; no more and no larger than every client takes.</summary>
    public required IReadOnlyList<ServedFile> Files { get; init; }

    /// <summary>The paths of the files that are too many or too large, or have a path that no folder can hold.</summary>
    public IReadOnlyList<string> OmittedPaths { get; init; } = [];

    /// <summary>The front matter of its SKILL.md, read when it is first asked for.</summary>
    public JsonObject FrontMatter => frontMatter ??= SkillMarkdown.FrontMatterOf(Files[0].Text!, Name)
        ?? throw new InvalidOperationException($"The SKILL.md of {Name} has no front matter.");

    /// <summary>When to use it, as its SKILL.md says.</summary>
    public string Description => FrontMatter["description"]!.GetValue<string>();

    /// <summary>Whether its SKILL.md is more than a model should read at once.</summary>
    internal bool IsLarge => Files[0].Text!.Length > MaxCharacters || Files[0].Text!.Count(c => c == '\n') > MaxLines;

    /// <summary>A folder with as many of the files as every client takes.</summary>
    /// <param name="name">The skill's.</param>
    /// <param name="markdown">Its SKILL.md.</param>
    /// <param name="others">The files beside that; the first have precedence.</param>
    /// <param name="frontMatter">The front matter of <paramref name="markdown"/>, where it was read already.</param>
    internal static ServedFolder Of(SkillName name, ServedFile markdown, IEnumerable<ServedFile> others, JsonObject? frontMatter)
    {
        var files = new List<ServedFile>();
        var omitted = new List<string>();
        var paths = new FolderPaths(markdown.Path);
        var room = MaxTotalBytes - markdown.Size;
        foreach (var file in others)
        {
            if (files.Count + 1 < MaxFiles && file.Size >= 0 && file.Size <= room && paths.Add(file.Path))
            {
                files.Add(file);
                room -= file.Size;
            }
            else
            {
                omitted.Add(file.Path);
            }
        }
        return new ServedFolder
        {
            Name = name,
            Files = [markdown, .. files.OrderBy(file => file.Path, StringComparer.Ordinal)],
            OmittedPaths = omitted,
            frontMatter = frontMatter,
        };
    }
}
