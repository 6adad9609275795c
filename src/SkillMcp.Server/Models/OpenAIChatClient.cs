using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace SkillMcp.Server.Models;

/// <summary>Chat Completions of OpenAI, which most other servers of models speak too.</summary>
sealed class OpenAIChatClient(ModelEndpoint endpoint, ModelHttp http) : ApiChatClient(endpoint, http)
{
    protected override string Verb => "chat/completions";

    /// <summary>Asks with a schema, and without one where the server knows none: the words of the question ask for JSON too.</summary>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var asked = messages.ToList();
        try
        {
            return await base.GetResponseAsync(asked, options, cancellationToken);
        }
        catch (HttpRequestException refused) when (
            options?.ResponseFormat is ChatResponseFormatJson
            && refused.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity)
        {
            var plain = options!.Clone();
            plain.ResponseFormat = null;
            return await base.GetResponseAsync(asked, plain, cancellationToken);
        }
    }

    // Neither a temperature nor a number of tokens: models that reason refuse the one, and servers differ in the name of the other.
    protected override JsonObject BodyOf(IReadOnlyList<ChatMessage> messages, ChatOptions options)
    {
        var body = new JsonObject { ["messages"] = Messages(messages) };
        if (SchemaOf(options) is { } schema)
        {
            var format = new JsonObject { ["name"] = NameOf(options), ["strict"] = true, ["schema"] = schema };
            body["response_format"] = new JsonObject { ["type"] = "json_schema", ["json_schema"] = format };
        }
        return body;
    }

    protected override ChatResponse Read(JsonElement answer)
    {
        var choice = answer.GetProperty("choices")[0];
        // A model that refuses answers with "refusal" and without a content.
        return Answer(TextIn(choice.GetProperty("message"), "content") ?? "", TextIn(choice, "finish_reason") switch
        {
            "length" => ChatFinishReason.Length,
            "content_filter" => ChatFinishReason.ContentFilter,
            _ => ChatFinishReason.Stop,
        });
    }
}
