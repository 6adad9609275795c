using System.Globalization;
using System.Text.Json;

namespace SkillMcp.Packaging;

/// <summary>The fields of a JSON object that any program may have written. A field that is null counts as missing.</summary>
/// <exception cref="SkillException">
/// From every method: the field is something else; the message names it and what would have been right.
/// </exception>
static class LenientJson
{
    // The years 1 and 10,000, in seconds since 1970.
    const double MinSeconds = -62_135_596_800;
    const double MaxSeconds = 253_402_300_800;

    const DateTimeStyles AsUtc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    public static JsonElement? Field(this JsonElement json, string name)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new SkillException($"'{name}' is looked for in what is not an object.");
        }
        return json.TryGetProperty(name, out var field) && field.ValueKind != JsonValueKind.Null ? field : null;
    }

    public static bool Has(this JsonElement json, string name) => json.Field(name) is not null;

    /// <summary>A text; empty if there is none. A number is the text that it is written as.</summary>
    public static string Text(this JsonElement json, string name) => json.Field(name) switch
    {
        null => "",
        { ValueKind: JsonValueKind.String } text => WithoutNul(text),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => throw new SkillException($"{name} is not a text: write \"{name}\": \"…\"."),
    };

    /// <summary>A UUID; null if there is none, or a text that is not one.</summary>
    public static Guid? Id(this JsonElement json, string name) => Guid.TryParse(json.Text(name), out var id) ? id : null;

    /// <summary>A list; empty if there is none.</summary>
    public static IEnumerable<JsonElement> List(this JsonElement json, string name) => json.Field(name) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray(),
        _ => throw new SkillException($"{name} is not a list: write \"{name}\": [\"…\"]."),
    };

    /// <summary>The fields of an object; none if it is missing.</summary>
    public static IEnumerable<JsonProperty> Fields(this JsonElement json, string name) => json.Field(name) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Object } fields => fields.EnumerateObject(),
        _ => throw new SkillException($"{name} is not an object: write \"{name}\": {{\"…\": \"…\"}}."),
    };

    public static IReadOnlyList<string> Texts(this JsonElement json, string name) => [.. json.List(name).Select(item => item switch
    {
        { ValueKind: JsonValueKind.String } text => WithoutNul(text),
        _ => throw new SkillException($"{name} is not a list of texts: write \"{name}\": [\"…\"]."),
    })];

    // Bad conversions leave NUL behind, and a stored text cannot hold it.
    static string WithoutNul(JsonElement text) => text.GetString()!.Replace("\0", "", StringComparison.Ordinal);

    public static double? Number(this JsonElement json, string name) => json.Field(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number when number.TryGetDouble(out var value) && double.IsFinite(value) => value,
        _ => throw new SkillException($"{name} is not a number."),
    };

    /// <summary>A number of things, 0 to 100 million, so that the sum of a record's counts fits an integer.</summary>
    public static int Count(this JsonElement json, string name, int otherwise) => json.Number(name) switch
    {
        null => otherwise,
        { } count and >= 0 and <= 100_000_000 when count == Math.Floor(count) => (int)count,
        { } other => throw new SkillException(
            $"{name} is {other.ToString(CultureInfo.InvariantCulture)}, and must be a whole number from 0 to a hundred million."),
    };

    public static bool Boolean(this JsonElement json, string name) => json.Field(name) switch
    {
        null => false,
        { ValueKind: JsonValueKind.True or JsonValueKind.False } truth => truth.GetBoolean(),
        _ => throw new SkillException($"{name} is neither true nor false."),
    };

    /// <summary>The word of an enumeration; null if there is none.</summary>
    public static T? EnumValue<T>(this JsonElement json, string name) where T : struct, Enum
    {
        var word = json.Text(name);
        if (word.Length == 0)
        {
            return null;
        }
        foreach (var value in Enum.GetValues<T>())
        {
            if (EnumName.Of(value) == word)
            {
                return value;
            }
        }
        var words = string.Join(", ", Enum.GetValues<T>().Select(EnumName.Of));
        throw new SkillException($"{name} is '{Truncate.To(word, 40)}', and must be one of {words}.");
    }

    /// <summary>A time, to the millisecond: seconds since 1970, or ISO 8601.</summary>
    public static DateTimeOffset? Time(this JsonElement json, string name) => json.Field(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } when json.Number(name) is { } seconds && seconds is > MinSeconds and < MaxSeconds =>
            DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Round(seconds * 1000)),
        { ValueKind: JsonValueKind.String } text
            when DateTimeOffset.TryParse(text.GetString(), CultureInfo.InvariantCulture, AsUtc, out var time) =>
            DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds()),
        _ => throw new SkillException($"{name} is not a time: write seconds since 1970, or ISO 8601 such as \"2026-07-28T12:00:00Z\"."),
    };
}
