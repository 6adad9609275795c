using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace SkillMcp.Server;

/// <summary>Turns a caller's mistake in a prompt or an address into a protocol error that says what would have been right.</summary>
static class Teaching
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
            throw Mistake(mistake.Message);
        }
    };

    static List<PromptArgument> Missing(Prompt prompt, GetPromptRequestParams given) =>
        [.. (prompt.Arguments ?? []).Where(argument => argument.Required is true
            && !(given.Arguments?.TryGetValue(argument.Name, out var value) is true && value.ValueKind == JsonValueKind.String))];

    static McpProtocolException Mistake(string message) => new(VisibleText.Of(message), McpErrorCode.InvalidParams);
}
