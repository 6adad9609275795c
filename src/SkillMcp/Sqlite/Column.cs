using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using SkillMcp.Safety;

namespace SkillMcp.Sqlite;

/// <summary>
/// Converts values to and from columns: ids are lower-case text, times are Unix milliseconds,
/// and lists are JSON that a person can read and edit.
/// </summary>
static class Column
{
    public static string Of(Guid id) => id.ToString("D");

    public static string? Of(Guid? id) => id?.ToString("D");

    public static long Of(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    public static long? Of(DateTimeOffset? time) => time?.ToUnixTimeMilliseconds();

    public static string Of(IReadOnlyList<string> texts) => JsonSerializer.Serialize(texts, ColumnJson.Readable.IReadOnlyListString);

    public static string Of(IEnumerable<Step> steps) => Of([.. steps.Select(step => step.Text)]);

    public static string Of(IReadOnlyList<Parameter> parameters) =>
        JsonSerializer.Serialize(parameters, ColumnJson.Readable.IReadOnlyListParameter);

    public static string Of(IReadOnlyList<Component> components) =>
        JsonSerializer.Serialize(components, ColumnJson.Readable.IReadOnlyListComponent);

    public static string Of(IReadOnlyList<SkillFile> files) => JsonSerializer.Serialize(files, ColumnJson.Readable.IReadOnlyListSkillFile);

    public static string Of(IReadOnlyList<ScreeningFinding> findings) =>
        JsonSerializer.Serialize(findings, ColumnJson.Readable.IReadOnlyListScreeningFinding);

    public static string Of(IEnumerable<Guid> ids) => Of([.. ids.Select(Of)]);

    /// <summary>The texts in a column.</summary>
    public static IReadOnlyList<string> Texts(string json) => List(json, ColumnJson.Readable.IReadOnlyListString);

    /// <summary>The items in a column; none if it cannot be read, because a damaged row must not make a list fail.</summary>
    public static IReadOnlyList<T> List<T>(string? json, JsonTypeInfo<IReadOnlyList<T>> type)
    {
        try
        {
            var read = JsonSerializer.Deserialize(json ?? "[]", type) ?? [];
            if (read.Count == 0)
            {
                // Always the same list, so that records that hold it can be compared.
                return [];
            }
            return read.Any(item => item is null) ? [.. read.Where(item => item is not null)] : read;
        }
        catch (JsonException)
        {
            return [];
        }
    }

    /// <summary>The evidence in four columns; null if there is none, that is, if the kind is null or none.</summary>
    public static Evidence? Evidence(string? kind, string? observed, string? expected, string? check) =>
        EnumName.Find<EvidenceKind>(kind) is not { } known ? null : new Evidence
        {
            Kind = known,
            Observed = observed ?? "",
            Expected = expected ?? "",
            Check = check ?? "",
        };

    /// <summary>Whether a text is an id in the form in which ids are written.</summary>
    public static bool IsId(string text) => Guid.TryParseExact(text, "D", out var id) && Of(id) == text;

    /// <summary>
    /// The id in a column. Text that is not an id, because the file was edited by hand, gives an id derived from that text,
    /// so that the row can be read.
    /// </summary>
    public static Guid Id(string text) =>
        IsId(text) ? Guid.ParseExact(text, "D") : new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));

    /// <summary>The time in a column; the nearest that there is, if it was damaged.</summary>
    public static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(
        Math.Clamp(milliseconds, DateTimeOffset.MinValue.ToUnixTimeMilliseconds(), DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()));

    /// <summary>The share in a column, 0-1; the nearest that there is, if it was damaged.</summary>
    public static double Share(double share) => double.IsNaN(share) ? 0.5 : Math.Clamp(share, 0, 1);

    public static Provenance Provenance(string author, string client, string task) =>
        new(EnumName.Find<Author>(author) ?? Author.Agent, client ?? "", task ?? "");

    public static DateTimeOffset? Time(long? milliseconds) => milliseconds is { } known ? Time(known) : null;
}

[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyList<Parameter>))]
[JsonSerializable(typeof(IReadOnlyList<Component>))]
[JsonSerializable(typeof(IReadOnlyList<SkillFile>))]
[JsonSerializable(typeof(IReadOnlyList<ScreeningFinding>))]
[JsonSerializable(typeof(WithheldColumn))]
[JsonSerializable(typeof(IReadOnlyList<VersionColumn>))]
[JsonSerializable(typeof(Trajectory))]
sealed partial class ColumnJson : JsonSerializerContext
{
    /// <summary>Writes letters and quotes as they are, not as <c>\u0027</c>, because people read the file too.</summary>
    public static ColumnJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        // What follows from the rest would be a third of the parameters.
        IgnoreReadOnlyProperties = true,
    });

    /// <summary>The same for whole runs, which are not read if a part of them is missing.</summary>
    public static ColumnJson Runs { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        IgnoreReadOnlyProperties = true,
        RespectNullableAnnotations = true,
        Converters =
        {
            new StepConverter(),
            new JsonStringEnumConverter<EvidenceKind>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false),
        },
    });
}
