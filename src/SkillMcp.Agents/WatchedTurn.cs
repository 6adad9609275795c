using Microsoft.Extensions.AI;

namespace SkillMcp.Agents;

/// <summary>A request to the model within a conversation: its history, and what is sent of it.</summary>
sealed class WatchedTurn
{
    readonly bool isMarked;
    readonly bool learns;
    readonly int asked;

    /// <param name="history">The messages as the caller gave them.</param>
    /// <param name="learns">Whether the turn is to be recognized later although nothing was retrieved for it.</param>
    public WatchedTurn(IReadOnlyList<ChatMessage> history, bool learns)
    {
        History = history;
        this.learns = learns;
        asked = LastRequest(history);
        State = asked < 0 ? null : history.Skip(asked + 1).Select(MemoryState.In).FirstOrDefault(state => state is not null);
        isMarked = State is not null;
    }

    public IReadOnlyList<ChatMessage> History { get; }

    /// <summary>Whether the user has just said something, for which the memory was not asked yet.</summary>
    public bool IsNew => asked >= 0 && State is null;

    /// <summary>Whether the user said nothing before.</summary>
    public bool IsFirst => !History.Take(asked).Any(message => message.Role == ChatRole.User);

    /// <summary>What the user said last; empty if they said nothing.</summary>
    public string Request => asked < 0 ? "" : History[asked].Text;

    /// <summary>What the memory knows of the turn; null if the user said nothing in it.</summary>
    public MemoryState? State { get; set; }

    /// <summary>The functions of the memory that are offered with it.</summary>
    public IReadOnlyList<MemoryFunction> Offered { get; private set; } = [];

    public ChatOptions? Options { get; private set; }

    /// <summary>
    /// The messages with what was added last, beside the words that it was added for; as they were given where there is nothing to add.
    /// </summary>
    public IEnumerable<ChatMessage> Sent
    {
        get
        {
            var (at, text) = LastAdded();
            if (text.Length == 0)
            {
                return History;
            }
            var sent = History.ToList();
            // The caller's message is theirs.
            sent[at] = sent[at].Clone();
            sent[at].Contents = [.. sent[at].Contents, new TextContent(text)];
            return sent;
        }
    }

    /// <summary>Offers the functions of the memory beside the caller's.</summary>
    /// <param name="functions">The functions.</param>
    /// <param name="given">The caller's options.</param>
    /// <param name="mayInvoke">Whether the next client may invoke the caller's functions too, and not only the memory's.</param>
    public void Offer(IReadOnlyList<MemoryFunction> functions, ChatOptions? given, bool mayInvoke)
    {
        Options = given;
        IList<AITool> others = given?.Tools ?? [];
        // A caller's own function of the name is meant; and one who requires a call requires one of theirs.
        Offered = given?.ToolMode is null or AutoChatToolMode
            ? [.. functions.Where(function => !others.Any(other => other.Name == function.Name))]
            : [];
        if (Offered.Count == 0 && (mayInvoke || functions.Count == 0 && others.Count == 0))
        {
            return;
        }
        Options = given?.Clone() ?? new ChatOptions();
        Options.Tools = [.. Offered, .. mayInvoke ? others : others.Select(Declared)];
    }

    static AITool Declared(AITool tool) => tool is AIFunction function ? function.AsDeclarationOnly() : tool;

    /// <summary>Keeps the state beside the answer, unless the history has it already.</summary>
    public void Mark(AdditionalPropertiesDictionary properties)
    {
        if (!isMarked && State is not null && (learns || State.Retrieval is not null))
        {
            properties[MemoryState.Property] = State.ToJson();
        }
    }

    /// <summary>What was added last, and to which message: in this turn, or else in the last one that something was added in.</summary>
    (int At, string Text) LastAdded()
    {
        if (State is { Text.Length: > 0 })
        {
            return (asked, State.Text);
        }
        for (var at = History.Count - 1; at > 0; at--)
        {
            if (MemoryState.In(History[at]) is { Text.Length: > 0 } earlier && LastRequest([.. History.Take(at)]) is >= 0 and var words)
            {
                return (words, earlier.Text);
            }
        }
        return (0, "");
    }

    static int LastRequest(IReadOnlyList<ChatMessage> messages)
    {
        for (var at = messages.Count - 1; at >= 0; at--)
        {
            if (messages[at].Role == ChatRole.User && !string.IsNullOrWhiteSpace(messages[at].Text))
            {
                return at;
            }
        }
        return -1;
    }
}
