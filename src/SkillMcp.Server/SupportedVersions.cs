using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace SkillMcp.Server;

/// <summary>The versions of the protocol that the server supports, the newest first.</summary>
static class SupportedVersions
{
    static readonly string[] All = ["2026-07-28", "2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"];

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
