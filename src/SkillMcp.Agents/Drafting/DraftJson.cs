using System.Text.Json;
using SkillMcp.Formation;

namespace SkillMcp.Agents.Drafting;

/// <summary>The answer of a chat model: its schema, and how it is read.</summary>
static class DraftJson
{
    // All fields of a skill at their longest are shorter.
    const int MaxLength = 65_536;

    // More are not used.
    const int MaxItems = 50;

    static readonly JsonDocumentOptions Shallow = new() { MaxDepth = 8, AllowTrailingCommas = true };

    /// <summary>Every field is required and no other is allowed: the strict modes of the APIs ask for that.</summary>
    public static JsonElement Schema { get; } = JsonElement.Parse("""
        {
          "type": "object",
          "additionalProperties": false,
          "required": ["name", "description", "preconditions", "parameters", "postconditions"],
          "properties": {
            "name": { "type": "string" },
            "description": { "type": "string" },
            "preconditions": { "type": "array", "items": { "type": "string" } },
            "parameters": {
              "type": "array",
              "items": {
                "type": "object",
                "additionalProperties": false,
                "required": ["name", "value", "description"],
                "properties": {
                  "name": { "type": "string" },
                  "value": { "type": "string" },
                  "description": { "type": "string" }
                }
              }
            },
            "postconditions": { "type": "array", "items": { "type": "string" } }
          }
        }
        """);

    /// <summary>What an answer says; null if it is no JSON object. A field of another type than the schema says is left out.</summary>
    public static DraftedWords? Read(string answer)
    {
        if (answer.Length > MaxLength)
        {
            return null;
        }
        try
        {
            using var document = JsonDocument.Parse(WithoutFence(answer.Trim()), Shallow);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Of(document.RootElement) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static DraftedWords Of(JsonElement root) => new()
    {
        Name = TextIn(root, "name"),
        Description = TextIn(root, "description"),
        Preconditions = TextsIn(root, "preconditions"),
        Parameters = ParametersIn(root),
        Postconditions = TextsIn(root, "postconditions"),
    };

    static string TextIn(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? TextOf(value) : "";

    static List<string> TextsIn(JsonElement root, string name) =>
        [.. ItemsIn(root, name).Where(item => item.ValueKind == JsonValueKind.String).Select(TextOf)];

    static List<Parameter> ParametersIn(JsonElement root) =>
    [
        .. ItemsIn(root, "parameters").Where(item => item.ValueKind == JsonValueKind.Object).Select(item => new Parameter
        {
            Name = TextIn(item, "name").Trim('{', '}'),
            Example = TextIn(item, "value"),
            Description = TextIn(item, "description"),
        }),
    ];

    static IEnumerable<JsonElement> ItemsIn(JsonElement root, string name) =>
        root.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Take(MaxItems) : [];

    /// <summary>A text on one line. Half of a surrogate pair throws where it is read as a text.</summary>
    static string TextOf(JsonElement value)
    {
        try
        {
            return string.Join(' ', value.GetString()!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }

    /// <summary>An answer without the fence of Markdown around it, which models add in spite of a schema.</summary>
    static string WithoutFence(string answer)
    {
        var (start, end) = (answer.IndexOf('\n'), answer.LastIndexOf("```", StringComparison.Ordinal));
        return answer.StartsWith("```", StringComparison.Ordinal) && start > 0 && end > start ? answer[start..end] : answer;
    }
}
