using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace SkillMcp.Server;

/// <summary>The versions of the protocol that the server speaks, the newest first.</summary>
static class SupportedVersions
{
    static readonly string[] All = ["2026-07-28", "2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"];

    /// <summary>
    /// Names them all to who discovers the server. The SDK names there only those that need no session, and over HTTP
    /// refuses an unknown version with all of them: a client would be offered what discovery denies.
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
