using System.Text.Json.Serialization;

namespace SkillMcp.Packaging;

/// <summary>A version, within the line of its skill. The current one has no procedure: its text is the skill's.</summary>
sealed record VersionLine : ProcedureLine
{
    public required int Number { get; init; }

    [JsonPropertyOrder(2)]
    public required bool Alternative { get; init; }

    [JsonPropertyOrder(2)]
    public required string Reason { get; init; }

    [JsonPropertyOrder(2)]
    public required ProvenanceLine Provenance { get; init; }

    [JsonPropertyOrder(2)]
    public required string CreatedAt { get; init; }

    [JsonPropertyOrder(2)]
    public required IReadOnlyList<Pitfall> Pitfalls { get; init; }
}
