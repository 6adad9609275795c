using System.Text.Json.Serialization;

namespace SkillMcp.Packaging;

/// <summary>
/// A version, within the line of its skill. The current one has no procedure: its text is the skill's. The way is left out if the version
/// began it.
/// </summary>
sealed record VersionLine(
    int Number,
    // A member of a base type is written after those of its own type, and those with an order after both.
    [property: JsonPropertyOrder(1)] bool Alternative,
    [property: JsonPropertyOrder(1)] int? Way,
    [property: JsonPropertyOrder(1)] bool? AfterFailure,
    [property: JsonPropertyOrder(1)] bool? Retired,
    [property: JsonPropertyOrder(1)] string Reason,
    [property: JsonPropertyOrder(1)] ProvenanceLine Provenance,
    [property: JsonPropertyOrder(1)] string CreatedAt,
    [property: JsonPropertyOrder(1)] IReadOnlyList<Pitfall> Pitfalls) : ProcedureLine;
