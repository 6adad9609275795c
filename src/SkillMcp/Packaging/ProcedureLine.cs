using System.Text.Json.Serialization;

namespace SkillMcp.Packaging;

/// <summary>What a procedure says, within the line of its skill or of one of its versions. What is null is left out.</summary>
abstract record ProcedureLine
{
    [JsonPropertyOrder(1)]
    public string? Title { get; init; }

    [JsonPropertyOrder(1)]
    public string? Description { get; init; }

    [JsonPropertyOrder(1)]
    public string? Category { get; init; }

    [JsonPropertyOrder(1)]
    public IReadOnlyList<string>? Tags { get; init; }

    [JsonPropertyOrder(1)]
    public IReadOnlyList<string>? Preconditions { get; init; }

    [JsonPropertyOrder(1)]
    public IEnumerable<string>? Steps { get; init; }

    [JsonPropertyOrder(1)]
    public IReadOnlyList<string>? Postconditions { get; init; }

    [JsonPropertyOrder(1)]
    public IReadOnlyList<Parameter>? Parameters { get; init; }

    [JsonPropertyOrder(1)]
    public IEnumerable<ComponentLine>? Components { get; init; }

    [JsonPropertyOrder(1)]
    public string? Document { get; init; }

    [JsonPropertyOrder(1)]
    public IReadOnlyList<SkillFile>? Files { get; init; }
}
