using SkillMcp.Admissions;
using SkillMcp.Safety;
using SkillMcp.Sessions.Reading;

namespace SkillMcp.Sessions;

/// <summary>A conversation that a program watched, as a session, and its turns with what the agent itself tells.</summary>
/// <param name="Session">What happened in it, without the secrets in it.</param>
/// <param name="Turns">Its turns: what the agent tells is without the secrets of the conversation, their calls are as they came.</param>
sealed record ConversationSession(Session Session, IReadOnlyList<ConversationTurn> Turns)
{
    /// <param name="turns">The conversation, the last turn of which is over.</param>
    /// <exception cref="SkillException">There are more secrets in it than can be redacted.</exception>
    public static ConversationSession Of(IReadOnlyList<ConversationTurn> turns)
    {
        var redactor = new SecretRedactor();
        // First the calls: a secret that only the name of an argument tells is known in the words around it then.
        var calls = turns.Select(turn => turn.Calls.Select(call => FunctionCall.Of(call, redactor)).ToList()).ToList();
        var session = new Session
        {
            Client = SessionClient.Chat,
            Id = "",
            Events = [.. turns.Zip(calls).SelectMany(pair => EventsOf(pair.First, pair.Second, redactor))],
        };
        return new ConversationSession(session,
        [
            .. turns.Select(turn => turn with
            {
                Told = turn.Told is { } told ? Redaction.ToFixedPoint(told, redactor) : null,
                Reports = [.. turn.Reports.Select(report => Redaction.ToFixedPoint(report, redactor))],
            }),
        ]);
    }

    static IEnumerable<SessionEvent> EventsOf(ConversationTurn turn, List<ToolCall> calls, SecretRedactor redactor) =>
    [
        new PersonRequest(redactor.Redact(PersonWords.Of(turn.Request))),
        .. calls.Select(call => call with { Command = redactor.Redact(call.Command), Output = redactor.Redact(call.Output) }),
        .. turn.Answer.Length > 0 ? [new AgentMessage(redactor.Redact(KeptText.Output(turn.Answer)))] : Array.Empty<SessionEvent>(),
    ];
}
