using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace SkillMcp.Server.Models;

/// <summary>The own API of Ollama, which takes a schema as the format of the answer.</summary>
sealed class OllamaChatClient(ModelEndpoint endpoint, ModelHttp http) : ApiChatClient(endpoint, http)
{
    protected override string Verb => "chat";

    protected override JsonObject BodyOf(IReadOnlyList<ChatMessage> messages, ChatOptions options)
    {
        // It streams unless it is told not to.
        var body = new JsonObject { ["messages"] = Messages(messages), ["stream"] = false };
        if (SchemaOf(options) is { } schema)
        {
            body["format"] = schema;
        }
        if (options.MaxOutputTokens is { } tokens)
        {
            body["options"] = new JsonObject { ["num_predict"] = tokens };
        }
        return body;
    }

    protected override ChatResponse Read(JsonElement answer) => Answer(
        TextIn(answer.GetProperty("message"), "content") ?? "",
        TextIn(answer, "done_reason") == "length" ? ChatFinishReason.Length : ChatFinishReason.Stop);
}
