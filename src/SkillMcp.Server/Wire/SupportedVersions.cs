using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace SkillMcp.Server.Wire;

/// <summary>The versions of the protocol that the server supports, the newest first.</summary>
static class SupportedVersions
{
    /// <summary>The first version without sessions: a client listens on a stream of its own.</summary>
    public const string WithoutSessions = "2026-07-28";

    static readonly string[] All = [WithoutSessions, "2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"];

    /// <summary>The error code that a version of the protocol has for an unknown resource.</summary>
    /// <param name="version">The version; null if it is not known.</param>
    public static McpErrorCode UnknownResource(string? version) =>
        string.CompareOrdinal(version, WithoutSessions) >= 0 ? McpErrorCode.InvalidParams : McpErrorCode.ResourceNotFound;

    /// <summary>
    /// Lists all of them in the answer to <c>server/discover</c>. The SDK lists only those without sessions there, but over HTTP
    /// lists all when it refuses an unknown version: a client would be offered versions that discovery denies.
    /// </summary>
    public static McpMessageHandler Filter(McpMessageHandler next) => (message, cancel) =>
    {
        if (message.JsonRpcMessage is JsonRpcResponse { Result: JsonObject result } && result.ContainsKey("supportedVersions"))
        {
            result["supportedVersions"] = new JsonArray([.. All.Select(version => JsonValue.Create(version))]);
        }
        return next(message, cancel);
    };
}
