using SkillMcp.Safety;
using SkillMcp.Sessions.Reading;

namespace SkillMcp.Sessions;

/// <summary>Reads a conversation that a program watched as a session.</summary>
static class ConversationSession
{
    /// <param name="turns">The conversation, the last turn of which is over.</param>
    /// <exception cref="SkillException">There are more secrets in it than can be redacted.</exception>
    public static Session Of(IReadOnlyList<ConversationTurn> turns)
    {
        var redactor = new SecretRedactor();
        // First the calls: a secret that only the name of an argument tells is known in the words around it then.
        var calls = turns.Select(turn => turn.Calls.Select(call => FunctionCall.Of(call, redactor)).ToList()).ToList();
        return new Session
        {
            Client = SessionClient.Chat,
            Id = "",
            Events = [.. turns.Zip(calls).SelectMany(pair => EventsOf(pair.First, pair.Second, redactor))],
        };
    }

    static IEnumerable<SessionEvent> EventsOf(ConversationTurn turn, List<ToolCall> calls, SecretRedactor redactor) =>
    [
        new PersonRequest(redactor.Redact(PersonWords.Of(turn.Request))),
        .. calls.Select(call => call with { Command = redactor.Redact(call.Command), Output = redactor.Redact(call.Output) }),
        .. turn.Answer.Length > 0 ? [new AgentMessage(redactor.Redact(KeptText.Output(turn.Answer)))] : Array.Empty<SessionEvent>(),
    ];
}
