using System.Text.Json;
using System.Text.Json.Nodes;
using SkillMcp.Server.Wire;

namespace SkillMcp.Server.Tools;

/// <summary>
/// Checks the arguments of a call against the schema of the tool, and lists every mistake with what would have been right:
/// a model reads it and tries again, once.
/// </summary>
sealed class ArgumentCheck
{
    const int MaxMistakes = 20;

    readonly List<string> mistakes = [];

    /// <summary>What is wrong with the arguments; null if nothing is.</summary>
    public static string? Mistakes(string tool, JsonElement schema, IDictionary<string, JsonElement> arguments)
    {
        var check = new ArgumentCheck();
        check.Members("", schema, [.. arguments]);
        var listed = string.Concat(check.mistakes.Take(MaxMistakes).Select(mistake => $"\n- {mistake}"));
        var more = check.mistakes.Count > MaxMistakes ? $"\n- and {check.mistakes.Count - MaxMistakes} more" : "";
        return check.mistakes.Count == 0 ? null : $"Nothing was done: {tool} got arguments that it cannot take.{listed}{more}";
    }

    /// <summary>The arguments without explicit nulls, at any depth: clients send null for an argument that they leave out.</summary>
    public static Dictionary<string, JsonElement> WithoutNulls(IDictionary<string, JsonElement>? arguments) =>
        (arguments ?? new Dictionary<string, JsonElement>())
            .Where(argument => argument.Value.ValueKind != JsonValueKind.Null)
            .ToDictionary(argument => argument.Key, argument => WithoutNulls(argument.Value));

    static JsonElement WithoutNulls(JsonElement value) =>
        value.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? JsonElement.Parse(Kept(value)!.ToJsonString()) : value;

    static JsonNode? Kept(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => new JsonObject(value.EnumerateObject()
            .Where(member => member.Value.ValueKind != JsonValueKind.Null)
            .DistinctBy(member => member.Name)
            .Select(member => KeyValuePair.Create(member.Name, Kept(member.Value)))),
        JsonValueKind.Array => new JsonArray([.. value.EnumerateArray().Select(Kept)]),
        _ => JsonValue.Create(value),
    };

    void Members(string path, JsonElement schema, IReadOnlyList<KeyValuePair<string, JsonElement>> given)
    {
        var known = schema.TryGetProperty("properties", out var properties) ? properties : default;
        foreach (var name in Required(schema).Where(name => given.All(member => member.Key != name)))
        {
            mistakes.Add($"'{path}{name}' is missing: give {Expected(known.GetProperty(name))}.");
        }
        foreach (var (name, value) in given)
        {
            if (known.ValueKind == JsonValueKind.Object && known.TryGetProperty(name, out var expected))
            {
                Value($"{path}{name}", expected, value);
            }
            else if (NamedValues.Are(schema, out var each))
            {
                Value($"{path}{Truncate.To(name, 40)}", each, value);
            }
            else
            {
                Unknown(path, name, [.. known.EnumerateObject().Select(property => property.Name)]);
            }
        }
    }

