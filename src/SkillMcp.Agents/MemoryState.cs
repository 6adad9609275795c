using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.AI;
using SkillMcp.Answers;

namespace SkillMcp.Agents;

/// <summary>
/// What the memory knows of a turn. It is kept in a property of the first message that the model answered with, which is in the history
/// that the next request brings, and which no model reads.
/// </summary>
sealed record MemoryState
{
    /// <summary>The name of the property.</summary>
    public const string Property = "skillmcp";

    const int CharactersPerToken = 4;

    public required Guid Id { get; init; }

    /// <summary>The retrieval whose procedure was added; null if nothing fitted.</summary>
    public Guid? Retrieval { get; init; }

    /// <summary>The name of the skill that was handed over whole; empty if none was.</summary>
    public string Skill { get; init; } = "";

    /// <summary>What was added to the user's message.</summary>
    public string Text { get; init; } = "";

    /// <summary>The state with what fits; as it is where that does not fit into the budget.</summary>
    /// <param name="retrieved">What fits.</param>
    /// <param name="maxTokens">The budget.</param>
    /// <param name="canOpen">Whether the model can open what is only named.</param>
    public MemoryState With(Retrieved retrieved, int maxTokens, bool canOpen)
    {
        if (!canOpen)
        {
            retrieved = retrieved with { Matches = [.. retrieved.Matches.Where(match => match.IsWhole)] };
        }
        var text = ContextText.OfUnasked(retrieved);
        return text.Length > (long)maxTokens * CharactersPerToken || retrieved.Matches.Count == 0 ? this : this with
        {
            Retrieval = retrieved.RetrievalId,
            Skill = retrieved.Matches.FirstOrDefault(match => match.IsWhole)?.Skill.Name.Value ?? "",
            Text = text,
        };
    }

    public string ToJson() => JsonSerializer.Serialize(this, AgentsJson.Default.MemoryState);

    /// <summary>The state that a message carries; null if it carries none.</summary>
    public static MemoryState? In(ChatMessage message)
    {
        // A history that was saved and read again has its properties as JSON.
        var json = message.AdditionalProperties?.GetValueOrDefault(Property) switch
        {
            string text => text,
            JsonElement { ValueKind: JsonValueKind.String } element => element.GetString(),
            _ => null,
        };
        try
        {
            return json is null ? null : JsonSerializer.Deserialize(json, AgentsJson.Default.MemoryState);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(MemoryState))]
sealed partial class AgentsJson : JsonSerializerContext;
