using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace SkillMcp.Server.Models;

/// <summary>A chat model behind an API, asked for one answer at a time.</summary>
/// <param name="endpoint">Where it is asked.</param>
/// <param name="http">How it is asked.</param>
abstract class ApiChatClient(ModelEndpoint endpoint, ModelHttp http) : IChatClient
{
    readonly ChatClientMetadata metadata = new(EnumName.Of(endpoint.Api), endpoint.Address, endpoint.Model);

    protected ModelEndpoint Endpoint => endpoint;

    /// <summary>The client for an endpoint.</summary>
    public static ApiChatClient For(ModelEndpoint endpoint, ModelHttp http) => endpoint.Api switch
    {
        ModelApi.Anthropic => new AnthropicChatClient(endpoint, http),
        ModelApi.Ollama => new OllamaChatClient(endpoint, http),
        _ => new OpenAIChatClient(endpoint, http),
    };

    public virtual async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var body = BodyOf([.. messages], options ?? new ChatOptions());
        body["model"] = options?.ModelId ?? endpoint.Model;
        using var answer = await http.PostAsync(endpoint.At(Verb), body, cancellationToken);
        try
        {
            return Read(answer.RootElement);
        }
        catch (Exception wrong) when (wrong is KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException)
        {
            throw new InvalidDataException($"{http.Host} answered JSON of another form than its API says.", wrong);
        }
    }

    /// <summary>The same answer as one piece: nobody here waits for parts of one.</summary>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
        {
            yield return update;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => (serviceType, serviceKey) switch
    {
        (_, not null) => null,
        _ when serviceType == typeof(ChatClientMetadata) => metadata,
        _ when serviceType.IsInstanceOfType(this) => this,
        _ => null,
    };

    public void Dispose() => http.Dispose();

    /// <summary>What is posted to, below the root of the API.</summary>
    protected abstract string Verb { get; }

    /// <summary>The request, without the name of the model.</summary>
    protected abstract JsonObject BodyOf(IReadOnlyList<ChatMessage> messages, ChatOptions options);

    /// <summary>The text of an answer, and why it ended.</summary>
    protected abstract ChatResponse Read(JsonElement answer);

    // Made of nodes, and not as a collection of objects: adding those one by one needs reflection.
    protected static JsonArray Messages(IEnumerable<ChatMessage> messages) =>
        new([.. messages.Select(JsonNode (message) => new JsonObject { ["role"] = message.Role.Value, ["content"] = message.Text })]);

    /// <summary>The schema that the answer is to have; null for any text.</summary>
    protected static JsonNode? SchemaOf(ChatOptions options) =>
        options.ResponseFormat is ChatResponseFormatJson { Schema: { } schema } ? JsonNode.Parse(schema.GetRawText()) : null;

    protected static string NameOf(ChatOptions options) => (options.ResponseFormat as ChatResponseFormatJson)?.SchemaName ?? "answer";

    protected static ChatResponse Answer(string text, ChatFinishReason? reason) =>
        new(new ChatMessage(ChatRole.Assistant, text)) { FinishReason = reason };

    protected static string? TextIn(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
