using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace SkillMcp.Server.Tools;

/// <summary>Argument schemas that every client's dialect can read: an optional argument has a plain type, and no unknown ones are taken.</summary>
static class PortableSchema
{
    public static AIJsonSchemaCreateOptions Options { get; } = new() { TransformSchemaNode = Simplify };

    /// <summary>The schema of a tool's arguments, closed.</summary>
    public static JsonElement Closed(JsonElement schema)
    {
        var closed = JsonObject.Create(schema)!;
        closed["additionalProperties"] = false;
        return JsonElement.Parse(closed.ToJsonString());
    }

    static JsonNode Simplify(AIJsonSchemaCreateContext context, JsonNode node)
    {
        if (node is JsonObject schema)
        {
            LeaveOutNull(schema);
            LimitItems(schema, context.GetCustomAttribute<ItemsAttribute>());
            if (schema.ContainsKey("properties") && !schema.ContainsKey("additionalProperties") && context.Path.Length > 0)
            {
                schema["additionalProperties"] = false;
            }
        }
        return node;
    }

    /// <summary>Null as a default says that an argument may be left out, which "required" says already.</summary>
    static void LeaveOutNull(JsonObject schema)
    {
        if (!schema.TryGetPropertyValue("default", out var value) || !IsEmpty(value))
        {
            return;
        }
        schema.Remove("default");
        if (schema["type"] is JsonArray types)
        {
            schema["type"] = types.Select(type => type!.GetValue<string>()).First(type => type != "null");
        }
        if (schema["enum"] is JsonArray words)
        {
            schema["enum"] = new JsonArray([.. words.Where(word => word is not null).Select(word => word!.DeepClone())]);
        }
    }

    static bool IsEmpty(JsonNode? value) => value is null || value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() == "";

    static void LimitItems(JsonObject schema, ItemsAttribute? limits)
    {
        if (limits is null || schema["items"] is not JsonObject items)
        {
            return;
        }
        if (limits.Least > 0)
        {
            schema["minItems"] = limits.Least;
        }
        schema["maxItems"] = limits.Most;
        if (limits.Longest > 0)
        {
            items["minLength"] = 1;
            items["maxLength"] = limits.Longest;
        }
    }
}
