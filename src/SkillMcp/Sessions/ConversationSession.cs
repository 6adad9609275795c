using SkillMcp.Sessions.Reading;

namespace SkillMcp.Sessions;

/// <summary>Reads a conversation that a program watched as a session.</summary>
static class ConversationSession
{
    /// <param name="turns">The conversation, the last turn of which is over.</param>
    public static Session Of(IReadOnlyList<ConversationTurn> turns) => new()
    {
        Client = SessionClient.Chat,
        Id = "",
        Events = [.. turns.SelectMany(EventsOf)],
    };

    static IEnumerable<SessionEvent> EventsOf(ConversationTurn turn) =>
    [
        new PersonRequest(PersonWords.Of(turn.Request)),
        .. turn.Calls.Select(FunctionCall.Of),
        .. turn.Answer.Length > 0 ? [new AgentMessage(KeptText.Output(turn.Answer))] : Array.Empty<SessionEvent>(),
    ];
}
