using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;

namespace SkillMcp.Server.Wire;

/// <summary>Schemas that every client's dialect can read, and short ones: they are part of every model's context.</summary>
static class PortableSchema
{
    static readonly JsonSchemaExporterOptions NullsAsDeclared = new() { TreatNullObliviousAsNonNullable = true };

    /// <summary>
    /// The schema that a tool's arguments are checked against: an optional one has a plain type, unknown ones are refused at any depth,
    /// and every limit is stated.
    /// </summary>
    /// <param name="schema">As the SDK made it.</param>
    /// <param name="method">The tool, whose lists and objects say how long they may be.</param>
    public static JsonElement OfArguments(JsonElement schema, MethodInfo method) =>
        JsonElement.Parse(Arguments(schema, method).ToJsonString());

    /// <summary>
    /// The schema of a tool's arguments as models are shown it. How long texts and lists may be is left out: few callers come near it, and
    /// <c>ArgumentCheck</c> names the limit to one that exceeds it.
    /// </summary>
    /// <inheritdoc cref="OfArguments"/>
    public static JsonElement Advertised(JsonElement schema, MethodInfo method)
    {
        var arguments = Arguments(schema, method);
        RemoveLimits(arguments);
        ShowLists(arguments);
        return JsonElement.Parse(arguments.ToJsonString());
    }

    static JsonObject Arguments(JsonElement schema, MethodInfo method)
    {
        var arguments = JsonObject.Create(schema)!;
        Simplify(arguments);
        foreach (var parameter in method.GetParameters())
        {
            if (parameter.GetCustomAttribute<ItemsAttribute>() is { } limits)
            {
                Limit(arguments["properties"]![parameter.Name!]!, limits);
            }
            if (parameter.GetCustomAttribute<ValuesAttribute>() is { } values)
            {
                Limit(arguments["properties"]![parameter.Name!]!, values);
            }
        }
        return arguments;
    }

    /// <summary>The schema of an answer: the names and types of its members. Of what is within, the first answer says as much.</summary>
    public static JsonElement OfAnswer<T>()
    {
        // Not by way of the SDK, which looks for eight attributes on each member: a third of the time to the first answer.
        var answer = WireOptions.Default.GetJsonSchemaAsNode(typeof(T), NullsAsDeclared).AsObject();
        Loosen(answer);
        return JsonElement.Parse(answer.ToJsonString());
    }

    static void Simplify(JsonObject schema)
    {
        // That an argument is optional follows from its not being required; strict modes refuse a default.
        schema.Remove("default");
        UseOneType(schema);
        if (schema["properties"] is not null)
        {
            schema["additionalProperties"] = false;
        }
        if (schema["enum"] is JsonArray words)
        {
            schema["enum"] = new JsonArray([.. words.OfType<JsonNode>().Select(word => word.DeepClone())]);
        }
        foreach (var part in Parts(schema))
        {
            Simplify(part);
        }
    }

    static void Loosen(JsonObject schema)
    {
        schema.Remove("required");
        // What does not apply is left out of an answer, never null.
        UseOneType(schema);
        if (schema["additionalProperties"] is JsonValue)
        {
            schema.Remove("additionalProperties");
        }
        schema.Remove("items");
        foreach (var part in Parts(schema))
        {
            part.Remove("properties");
            Loosen(part);
        }
    }

    static void RemoveLimits(JsonObject schema)
    {
        schema.Remove("maxLength");
        schema.Remove("maxItems");
        // That a required text or list is not empty goes without saying.
        schema.Remove("minLength");
        if (schema["minItems"]?.GetValue<int>() is 1)
        {
            schema.Remove("minItems");
        }
        foreach (var part in Parts(schema))
        {
            RemoveLimits(part);
        }
    }

    static void ShowLists(JsonObject schema)
    {
        foreach (var part in Parts(schema))
        {
            ShowLists(part);
        }
        if (schema["additionalProperties"] is JsonObject each)
        {
            schema.Remove("type");
            schema.Remove("additionalProperties");
            foreach (var (keyword, value) in NamedValues.List(each).ToList())
            {
                schema[keyword] = value?.DeepClone();
            }
        }
    }

    static void UseOneType(JsonObject schema)
    {
        if (schema["type"] is JsonArray types)
        {
            schema["type"] = types.Select(type => type!.GetValue<string>()).First(type => type != "null");
        }
    }

    static IEnumerable<JsonObject> Parts(JsonObject schema) =>
        (schema["properties"] as JsonObject ?? []).Select(property => property.Value)
            .Append(schema["items"]).Append(schema["additionalProperties"])
            .OfType<JsonObject>();

    static void Limit(JsonNode list, ItemsAttribute limits)
    {
        if (limits.Min > 0)
        {
            list["minItems"] = limits.Min;
        }
        list["maxItems"] = limits.Max;
        if (limits.MaxLength > 0)
        {
            list["items"]!["maxLength"] = limits.MaxLength;
        }
    }

    static void Limit(JsonNode values, ValuesAttribute limits)
    {
        while (values["additionalProperties"] is JsonObject inner)
        {
            values = inner;
        }
        values["maxLength"] = limits.MaxLength;
    }
}
