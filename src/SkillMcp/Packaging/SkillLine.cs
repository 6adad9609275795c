using System.Globalization;
using System.Text.Json.Serialization;

namespace SkillMcp.Packaging;

/// <summary>
/// A skill with all that is kept of it, member by member as one line of JSON has it. What is null is left out. The three counts are
/// the totals of the record, for programs that know no more than those; contents are by digest.
/// </summary>
sealed record SkillLine(
    Guid Id,
    string Name,
    // A member of a base type is written after those of its own type, and those with an order after both.
    [property: JsonPropertyOrder(1)] string Project,
    [property: JsonPropertyOrder(1)] string Status,
    [property: JsonPropertyOrder(1)] string StatusReason,
    [property: JsonPropertyOrder(1)] int Version,
    [property: JsonPropertyOrder(1)] long Revision,
    [property: JsonPropertyOrder(1)] bool Pinned,
    [property: JsonPropertyOrder(1)] bool? Trials,
    [property: JsonPropertyOrder(1)] double Confidence,
    [property: JsonPropertyOrder(1)] string Source,
    [property: JsonPropertyOrder(1)] ProvenanceLine Provenance,
    [property: JsonPropertyOrder(1)] string CreatedAt,
    [property: JsonPropertyOrder(1)] string UpdatedAt,
    [property: JsonPropertyOrder(1)] string? LastUsedAt,
    [property: JsonPropertyOrder(1)] string? LastSucceededAt,
    [property: JsonPropertyOrder(1)] int SuccessCount,
    [property: JsonPropertyOrder(1)] int PartialCount,
    [property: JsonPropertyOrder(1)] int FailureCount,
    [property: JsonPropertyOrder(1)] TrackRecord Record,
    [property: JsonPropertyOrder(1)] IEnumerable<VersionLine> Versions,
    [property: JsonPropertyOrder(1)] IEnumerable<ExecutionLine> Executions,
    [property: JsonPropertyOrder(1)] IEnumerable<AssignmentLine>? Assignments,
    [property: JsonPropertyOrder(1)] IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Contents) : ProcedureLine
{
    /// <summary>A time in UTC, to the millisecond.</summary>
    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