    void Value(string path, JsonElement schema, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Array && NamedValues.Are(schema, out var each))
        {
            List(path, JsonElement.Parse(NamedValues.List(JsonObject.Create(each)!).ToJsonString()), value);
        }
        else if (Fault(schema, value) is { } fault)
        {
            mistakes.Add($"'{path}' {fault}: give {Expected(schema)}.");
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            Members($"{path}.", schema, [.. value.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, member.Value))]);
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            var index = 0;
            foreach (var item in value.EnumerateArray())
            {
                Value($"{path}[{index++}]", schema.GetProperty("items"), item);
            }
        }
    }

    /// <summary>What kept a list of names and values from being read as one.</summary>
    void List(string path, JsonElement schema, JsonElement list)
    {
        Value(path, schema, list);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, item) in list.EnumerateArray().Index())
        {
            if (NamedValues.NameOf(item) is { } name && !names.Add(name))
            {
                mistakes.Add($"'{path}[{index}].name' is '{Truncate.To(name, 40)}' again: give each name once.");
            }
        }
    }

    void Unknown(string path, string name, IReadOnlyList<string> known)
    {
        var nearest = NearestName.Of(name, known);
        var hint = nearest is null ? $"there are {string.Join(", ", known)}." : $"did you mean '{path}{nearest}'?";
        mistakes.Add($"'{path}{Truncate.To(name, 40)}' is not known: {hint}");
    }

    /// <summary>What is wrong with a value itself, and not with what it holds.</summary>
    static string? Fault(JsonElement schema, JsonElement value) => (TypeOf(schema), value.ValueKind) switch
    {
        ("string", JsonValueKind.String) => TextFault(schema, value),
        ("integer", JsonValueKind.Number) when !value.TryGetInt32(out _) => $"is {Truncate.To(value.GetRawText(), 40)}",
        ("integer" or "number", JsonValueKind.Number) => RangeFault(schema, value.GetDouble()),
        ("boolean", JsonValueKind.True or JsonValueKind.False) => null,
        ("array", JsonValueKind.Array) => CountFault(schema, value.GetArrayLength()),
        ("object", JsonValueKind.Object) => null,
        (_, var kind) => $"is {Kind(kind)}",
    };

    static string? TextFault(JsonElement schema, JsonElement value)
    {
        var text = value.GetString()!;
        if (text.Contains('\0'))
        {
            return "holds a NUL character";
        }
        if (schema.TryGetProperty("enum", out var words))
        {
            return words.EnumerateArray().Any(word => word.ValueEquals(text)) ? null : $"is '{Truncate.To(text, 40)}'";
        }
        if (text.Length < Number(schema, "minLength", 0))
        {
            return text.Length == 0 ? "is empty" : "is too short";
        }
        return text.Length > Number(schema, "maxLength", int.MaxValue) ? $"has {text.Length:N0} characters" : null;
    }

    static string? RangeFault(JsonElement schema, double value) =>
        IsWithin(value, schema, "minimum", "maximum") ? null : $"is {value:0.####}";

    static string? CountFault(JsonElement schema, int count)
    {
        if (IsWithin(count, schema, "minItems", "maxItems"))
        {
            return null;
        }
        return count == 0 ? "is empty" : $"has {count:N0} items";
    }

    static bool IsWithin(double value, JsonElement schema, string min, string max) =>
        value >= Number(schema, min, double.MinValue) && value <= Number(schema, max, double.MaxValue);

    /// <summary>What a schema asks for, in words.</summary>
    static string Expected(JsonElement schema) => TypeOf(schema) switch
    {
        _ when schema.TryGetProperty("enum", out var words) => "one of " + Joined(words.EnumerateArray().Select(word => word.GetString())),
        "string" => "a text" + Span(schema, "minLength", "maxLength", "characters"),
        "integer" => "a whole number" + Span(schema, "minimum", "maximum", ""),
        "number" => "a number" + Span(schema, "minimum", "maximum", ""),
        "boolean" => "true or false",
        "array" => "a list" + Span(schema, "minItems", "maxItems", "items") + ", each " + Expected(schema.GetProperty("items")),
        _ when schema.TryGetProperty("properties", out var members) =>
            "an object with " + Joined(members.EnumerateObject().Select(member => member.Name)),
        _ => "a list of {name, value} or an object of values by name, each value " + Expected(schema.GetProperty("additionalProperties")),
    };

    static string Joined(IEnumerable<string?> words) => string.Join(", ", words);

    static string Span(JsonElement schema, string min, string max, string unit) =>
        (schema.TryGetProperty(min, out var low), schema.TryGetProperty(max, out var high)) switch
        {
            (true, true) => $" of {low.GetDouble():N0} to {high.GetDouble():N0} {unit}".TrimEnd(),
            (false, true) => $" of at most {high.GetDouble():N0} {unit}".TrimEnd(),
            (true, false) => $" of at least {low.GetDouble():N0} {unit}".TrimEnd(),
            _ => "",
        };

    static string Kind(JsonValueKind kind) => kind switch
    {
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        _ => "null",
    };

    static string TypeOf(JsonElement schema) => schema.TryGetProperty("type", out var type) ? type.GetString()! : "string";

    static IEnumerable<string> Required(JsonElement schema) =>
        schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(name => name.GetString()!) : [];

    static double Number(JsonElement schema, string keyword, double otherwise) =>
        schema.TryGetProperty(keyword, out var value) ? value.GetDouble() : otherwise;
}
