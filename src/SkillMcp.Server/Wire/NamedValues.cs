using System.Text.Json;
using System.Text.Json.Nodes;

namespace SkillMcp.Server.Wire;

/// <summary>
/// Values by name, which a caller gives as a list of {name, value} or as an object. Both mean the same. The list is what the schemas
/// show: strict modes of function calling convert no object whose names are open.
/// </summary>
static class NamedValues
{
    /// <summary>Whether a schema asks for values by name; and if so, for what as each value.</summary>
    public static bool Are(JsonElement schema, out JsonElement each) =>
        schema.TryGetProperty("additionalProperties", out each) && each.ValueKind == JsonValueKind.Object;

    /// <summary>The schema of the list.</summary>
    /// <param name="each">The schema of a value.</param>
    public static JsonObject List(JsonObject each) => new()
    {
        ["type"] = "array",
        ["items"] = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject { ["name"] = new JsonObject { ["type"] = "string" }, ["value"] = each },
            ["required"] = new JsonArray("name", "value"),
            ["additionalProperties"] = false,
        },
    };

    /// <summary>The arguments with an object in place of every list of {name, value}. What is no such list stays as it is.</summary>
    public static IDictionary<string, JsonElement> AsObjects(JsonElement schema, IDictionary<string, JsonElement>? arguments)
    {
        var known = schema.GetProperty("properties");
        return (arguments ?? new Dictionary<string, JsonElement>()).ToDictionary(
            argument => argument.Key,
            argument => known.TryGetProperty(argument.Key, out var asked) ? AsObject(asked, argument.Value) : argument.Value);
    }

    static JsonElement AsObject(JsonElement schema, JsonElement value) =>
        Are(schema, out var each) && Pairs(value) is { } pairs
            ? JsonElement.Parse(new JsonObject(pairs.Select(pair => Member(pair, each))).ToJsonString())
            : value;

    static KeyValuePair<string, JsonNode?> Member(KeyValuePair<string, JsonElement> pair, JsonElement schema) =>
        KeyValuePair.Create(pair.Key, JsonNode.Parse(AsObject(schema, pair.Value).GetRawText()));

    static IReadOnlyList<KeyValuePair<string, JsonElement>>? Pairs(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object =>
            [.. value.EnumerateObject().DistinctBy(member => member.Name).Select(member => KeyValuePair.Create(member.Name, member.Value))],
        JsonValueKind.Array when value.EnumerateArray().All(IsPair) && IsEachNamedOnce(value) =>
            [.. value.EnumerateArray().Select(pair => KeyValuePair.Create(NameOf(pair)!, pair.GetProperty("value")))],
        _ => null,
    };

    static bool IsPair(JsonElement item) =>
        NameOf(item) is not null && item.TryGetProperty("value", out _) && item.GetPropertyCount() == 2;

    static bool IsEachNamedOnce(JsonElement list) => list.EnumerateArray().DistinctBy(NameOf).Count() == list.GetArrayLength();

    /// <summary>The name of an item in a list; null where it has none.</summary>
    public static string? NameOf(JsonElement item) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String
            ? name.GetString()
            : null;
}
