using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using SkillMcp.Safety;
using SkillMcp.Server.Presentation;
using SkillMcp.Server.Wire;
using PromptHandler = ModelContextProtocol.Server.McpRequestHandler<
    ModelContextProtocol.Protocol.GetPromptRequestParams, ModelContextProtocol.Protocol.GetPromptResult>;
using ResourceHandler = ModelContextProtocol.Server.McpRequestHandler<
    ModelContextProtocol.Protocol.ReadResourceRequestParams, ModelContextProtocol.Protocol.ReadResourceResult>;

namespace SkillMcp.Server;

/// <summary>
/// Turns a caller's mistake in a request, a prompt or an address into a protocol error that says what would have been right.
/// </summary>
sealed partial class ErrorFilters(ILogger<ErrorFilters> logger)
{
    public PromptHandler Prompts(PromptHandler next) => async (request, cancel) =>
    {
        if (request.MatchedPrimitive is McpServerPrompt { ProtocolPrompt: var prompt }
            && Missing(prompt, request.Params) is { Count: > 0 } missing)
        {
            var needed = string.Join(" and ", missing.Select(argument => $"'{argument.Name}' ({argument.Description})"));
            throw Mistake($"The prompt {prompt.Name} needs {needed}");
        }
        try
        {
            return await next(request, cancel);
        }
        catch (SkillException mistake)
        {
            throw Mistake(MachinePaths.Removed(mistake, logger, SaidIn(request.Params)));
        }
    };

    public ResourceHandler Resources(ResourceHandler next) => async (request, cancel) =>
    {
        try
        {
            return await next(request, cancel);
        }
        catch (SkillException mistake)
        {
            throw Naming(request.Params.Uri, Mistake(MachinePaths.Removed(mistake, logger, [request.Params.Uri])));
        }
        catch (McpProtocolException missing)
        {
            throw Naming(request.Params.Uri, missing);
        }
    };

    /// <summary>The SDK reports params that it cannot read as an internal error; they are the caller's mistake.</summary>
    public McpMessageHandler Messages(McpMessageHandler next) => async (message, cancel) =>
    {
        try
        {
            if (message.JsonRpcMessage is JsonRpcRequest request && ParamsCheck.Mistake(request) is { } wrong)
            {
                throw Mistake(wrong);
            }
            await next(message, cancel);
        }
        catch (SkillException mistake)
        {
            throw Mistake(MachinePaths.Removed(mistake, logger, SaidIn(message.JsonRpcMessage)));
        }
        catch (McpProtocolException mistake) when (SaidIn(message.JsonRpcMessage) is [_, ..] said)
        {
            throw Redacted(mistake, said);
        }
        catch (JsonException)
        {
            throw Mistake("The params of this request are not what its method takes: a member has the wrong type or is missing.");
        }
        catch (InvalidOperationException) when (!IsText((message.JsonRpcMessage as JsonRpcRequest)?.Params))
        {
            throw Mistake("The params of this request hold half of a surrogate pair, which is not a text.");
        }
        catch (Exception fault) when (fault is not (McpException or OperationCanceledException))
        {
            LogFault(fault, (message.JsonRpcMessage as JsonRpcRequest)?.Method);
            throw;
        }
    };

    /// <summary>Removes the secrets from the errors of the protocol, which quote the names and addresses that a request gave.</summary>
    public static McpMessageHandler Outgoing(McpMessageHandler next) => (message, cancel) =>
    {
        if (message.JsonRpcMessage is JsonRpcError { Error: var error })
        {
            error.Message = SecretRedactor.InMessage(error.Message, []);
        }
        return next(message, cancel);
    };

    // JSON can spell half of a surrogate pair, and no encoder can write it down again.
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

    /// <summary>The error without the secrets of the request: its message may quote what was asked for.</summary>
    static McpProtocolException Redacted(McpProtocolException mistake, IEnumerable<string> said)
    {
        var redacted = SecretRedactor.InMessage(mistake.Message, said);
        if (redacted == mistake.Message)
        {
            return mistake;
        }
        var error = new McpProtocolException(redacted, mistake.ErrorCode);
        foreach (var key in mistake.Data.Keys)
        {
            error.Data[key] = mistake.Data[key];
        }
        return error;
    }

    static string[] SaidIn(JsonRpcMessage message)
    {
        if (message is not JsonRpcRequest request)
        {
            return [];
        }
        return request.Params is { } given && IsText(given)
            ? [request.Method, .. JsonTexts.In(JsonElement.Parse(given.ToJsonString()))]
            : [request.Method];
    }

    static IEnumerable<string> SaidIn(GetPromptRequestParams given) => given.Arguments?.Values.SelectMany(JsonTexts.In) ?? [];

    static List<PromptArgument> Missing(Prompt prompt, GetPromptRequestParams given) =>
        [.. (prompt.Arguments ?? []).Where(argument => argument.Required is true && !IsGiven(given, argument.Name))];

    static bool IsGiven(GetPromptRequestParams given, string argument) =>
        given.Arguments?.TryGetValue(argument, out var value) is true && value.ValueKind == JsonValueKind.String;

    // The protocol wants the address in the error's data, for programs.
    static McpProtocolException Naming(string uri, McpProtocolException error)
    {
        error.Data["uri"] = new SecretRedactor().Redact(uri);
        return error;
    }

    static McpProtocolException Mistake(string message) => new(VisibleText.Of(message), McpErrorCode.InvalidParams);

    [LoggerMessage(LogLevel.Error, "{Method} failed")]
    partial void LogFault(Exception fault, string? method);
}
