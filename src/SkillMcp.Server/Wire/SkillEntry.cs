using System.Text.Json.Nodes;
using SkillMcp.Packaging;

namespace SkillMcp.Server.Wire;

/// <summary>A skill as the Skills extension lists it: where it is, its front matter, and every file that it is made of.</summary>
sealed record SkillEntry
{
    /// <summary>Where its SKILL.md is.</summary>
    public required string Uri { get; init; }

    public required JsonObject Frontmatter { get; init; }

    public required IReadOnlyList<FileEntry> Resources { get; init; }

    public static SkillEntry Of(ServedFolder folder) => Of(folder.Name, folder.Files, folder.FrontMatter);

    /// <param name="within">The skill whose folder the files are in.</param>
    /// <param name="files">The skill's own, its SKILL.md first.</param>
    /// <param name="front">What its SKILL.md begins with.</param>
    public static SkillEntry Of(SkillName within, IReadOnlyList<ServedFile> files, JsonObject front) => new()
    {
        Uri = SkillUri.Of(within, files[0].Path),
        Frontmatter = front,
        Resources = [.. files.Select(file => new FileEntry(SkillUri.Of(within, file.Path), $"sha256:{file.Digest}", file.Size))],
    };
}
