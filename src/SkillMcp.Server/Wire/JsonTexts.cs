using System.Text.Json;

namespace SkillMcp.Server.Wire;

/// <summary>The texts that a request gave.</summary>
static class JsonTexts
{
    /// <summary>Every text in a value, and the names of its members.</summary>
    public static IEnumerable<string> In(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(In),
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => In(member.Value).Prepend(member.Name)),
        _ => [],
    };
}
