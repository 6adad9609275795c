using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace SkillMcp.Tests.Agents;

/// <summary>A chat model that answers as a test says. It keeps what it was asked.</summary>
sealed class ScriptedModel(Func<ModelRequest, ChatMessage> answer) : IChatClient
{
    int calls;

    /// <summary>Whether what it streams has the ids of messages.</summary>
    public bool HasMessageIds { get; init; } = true;

    /// <summary>Whether what it streams begins with an update of the response, which is of no message.</summary>
    public bool BeginsWithResponse { get; init; }

    public ConcurrentQueue<ModelRequest> Requests { get; } = [];

    /// <summary>A model that gives these answers one after another, and then says nothing more.</summary>
    public static ScriptedModel Saying(params ChatMessage[] answers)
    {
        var left = new ConcurrentQueue<ChatMessage>(answers);
        return new ScriptedModel(_ => left.TryDequeue(out var next) ? next : Says(""));
    }

    public static ChatMessage Says(string text) => new(ChatRole.Assistant, text);

    public static ChatMessage Calls(string function, params (string Name, object? Value)[] arguments) =>
        Calls((function, arguments));

    /// <summary>Calls of several functions in one answer.</summary>
    public static ChatMessage Calls(params (string Function, (string Name, object? Value)[] Arguments)[] calls) =>
        new(ChatRole.Assistant, [.. calls.Select(call => (AIContent)new FunctionCallContent(
            Guid.NewGuid().ToString("N"), call.Function, call.Arguments.ToDictionary(one => one.Name, one => one.Value)))]);

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        var request = new ModelRequest([.. messages], options, Interlocked.Increment(ref calls));
        Requests.Enqueue(request);
        return new ChatResponse(answer(request)) { FinishReason = ChatFinishReason.Stop };
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var whole = await GetResponseAsync(messages, options, cancellationToken);
        var id = Guid.NewGuid().ToString("N");
        if (BeginsWithResponse)
        {
            yield return new ChatResponseUpdate { ResponseId = id };
        }
        foreach (var content in whole.Messages[0].Contents)
        {
            // A text comes in parts.
            var parts = content is TextContent { Text.Length: > 1 } text
                ? [new TextContent(text.Text[..1]), new TextContent(text.Text[1..])]
                : new[] { content };
            foreach (var part in parts)
            {
                yield return new ChatResponseUpdate(ChatRole.Assistant, [part]) { MessageId = HasMessageIds ? id : null, ResponseId = id };
            }
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
