using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace SkillMcp.Server;

/// <summary>Turns a caller's mistake in a request, a prompt or an address into a protocol error that says what would have been right.</summary>
sealed partial class ErrorFilters(ILogger<ErrorFilters> logger)
{
    public static McpRequestHandler<GetPromptRequestParams, GetPromptResult> Prompts(McpRequestHandler<GetPromptRequestParams, GetPromptResult> next) => async (request, cancel) =>
    {
        if (request.MatchedPrimitive is McpServerPrompt { ProtocolPrompt: var prompt } && Missing(prompt, request.Params) is { Count: > 0 } missing)
        {
            throw Mistake($"The prompt {prompt.Name} needs {string.Join(" and ", missing.Select(argument => $"'{argument.Name}' ({argument.Description})"))}");
        }
        try
        {
            return await next(request, cancel);
        }
        catch (SkillException mistake)
        {
            throw Mistake(mistake.Message);
        }
    };

    public static McpRequestHandler<ReadResourceRequestParams, ReadResourceResult> Resources(McpRequestHandler<ReadResourceRequestParams, ReadResourceResult> next) => async (request, cancel) =>
    {
        try
        {
            return await next(request, cancel);
        }
        catch (SkillException mistake)
        {
            throw Naming(request.Params.Uri, Mistake(mistake.Message));
        }
        catch (McpProtocolException missing)
        {
            throw Naming(request.Params.Uri, missing);
        }
    };

    /// <summary>What the SDK cannot read of a request it calls an internal error; it is the caller's, and here is which.</summary>
    public McpMessageHandler Messages(McpMessageHandler next) => async (message, cancel) =>
    {
        try
        {
            await next(message, cancel);
        }
        catch (SkillException mistake)
        {
            throw Mistake(mistake.Message);
        }
        catch (JsonException)
        {
            throw Mistake("The params of this request are not what its method takes: a member has the wrong type or is missing.");
        }
        catch (InvalidOperationException) when (!IsText((message.JsonRpcMessage as JsonRpcRequest)?.Params))
        {
            throw Mistake("The params of this request hold half of a surrogate pair, which is no text.");
        }
        catch (Exception fault) when (fault is not (McpException or OperationCanceledException))
        {
            LogFault(fault, (message.JsonRpcMessage as JsonRpcRequest)?.Method);
            throw;
        }
    };

    // JSON can spell half a pair, and nobody can write it down again.
    static bool IsText(JsonNode? json)
    {
        try
        {
            return json?.ToJsonString() is not "";
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    static List<PromptArgument> Missing(Prompt prompt, GetPromptRequestParams given) =>
        [.. (prompt.Arguments ?? []).Where(argument => argument.Required is true
            && !(given.Arguments?.TryGetValue(argument.Name, out var value) is true && value.ValueKind == JsonValueKind.String))];

    // The protocol wants the address among the error's data, for programs.
    static McpProtocolException Naming(string uri, McpProtocolException error)
    {
        error.Data["uri"] = uri;
        return error;
    }

    static McpProtocolException Mistake(string message) => new(VisibleText.Of(message), McpErrorCode.InvalidParams);

    [LoggerMessage(LogLevel.Error, "{Method} failed")]
    partial void LogFault(Exception fault, string? method);
}
