using System.Text.Json.Serialization;

namespace SkillMcp.Server.Wire;

sealed record SkillsPage(IReadOnlyList<SkillEntry> Skills) : Cacheable
{
    [JsonPropertyName("nextCursor")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? NextCursor { get; init; }
}
