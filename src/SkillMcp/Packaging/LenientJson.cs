using System.Globalization;
using System.Text.Json;

namespace SkillMcp.Packaging;

/// <summary>The fields of a JSON object that somebody wrote. One that is null is not there.</summary>
/// <exception cref="SkillException">From every one: the field is something else; the message names it and what would have been right.</exception>
static class LenientJson
{
    public static JsonElement? Field(this JsonElement json, string name) =>
        json.ValueKind != JsonValueKind.Object ? throw new SkillException($"Where '{name}' is looked for stands no object.")
        : json.TryGetProperty(name, out var field) && field.ValueKind != JsonValueKind.Null ? field : null;

    public static bool Has(this JsonElement json, string name) => json.Field(name) is not null;

    /// <summary>A text; empty where there is none. A number is the text that it is written as.</summary>
    public static string Text(this JsonElement json, string name) => json.Field(name) switch
    {
        null => "",
        { ValueKind: JsonValueKind.String } text => WithoutNul(text),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => throw new SkillException($"{name} is no text: write \"{name}\": \"…\"."),
    };

    /// <summary>A list; a field that is not there is an empty one.</summary>
    public static IEnumerable<JsonElement> List(this JsonElement json, string name) => json.Field(name) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray(),
        _ => throw new SkillException($"{name} is no list: write \"{name}\": [\"…\"]."),
    };

    /// <summary>The fields of an object; a field that is not there has none.</summary>
    public static IEnumerable<JsonProperty> Fields(this JsonElement json, string name) => json.Field(name) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Object } fields => fields.EnumerateObject(),
        _ => throw new SkillException($"{name} is no object: write \"{name}\": {{\"…\": \"…\"}}."),
    };

    public static IReadOnlyList<string> Texts(this JsonElement json, string name) =>
        [.. json.List(name).Select(item => item.ValueKind == JsonValueKind.String ? WithoutNul(item) : throw new SkillException($"{name} is no list of texts: write \"{name}\": [\"…\"]."))];

    // No one writes it, but bad conversions leave it behind, and nothing that holds texts can hold it.
    static string WithoutNul(JsonElement text) => text.GetString()!.Replace("\0", "", StringComparison.Ordinal);

    public static double? Number(this JsonElement json, string name) => json.Field(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number when number.TryGetDouble(out var value) && double.IsFinite(value) => value,
        _ => throw new SkillException($"{name} is no number."),
    };

    /// <summary>A number of things; all counts of a record together still fit an integer.</summary>
    public static int Count(this JsonElement json, string name, int otherwise) => json.Number(name) switch
    {
        null => otherwise,
        { } count when count >= 0 && count <= 100_000_000 && count == Math.Floor(count) => (int)count,
        { } other => throw new SkillException($"{name} is {other.ToString(CultureInfo.InvariantCulture)}, and must be a whole number from 0 to a hundred million."),
    };

    public static bool Truth(this JsonElement json, string name) => json.Field(name) switch
    {
        null => false,
        { ValueKind: JsonValueKind.True or JsonValueKind.False } truth => truth.GetBoolean(),
        _ => throw new SkillException($"{name} is neither true nor false."),
    };

    /// <summary>The word of an enumeration; null where there is none.</summary>
    public static T? Word<T>(this JsonElement json, string name) where T : struct, Enum => json.Text(name) switch
    {
        "" => null,
        var word => Enum.GetValues<T>().Where(value => SkillMcp.Word.Of(value) == word).Select(value => (T?)value).FirstOrDefault()
            ?? throw new SkillException($"{name} is '{Excerpt.Of(word, 40)}', and must be one of {string.Join(", ", Enum.GetValues<T>().Select(SkillMcp.Word.Of))}."),
    };

    /// <summary>A time, to the millisecond: seconds since 1970, or as ISO 8601 writes it.</summary>
    public static DateTimeOffset? Time(this JsonElement json, string name)
    {
        var field = json.Field(name);
        return field switch
        {
            null => null,
            { ValueKind: JsonValueKind.Number } when json.Number(name) is { } seconds && seconds is > -62_135_596_800 and < 253_402_300_800 =>
                DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Round(seconds * 1000)),
            { ValueKind: JsonValueKind.String } text when DateTimeOffset.TryParse(text.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) =>
                DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds()),
            _ => throw new SkillException($"{name} is no time: write seconds since 1970, or such as \"2026-07-28T12:00:00Z\"."),
        };
    }
}
