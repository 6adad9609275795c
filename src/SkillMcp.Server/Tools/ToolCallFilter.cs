using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using SkillMcp.Server.Presentation;
using SkillMcp.Server.Surface;
using SkillMcp.Server.Wire;
using ToolCallHandler = ModelContextProtocol.Server.McpRequestHandler<
    ModelContextProtocol.Protocol.CallToolRequestParams, ModelContextProtocol.Protocol.CallToolResult>;

namespace SkillMcp.Server.Tools;

/// <summary>Surrounds every tool call: checks its arguments before, and says what went wrong after.</summary>
/// <param name="beforeWrite">Runs before a tool that may write.</param>
/// <param name="afterCall">Runs after every call that ended well: it may have changed the memory.</param>
/// <param name="logger">Takes what is our own fault.</param>
sealed partial class ToolCallFilter(
    Func<CancellationToken, Task> beforeWrite,
    Action afterCall,
    ILogger<ToolCallFilter> logger)
{
    public ToolCallHandler Filter(ToolCallHandler next) => async (request, cancel) =>
    {
        try
        {
            return Check(request) is { } mistakes
                ? ToolResult.Error(mistakes, request.Params.Arguments)
                : await RunAsync(next, request, cancel);
        }
        catch (SkillException mistake)
        {
            return ToolResult.Error(MachinePaths.Removed(mistake, logger, ToolResult.SaidIn(request.Params.Arguments)));
        }
        catch (Exception fault) when (fault is not (McpException or InputRequiredException) && !cancel.IsCancellationRequested)
        {
            LogFault(fault, request.Params.Name);
            return ToolResult.Error(ModelText.Fault);
        }
    };

    // A tool that only reads is reported too: meanwhile others may have written.
    async ValueTask<CallToolResult> RunAsync(ToolCallHandler next, RequestContext<CallToolRequestParams> request, CancellationToken cancel)
    {
        if (request.MatchedPrimitive is DeferredTool { ProtocolTool.Annotations.ReadOnlyHint: false })
        {
            await beforeWrite(cancel);
        }
        var result = await next(request, cancel);
        afterCall();
        return result;
    }

    string? Check(RequestContext<CallToolRequestParams> request)
    {
        if (request.MatchedPrimitive is not DeferredTool tool)
        {
            return null;
        }
        request.Params.Arguments = ArgumentCheck.WithoutNulls(NamedValues.AsObjects(tool.Arguments, request.Params.Arguments));
        return ArgumentCheck.Mistakes(tool.ProtocolTool.Name, tool.Arguments, request.Params.Arguments);
    }

    [LoggerMessage(LogLevel.Error, "{Tool} failed")]
    partial void LogFault(Exception fault, string tool);
}
