using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;

namespace SkillMcp.Server;

/// <summary>
/// Checks the params of a request before the SDK reads them: of params that are missing, null or half filled it makes objects with nulls
/// where its types say that there are none.
/// </summary>
static class ParamsCheck
{
    const string Address = "'uri', an address such as \"skill://deploy-api/SKILL.md\"";

    // The SDK's own constant is marked as obsolete.
    const string LoggingSetLevel = "logging/setLevel";

    static readonly Member[] None = [];

    static readonly Dictionary<string, Member[]> Required = new(StringComparer.Ordinal)
    {
        [RequestMethods.Initialize] =
        [
            new("protocolVersion", JsonValueKind.String, "'protocolVersion', such as \"2025-11-25\""),
            new("capabilities", JsonValueKind.Object, "'capabilities', an object such as {}"),
            new("clientInfo", JsonValueKind.Object, "'clientInfo', an object such as {\"name\": \"my-client\", \"version\": \"1.0\"}"),
        ],
        [RequestMethods.ToolsCall] = [new("name", JsonValueKind.String, "'name', the name of a tool such as \"retrieve_skill\"")],
        [RequestMethods.PromptsGet] = [new("name", JsonValueKind.String, "'name', the name of a prompt such as \"use_skill\"")],
        [RequestMethods.ResourcesRead] = [new("uri", JsonValueKind.String, Address)],
        [RequestMethods.ResourcesSubscribe] = [new("uri", JsonValueKind.String, Address)],
        [RequestMethods.ResourcesUnsubscribe] = [new("uri", JsonValueKind.String, Address)],
        [LoggingSetLevel] = [new("level", JsonValueKind.String, "'level', a text such as \"warning\"")],
        [RequestMethods.CompletionComplete] =
        [
            new("ref", JsonValueKind.Object, "'ref', an object such as {\"type\": \"ref/prompt\", \"name\": \"use_skill\"}"),
            new("argument", JsonValueKind.Object, "'argument', an object such as {\"name\": \"name\", \"value\": \"dep\"}"),
        ],
    };

    /// <summary>What is wrong with the params of a request, and what would have been right; null if nothing is.</summary>
    public static string? Mistake(JsonRpcRequest request)
    {
        if (request.Params is not (null or JsonObject))
        {
            return $"The params of {VisibleText.Line(request.Method)} must be an object{Needed(request.Method)}.";
        }
        try
        {
            return Mistake(request.Method, request.Params as JsonObject ?? []);
        }
        catch (ArgumentException)
        {
            return $"The params of {VisibleText.Line(request.Method)} name a member twice: once is enough.";
        }
    }

    static string? Mistake(string method, JsonObject given) =>
        Required.GetValueOrDefault(method, None).Any(member => KindOf(given[member.Name]) != member.Kind)
            ? $"The params of {method} must be an object{Needed(method)}."
            : MistakeInAnswers(given["inputResponses"]);

    static string Needed(string method) => Required.TryGetValue(method, out var members)
        ? $" with {string.Join(" and ", members.Select(member => member.Form))}"
        : ", such as {}";

    /// <summary>What is wrong with the answers of the user that a client sends along.</summary>
    static string? MistakeInAnswers(JsonNode? answers)
    {
        const string mistake =
            "'inputResponses' must be an object of answers by question, each such as {\"action\": \"accept\", \"content\": {}}.";
        if (answers is not JsonObject byQuestion)
        {
            return answers is null ? null : mistake;
        }
        return byQuestion.All(answer => IsAnswer(answer.Value)) ? null : mistake;
    }

    static bool IsAnswer(JsonNode? answer)
    {
        try
        {
            return answer.Deserialize(InputResponse.ElicitResultJsonTypeInfo) is { Action: not null };
        }
        catch (JsonException)
        {
            return false;
        }
    }

    static JsonValueKind KindOf(JsonNode? node) => node?.GetValueKind() ?? JsonValueKind.Null;

    /// <param name="Name">The name of a member that a method cannot do without.</param>
    /// <param name="Kind">What it is.</param>
    /// <param name="Form">That in words, with an example.</param>
    sealed record Member(string Name, JsonValueKind Kind, string Form);
}
