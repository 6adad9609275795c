using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace SkillMcp.Server.Transports;

/// <summary>A JSON-RPC message as a line.</summary>
static class JsonRpcLine
{
    public static JsonTypeInfo<JsonRpcMessage> Type { get; } =
        (JsonTypeInfo<JsonRpcMessage>)McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(JsonRpcMessage));

    /// <summary>The message in a line; null if the line is not a message.</summary>
    public static JsonRpcMessage? Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, Type);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
