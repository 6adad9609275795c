using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace SkillMcp.Server.Tools;

/// <summary>What stands around every tool call: the check of its arguments before, and our words for what went wrong after.</summary>
sealed partial class ToolCalls(ILogger<ToolCalls> logger)
{
    public McpRequestHandler<CallToolRequestParams, CallToolResult> Filter(McpRequestHandler<CallToolRequestParams, CallToolResult> next) => async (request, cancel) =>
    {
        try
        {
            return Check(request) is { } mistakes ? Answer.Mistake(mistakes) : await next(request, cancel);
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
