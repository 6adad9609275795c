using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace SkillMcp.Server.Models;

/// <summary>
/// Messages of Anthropic. An answer with a schema is the input of a tool that the model has to call: every model can do that.
/// </summary>
sealed class AnthropicChatClient(ModelEndpoint endpoint, ModelHttp http) : ApiChatClient(endpoint, http)
{
    // The API has no default.
    const int MaxTokens = 4_000;

    protected override string Verb => "messages";

    protected override JsonObject BodyOf(IReadOnlyList<ChatMessage> messages, ChatOptions options)
    {
        var body = new JsonObject
        {
            ["max_tokens"] = options.MaxOutputTokens ?? MaxTokens,
            ["messages"] = Messages(messages.Where(message => message.Role != ChatRole.System)),
        };
        var system = messages.Where(message => message.Role == ChatRole.System).Select(message => message.Text).ToList();
        if (system.Count > 0)
        {
            body["system"] = string.Join('\n', system);
        }
        if (SchemaOf(options) is { } schema)
        {
            var tool = new JsonObject
            {
                ["name"] = NameOf(options),
                ["description"] = (options.ResponseFormat as ChatResponseFormatJson)?.SchemaDescription ?? "Takes the answer.",
                ["input_schema"] = schema,
            };
            body["tools"] = new JsonArray(tool);
            body["tool_choice"] = new JsonObject { ["type"] = "tool", ["name"] = NameOf(options) };
        }
        return body;
    }

    protected override ChatResponse Read(JsonElement answer)
    {
        var blocks = answer.GetProperty("content").EnumerateArray().ToList();
        var call = blocks.Find(block => TextIn(block, "type") == "tool_use");
        var text = call.ValueKind == JsonValueKind.Object
            ? call.GetProperty("input").GetRawText()
            : string.Concat(blocks.Where(block => TextIn(block, "type") == "text").Select(block => TextIn(block, "text")));
        return Answer(text, TextIn(answer, "stop_reason") switch
        {
            "max_tokens" or "model_context_window_exceeded" => ChatFinishReason.Length,
            "refusal" => ChatFinishReason.ContentFilter,
            _ => ChatFinishReason.Stop,
        });
    }
}
