using System.Text.Json;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using SkillMcp.Server.Wire;

namespace SkillMcp.Server.Surface;

/// <summary>A tool that is made from its method when it is first called.</summary>
/// <param name="listed">As it is listed; null to make it for that too.</param>
/// <param name="method">The method that it calls.</param>
/// <param name="answer">The schema of what it answers.</param>
sealed class DeferredTool(Tool? listed, Func<Delegate> method, Func<JsonElement> answer) : McpServerTool
{
    readonly Lazy<(McpServerTool Tool, JsonElement Arguments)> made = new(() => Make(method(), answer()));

    public override Tool ProtocolTool => listed ?? Made.ProtocolTool;

    public override IReadOnlyList<object> Metadata => [];

    /// <summary>The tool as its code says it.</summary>
    public McpServerTool Made => made.Value.Tool;

    /// <summary>What the arguments are checked against, with all of their limits.</summary>
    public JsonElement Arguments => made.Value.Arguments;

    public override ValueTask<CallToolResult> InvokeAsync(
        RequestContext<CallToolRequestParams> request, CancellationToken cancel = default) => Made.InvokeAsync(request, cancel);

    static (McpServerTool, JsonElement) Make(Delegate method, JsonElement answer)
    {
        var tool = Create(method, new McpServerToolCreateOptions { SerializerOptions = WireOptions.Default });
        var schema = tool.ProtocolTool.InputSchema;
        tool.ProtocolTool.InputSchema = PortableSchema.Advertised(schema, method.Method);
        tool.ProtocolTool.OutputSchema = answer;
        // The title of the tool itself is enough.
        tool.ProtocolTool.Annotations!.Title = null;
        return (tool, PortableSchema.OfArguments(schema, method.Method));
    }
}
