using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SkillMcp.Sqlite;

/// <summary>How values stand in columns: ids as lower-case text, times as milliseconds, the words of enumerations and lists as a person would write them.</summary>
static class Column
{
    public static string Of(Guid id) => id.ToString("D");

    public static string? Of(Guid? id) => id?.ToString("D");

    public static long Of(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    public static long? Of(DateTimeOffset? time) => time?.ToUnixTimeMilliseconds();

    public static string Of(IReadOnlyList<string> texts) => JsonSerializer.Serialize(texts, ColumnJson.Readable.IReadOnlyListString);

    public static string Of(IEnumerable<Step> steps) => Of([.. steps.Select(step => step.Text)]);

    public static string Of(IReadOnlyList<Parameter> parameters) => JsonSerializer.Serialize(parameters, ColumnJson.Readable.IReadOnlyListParameter);

    public static string Of(IReadOnlyList<Component> components) => JsonSerializer.Serialize(components, ColumnJson.Readable.IReadOnlyListComponent);

    public static string Of(IReadOnlyList<SkillFile> files) => JsonSerializer.Serialize(files, ColumnJson.Readable.IReadOnlyListSkillFile);

    public static string Of(IEnumerable<Guid> ids) => Of([.. ids.Select(Of)]);

    /// <summary>What four columns say that was observed; null where they say nothing.</summary>
    public static Evidence? Evidence(string? kind, string? observed, string? expected, string? check) => kind is null ? null : new Evidence
    {
        Kind = EnumName.Parse<EvidenceKind>(kind),
        Observed = observed ?? "",
        Expected = expected ?? "",
        Check = check ?? "",
    };

    public static bool IsId(string text) => Guid.TryParseExact(text, "D", out var id) && Of(id) == text;

    /// <summary>The id that a column says; one of its own, always the same, for what somebody else wrote there and is none.</summary>
    public static Guid Id(string text) => IsId(text) ? Guid.ParseExact(text, "D") : new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));

    public static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    public static DateTimeOffset? Time(long? milliseconds) => milliseconds is { } known ? Time(known) : null;
}

[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyList<Parameter>))]
[JsonSerializable(typeof(IReadOnlyList<Component>))]
[JsonSerializable(typeof(IReadOnlyList<SkillFile>))]
sealed partial class ColumnJson : JsonSerializerContext
{
    /// <summary>Writes letters and quotes as they are and not as <c>\u0027</c>: the file is for people too.</summary>
    public static ColumnJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
