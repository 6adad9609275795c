using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace SkillMcp.Server.Tools;

/// <summary>What stands around every tool call: the check of its arguments before, and our words for what went wrong after.</summary>
sealed partial class ToolCalls(McpServerResourceCollection resources, ILogger<ToolCalls> logger)
{
    static readonly McpServerResource Pulse = McpServerResource.Create(() => "", new McpServerResourceCreateOptions { UriTemplate = "skillmcp://pulse", Name = "pulse" });

    public McpRequestHandler<CallToolRequestParams, CallToolResult> Filter(McpRequestHandler<CallToolRequestParams, CallToolResult> next) => async (request, cancel) =>
    {
        try
        {
            return Check(request) is { } mistakes ? Answer.Mistake(mistakes) : Announced(await next(request, cancel), request.MatchedPrimitive);
        }
        catch (SkillException mistake)
        {
            return Answer.Mistake(mistake.Message);
        }
        catch (Exception fault) when (fault is not (McpException or InputRequiredException) && !cancel.IsCancellationRequested)
        {
            LogFault(fault, request.Params.Name);
            return Answer.Mistake(Present.Fault);
        }
    };

    /// <summary>Tells every session that the list of resources has changed, where a call may have changed it.</summary>
    CallToolResult Announced(CallToolResult result, IMcpServerPrimitive? called)
    {
        if (called is McpServerTool { ProtocolTool.Annotations.ReadOnlyHint: false })
        {
            // The SDK sends what each session's protocol has for it when the collection changes, and has no other way to ask for that.
            using (resources.DeferChangedEvents())
            {
                resources.TryAdd(Pulse);
                resources.Remove(Pulse);
            }
        }
        return result;
    }

    static string? Check(RequestContext<CallToolRequestParams> request)
    {
        if (request.MatchedPrimitive is not McpServerTool tool)
        {
            return null;
        }
        request.Params.Arguments = ArgumentCheck.WithoutNulls(request.Params.Arguments);
        return ArgumentCheck.Mistakes(tool.ProtocolTool.Name, tool.ProtocolTool.InputSchema, request.Params.Arguments);
    }

    [LoggerMessage(LogLevel.Error, "{Tool} failed")]
    partial void LogFault(Exception fault, string tool);
}
