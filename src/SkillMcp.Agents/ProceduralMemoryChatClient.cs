using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace SkillMcp.Agents;

/// <summary>
/// A chat client with a procedural memory, see
/// <see cref="ProceduralMemoryChatClientBuilderExtensions.UseProceduralMemory"/>. It is thread-safe: what it knows of a conversation is
/// kept in the messages of the conversation, beside what the model reads.
/// </summary>
public sealed partial class ProceduralMemoryChatClient : DelegatingChatClient
{
    readonly IChatClient original;
    readonly SkillMemory memory;
    readonly ProceduralMemoryOptions options;
    readonly IReadOnlyList<MemoryFunction> functions;
    readonly ILogger logger;

    /// <param name="innerClient">The model, or a pipeline of chat clients.</param>
    /// <param name="memory">The memory. It is not disposed with the chat client.</param>
    /// <param name="options">How the memory is used; null for the defaults.</param>
    /// <param name="loggers">Where faults of the memory are logged, which a conversation goes on without; null for nowhere.</param>
    public ProceduralMemoryChatClient(
        IChatClient innerClient, SkillMemory memory, ProceduralMemoryOptions? options = null, ILoggerFactory? loggers = null)
        : base(InvokesFunctions(innerClient) ? innerClient : WithOwnFunctions(innerClient, loggers))
    {
        ArgumentNullException.ThrowIfNull(memory);
        original = innerClient;
        this.memory = memory;
        this.options = (options ?? new ProceduralMemoryOptions()).Checked();
        functions = this.options.OffersTools
            ? [new RetrieveSkillFunction(memory), new RecordOutcomeFunction(), new StoreTrajectoryFunction()]
            : [];
        logger = (ILogger?)loggers?.CreateLogger<ProceduralMemoryChatClient>() ?? NullLogger.Instance;
    }

    static bool InvokesFunctions(IChatClient client) => client.GetService<FunctionInvokingChatClient>() is not null;

    // Only for the functions of the memory: it leaves the calls of all others to whoever placed the memory here.
    static FunctionInvokingChatClient WithOwnFunctions(IChatClient client, ILoggerFactory? loggers) =>
        new(client, loggers) { TerminateOnUnknownCalls = true };

    /// <inheritdoc/>
    public override object? GetService(Type serviceType, object? serviceKey = null) =>
        // Whoever asks whether functions are invoked means the caller's.
        serviceType == typeof(FunctionInvokingChatClient)
            ? original.GetService(serviceType, serviceKey)
            : base.GetService(serviceType, serviceKey);

