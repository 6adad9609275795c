using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using SkillMcp.Packaging;

namespace SkillMcp.Server.Resources;

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

/// <summary>A file of a skill, as the bytes that are handed out.</summary>
sealed record FileEntry(string Uri, string Digest, long Size);

/// <summary>How long an answer may be held, and by whom: another user may see other skills.</summary>
abstract record Answered
{
    [JsonPropertyName("resultType")]
    public string ResultType => "complete";
}

abstract record Cacheable : Answered
{
    [JsonPropertyName("ttlMs")]
    public int TtlMs => 60_000;

    [JsonPropertyName("cacheScope")]
    public string CacheScope => "private";
}

sealed record SkillsPage(IReadOnlyList<SkillEntry> Skills) : Cacheable
{
    [JsonPropertyName("nextCursor")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? NextCursor { get; init; }
}

sealed record OneSkill(SkillEntry Skill) : Cacheable;

sealed record DirectoryPage(IReadOnlyList<DirectoryChild> Resources) : Answered
{
    [JsonPropertyName("nextCursor")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? NextCursor { get; init; }
}

/// <summary>What stands directly in a folder.</summary>
sealed record DirectoryChild(string Uri, string Name)
{
    [JsonPropertyName("mimeType")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? MimeType { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Size { get; init; }
}
