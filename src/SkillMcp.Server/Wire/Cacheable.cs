using System.Text.Json.Serialization;

namespace SkillMcp.Server.Wire;

/// <summary>An answer that a client may cache for a time, but not share: another user may see other skills.</summary>
abstract record Cacheable : Answered
{
    [JsonPropertyName("ttlMs")]
    public int TtlMs => 60_000;

    [JsonPropertyName("cacheScope")]
    public string CacheScope => "private";
}
