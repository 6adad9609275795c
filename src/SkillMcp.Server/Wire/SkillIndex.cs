using System.Text.Json.Serialization;

namespace SkillMcp.Server.Wire;

/// <summary>The index for discovering Agent Skills, in the format that web sites use.</summary>
sealed record SkillIndex(IReadOnlyList<IndexedSkill> Skills)
{
    [JsonPropertyName("$schema")]
    [JsonPropertyOrder(-1)]
    public string Schema => "https://schemas.agentskills.io/discovery/0.2.0/schema.json";
}
