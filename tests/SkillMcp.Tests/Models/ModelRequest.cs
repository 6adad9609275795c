using System.Text.Json.Nodes;

namespace SkillMcp.Tests.Models;

/// <summary>What a server of models was asked.</summary>
public sealed record ModelRequest(string Path, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public JsonNode Json => JsonNode.Parse(Body)!;
}
