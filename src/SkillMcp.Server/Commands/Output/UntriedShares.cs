using System.Text.Json.Nodes;

namespace SkillMcp.Server.Commands.Output;

/// <summary>
/// What commands print of how reliable something is that was never executed: nothing. Tools have to give a number there, what was believed
/// before, beside the number of executions; who reads a list in a script would take it for a proof.
/// </summary>
static class UntriedShares
{
    /// <summary>The document with null for each share of no executions.</summary>
    public static JsonNode? Blank(JsonNode? document)
    {
        IEnumerable<JsonNode?> parts = document switch
        {
            JsonObject whole => Blanked(whole).Select(member => member.Value),
            JsonArray items => items,
            _ => [],
        };
        foreach (var part in parts)
        {
            Blank(part);
        }
        return document;
    }

    static JsonObject Blanked(JsonObject whole)
    {
        if (IsZero(whole["executions"]) && whole.ContainsKey("reliability"))
        {
            whole["reliability"] = null;
        }
        if (JsonNode.DeepEquals(whole["untried"], whole["total_skills"]) && whole.ContainsKey("avg_reliability"))
        {
            whole["avg_reliability"] = null;
        }
        return whole;
    }

    static bool IsZero(JsonNode? node) => node is JsonValue value && value.TryGetValue<int>(out var number) && number == 0;
}
