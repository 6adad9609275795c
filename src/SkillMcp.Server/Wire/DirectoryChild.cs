using System.Text.Json.Serialization;

namespace SkillMcp.Server.Wire;

/// <summary>A direct child of a folder.</summary>
sealed record DirectoryChild(string Uri, string Name)
{
    [JsonPropertyName("mimeType")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? MimeType { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Size { get; init; }
}
