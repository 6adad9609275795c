using System.Text.Json.Serialization;

namespace SkillMcp.Server.Wire;

abstract record Cacheable : Answered
{
    [JsonPropertyName("ttlMs")]
    public int TtlMs => 60_000;

    [JsonPropertyName("cacheScope")]
    public string CacheScope => "private";
}
