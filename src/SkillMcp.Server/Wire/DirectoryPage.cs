using System.Text.Json.Serialization;

namespace SkillMcp.Server.Wire;

sealed record DirectoryPage(IReadOnlyList<DirectoryChild> Resources) : Answered
{
    [JsonPropertyName("nextCursor")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? NextCursor { get; init; }
}
