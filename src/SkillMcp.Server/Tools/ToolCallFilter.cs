using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using SkillMcp.Server.Subscriptions;

namespace SkillMcp.Server.Tools;

/// <summary>What stands around every tool call: the check of its arguments before, and our words for what went wrong after.</summary>
sealed partial class ToolCallFilter(ChangeNotifier notifier, ILogger<ToolCallFilter> logger)
{
    public McpRequestHandler<CallToolRequestParams, CallToolResult> Filter(McpRequestHandler<CallToolRequestParams, CallToolResult> next) => async (request, cancel) =>
    {
        try
        {
            return Check(request) is { } mistakes ? ToolResult.Error(mistakes) : await WatchedAsync(next, request, cancel);
        }
        catch (SkillException mistake)
        {
            return ToolResult.Error(mistake.Message);
        }
        catch (Exception fault) when (fault is not (McpException or InputRequiredException) && !cancel.IsCancellationRequested)
        {
            LogFault(fault, request.Params.Name);
            return ToolResult.Error(ModelText.Fault);
        }
    };

    /// <summary>Runs a tool, and has those told of it who listen; what a tool that only reads may have changed, others have.</summary>
    async ValueTask<CallToolResult> WatchedAsync(McpRequestHandler<CallToolRequestParams, CallToolResult> next, RequestContext<CallToolRequestParams> request, CancellationToken cancel)
    {
        if (request.MatchedPrimitive is McpServerTool { ProtocolTool.Annotations.ReadOnlyHint: false })
        {
            await notifier.PrepareAsync(cancel);
        }
        var result = await next(request, cancel);
        notifier.RequestPoll();
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
