using System.Text.Json.Serialization;

namespace SkillMcp.Server.Wire;

/// <summary>The form in which Agent Skills were discovered before there was a method for it, and on web sites are.</summary>
sealed record SkillIndex(IReadOnlyList<IndexedSkill> Skills)
{
    [JsonPropertyName("$schema")]
    [JsonPropertyOrder(-1)]
    public string Schema => "https://schemas.agentskills.io/discovery/0.2.0/schema.json";
}
