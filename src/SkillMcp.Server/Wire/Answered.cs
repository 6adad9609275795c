using System.Text.Json.Serialization;

namespace SkillMcp.Server.Wire;

/// <summary>An answer of the Skills extension.</summary>
abstract record Answered
{
    [JsonPropertyName("resultType")]
    public string ResultType => "complete";
}
