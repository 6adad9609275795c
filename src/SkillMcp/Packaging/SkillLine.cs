using System.Globalization;
using System.Text.Json.Serialization;

namespace SkillMcp.Packaging;

/// <summary>A skill with all that is kept of it, member by member as one line of JSON has it. What is null is left out.</summary>
sealed record SkillLine : ProcedureLine
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    [JsonPropertyOrder(2)]
    public required string Project { get; init; }

    [JsonPropertyOrder(2)]
    public required string Status { get; init; }

    [JsonPropertyOrder(2)]
    public required string StatusReason { get; init; }

    [JsonPropertyOrder(2)]
    public required int Version { get; init; }

    [JsonPropertyOrder(2)]
    public required long Revision { get; init; }

    [JsonPropertyOrder(2)]
    public required bool Pinned { get; init; }

    [JsonPropertyOrder(2)]
    public required double Confidence { get; init; }

    [JsonPropertyOrder(2)]
    public required string Source { get; init; }

    [JsonPropertyOrder(2)]
    public required ProvenanceLine Provenance { get; init; }

    [JsonPropertyOrder(2)]
    public required string CreatedAt { get; init; }

    [JsonPropertyOrder(2)]
    public required string UpdatedAt { get; init; }

    [JsonPropertyOrder(2)]
    public string? LastUsedAt { get; init; }

    [JsonPropertyOrder(2)]
    public string? LastSucceededAt { get; init; }

    /// <summary>The totals of <see cref="Record"/>, for programs that know no more than those.</summary>
    [JsonPropertyOrder(2)]
    public required int SuccessCount { get; init; }

    [JsonPropertyOrder(2)]
    public required int PartialCount { get; init; }

    [JsonPropertyOrder(2)]
    public required int FailureCount { get; init; }

    [JsonPropertyOrder(2)]
    public required TrackRecord Record { get; init; }

    [JsonPropertyOrder(2)]
    public required IEnumerable<VersionLine> Versions { get; init; }

    [JsonPropertyOrder(2)]
    public required IEnumerable<ExecutionLine> Executions { get; init; }

    /// <summary>What the files of all versions hold, by digest; base64.</summary>
    [JsonPropertyOrder(2)]
    public required IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Contents { get; init; }

    /// <summary>A time in UTC, to the millisecond.</summary>
    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