    /// <inheritdoc/>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var turn = await BeginAsync(messages, options, cancellationToken);
        var response = await base.GetResponseAsync(turn.Sent, turn.Options, cancellationToken);
        if (await AnswerOwnAsync(turn, response.Messages, cancellationToken) is { Count: > 0 } results)
        {
            response.Messages.Add(new ChatMessage(ChatRole.Tool, results));
        }
        if (response.Messages.FirstOrDefault(message => message.Role == ChatRole.Assistant) is { } first)
        {
            turn.Mark(first.AdditionalProperties ??= []);
        }
        End(turn, response);
        return response;
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var turn = await BeginAsync(messages, options, cancellationToken);
        var (updates, isMarked) = (new List<ChatResponseUpdate>(), false);
        await foreach (var update in base.GetStreamingResponseAsync(turn.Sent, turn.Options, cancellationToken))
        {
            isMarked = isMarked || MarkIn(turn, update);
            updates.Add(update);
            yield return update;
        }
        var response = updates.ToChatResponse();
        if (await AnswerOwnAsync(turn, response.Messages, cancellationToken) is { Count: > 0 } results)
        {
            response.Messages.Add(new ChatMessage(ChatRole.Tool, results));
            yield return new ChatResponseUpdate(ChatRole.Tool, results)
            {
                ResponseId = response.ResponseId,
                ConversationId = response.ConversationId,
                MessageId = Guid.NewGuid().ToString("N"),
            };
        }
        End(turn, response);
    }

    /// <summary>Marks an update if it is of a message; what only begins a response has none, and its properties are the response's.</summary>
    static bool MarkIn(WatchedTurn turn, ChatResponseUpdate update)
    {
        if (update.MessageId is not { Length: > 0 })
        {
            if (update.Contents.Count == 0)
            {
                return false;
            }
            update.MessageId = Guid.NewGuid().ToString("N");
        }
        turn.Mark(update.AdditionalProperties ??= []);
        return true;
    }

    /// <summary>What is sent for a turn: the messages with what fits, and the options with the functions of the memory.</summary>
    async Task<WatchedTurn> BeginAsync(IEnumerable<ChatMessage> messages, ChatOptions? given, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(messages);
        // The caller may add to their list while the answer streams.
        var begun = new WatchedTurn([.. messages], options.Learns);
        if (begun.IsNew)
        {
            begun.State = new MemoryState { Id = Guid.NewGuid() };
            begun.State = await OfferedAsync(begun, begun.State, given, cancel);
        }
        begun.Offer(functions, given, mayInvoke: InvokesFunctions(original));
        return begun;
    }

    async Task<MemoryState> OfferedAsync(WatchedTurn turn, MemoryState state, ChatOptions? given, CancellationToken cancel)
    {
        try
        {
            IReadOnlyList<string> also = options.AsksForOtherWords ? await OtherWords.OfAsync(original, turn.Request, given, cancel) : [];
            var offer = new OfferRequest
            {
                Message = turn.Request, IsFirst = turn.IsFirst, Also = also, MaxTokens = options.MaxTokens,
            };
            return await memory.OfferAsync(offer, cancel) is { } retrieved
                ? state.With(retrieved, options.MaxTokens, canOpen: functions.Count > 0)
                : state;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // A conversation goes on without its memory: this is the one place that logs what was wrong.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            LogNotRetrieved(fault);
            return state;
        }
    }

    /// <summary>The results of calls of the memory's functions that stand beside calls of others, which another client invokes.</summary>
    async Task<List<AIContent>> AnswerOwnAsync(WatchedTurn turn, IEnumerable<ChatMessage> messages, CancellationToken cancel)
    {
        var results = new List<AIContent>();
        foreach (var call in Pending.In(messages))
        {
            if (turn.Offered.FirstOrDefault(function => function.Name == call.Name) is { } function)
            {
                var result = await function.InvokeAsync(new AIFunctionArguments(call.Arguments), cancel);
                results.Add(new FunctionResultContent(call.CallId, result));
            }
        }
        return results;
    }

    /// <summary>Learns from a turn that is over, in the background: whoever waits for the answer does not wait for that.</summary>
    void End(WatchedTurn turn, ChatResponse response)
    {
        var isCut = response.FinishReason is { } reason && (reason == ChatFinishReason.Length || reason == ChatFinishReason.ContentFilter);
        if (!options.Learns || turn.State is null || isCut || Pending.IsIn(response.Messages))
        {
            return;
        }
        _ = LearnAsync(ConversationTurns.Of([.. turn.History, .. response.Messages], turn));
    }

    async Task LearnAsync(IReadOnlyList<ConversationTurn> turns)
    {
        try
        {
            var lessons = await memory.LearnConversationAsync(turns, new Actor(Author.Agent, options.Agent));
            if (lessons.Count > 0)
            {
                options.Learned?.Invoke(lessons);
            }
        }
#pragma warning disable CA1031 // Nobody waits for it: this is the one place that logs what was wrong.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            LogNotLearned(fault);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The memory was not asked, and the conversation went on without it")]
    partial void LogNotRetrieved(Exception fault);

    [LoggerMessage(LogLevel.Warning, "Nothing was learned from a turn")]
    partial void LogNotLearned(Exception fault);
}
