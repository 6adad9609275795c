using Microsoft.Extensions.AI;

namespace SkillMcp.Agents;

/// <summary>
/// The two halves of <see cref="ProceduralMemoryChatClient"/> for a framework that has places of its own for them: what is added to a
/// request, and what is learned from its end. It keeps nothing between them but what is in the messages.
/// </summary>
/// <param name="memory">The memory.</param>
/// <param name="options">How it is used; null for the defaults. No functions are offered.</param>
public sealed class MemoryContext(SkillMemory memory, ProceduralMemoryOptions? options = null)
{
    readonly ProceduralMemoryOptions options = (options ?? new ProceduralMemoryOptions()).Checked();

    /// <summary>What fits the user's last words, as a message to add behind them; null if nothing fits.</summary>
    /// <param name="messages">The messages of the request.</param>
    /// <param name="cancel">Cancels the search.</param>
    public async Task<ChatMessage?> OfferAsync(IEnumerable<ChatMessage> messages, CancellationToken cancel = default)
    {
        var turn = new WatchedTurn([.. messages], options.Learns);
        if (turn.Request.Length == 0)
        {
            return null;
        }
        var offer = new OfferRequest { Message = turn.Request, IsFirst = turn.IsFirst, MaxTokens = options.MaxTokens };
        var state = new MemoryState { Id = Guid.NewGuid() };
        state = await memory.OfferAsync(offer, cancel) is { } retrieved
            ? state.With(retrieved, options.MaxTokens, canOpen: false)
            : state;
        return state.Text.Length == 0 ? null : new ChatMessage(ChatRole.User, state.Text)
        {
            AdditionalProperties = new AdditionalPropertiesDictionary { [MemoryState.Property] = state.ToJson() },
        };
    }

    /// <summary>Learns from a turn that is over.</summary>
    /// <param name="messages">The messages of the request, with the one that was added, and those of the response.</param>
    /// <param name="cancel">Cancels the learning.</param>
    /// <returns>What became of the task.</returns>
    public async Task<IReadOnlyList<TurnLesson>> LearnAsync(IEnumerable<ChatMessage> messages, CancellationToken cancel = default)
    {
        var whole = messages.ToList();
        if (!options.Learns || Pending.In(whole).Count > 0)
        {
            return [];
        }
        var turns = ConversationTurns.Of(whole).ToList();
        if (turns.Count > 0 && turns[^1].Id is null)
        {
            turns[^1] = turns[^1] with { Id = Guid.NewGuid() };
        }
        return await memory.LearnConversationAsync(turns, new Actor(Author.Agent, options.Agent), cancel);
    }
}
