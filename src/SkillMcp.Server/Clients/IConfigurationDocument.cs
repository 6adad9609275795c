using System.Text.Json.Nodes;

namespace SkillMcp.Server.Clients;

/// <summary>
/// A configuration of another program, in whose text single values are set and removed. Every other byte stays as and where it is.
/// A value that is no table, on the way to the one that is meant, is a <see cref="SkillException"/> with its line and column.
/// </summary>
interface IConfigurationDocument
{
    /// <summary>The value at the end of a path of keys, as JSON; null if there is none.</summary>
    string? Find(params ReadOnlySpan<string> path);

    /// <summary>The text with a value at the end of a path of keys.</summary>
    string With(JsonNode value, params ReadOnlySpan<string> path);

    /// <summary>The text without the value at the end of a path of keys.</summary>
    string Without(params ReadOnlySpan<string> path);
}
