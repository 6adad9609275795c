using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ModelContextProtocol.Protocol;
using SkillMcp.Safety;
using SkillMcp.Server.Wire;

namespace SkillMcp.Server.Tools;

/// <summary>
/// Makes a tool's result: the same answer twice, as some clients show a model only the text and others only the structure.
/// </summary>
static class ToolResult
{
    static readonly Dictionary<string, JsonElement> NoArguments = [];

    public static CallToolResult Of<T>(string text, T structure, JsonTypeInfo<T> type) => new()
    {
        Content = [new TextContentBlock { Text = VisibleText.Of(text) }],
        StructuredContent = JsonSerializer.SerializeToElement(structure, type),
    };

    /// <summary>An error. The message may quote the caller, so secrets are removed from it.</summary>
    /// <param name="text">The message.</param>
    /// <param name="given">The arguments of the call, as they came.</param>
    public static CallToolResult Error(string text, IDictionary<string, JsonElement>? given = null)
    {
        var redacted = SecretRedactor.InMessage(text, SaidIn(given));
        return new CallToolResult { IsError = true, Content = [new TextContentBlock { Text = VisibleText.Of(redacted) }] };
    }

    /// <summary>The texts of the arguments, and their names.</summary>
    public static IEnumerable<string> SaidIn(IDictionary<string, JsonElement>? given) => (given ?? NoArguments).SelectMany(TextsIn);

    static IEnumerable<string> TextsIn(KeyValuePair<string, JsonElement> member) => JsonTexts.In(member.Value).Prepend(member.Key);
}
