using System.Text.Json.Serialization;

namespace SkillMcp.Server.Wire;

/// <summary>How long an answer may be held, and by whom: another user may see other skills.</summary>
abstract record Answered
{
    [JsonPropertyName("resultType")]
    public string ResultType => "complete";
}
