using System.Text.RegularExpressions;
using SkillMcp.Admissions;
using SkillMcp.Fields;

namespace SkillMcp.Sessions;

/// <summary>
/// A session without its secrets. It is redacted as a whole, before anything is cut out of it: a secret that only an output shows is known
/// in a command too, and none is cut in two.
/// </summary>
static partial class RedactedSession
{
    /// <exception cref="SkillException">There are more secrets in it than can be redacted.</exception>
    public static Session Of(Session session)
    {
        var texts = new List<string>();
        foreach (var happened in session.Events)
        {
            texts.AddRange(TextsOf(happened));
        }
        var redacted = Redaction.ToFixedPoint(new SessionTexts(texts)).Texts;
        if (ReferenceEquals(redacted, texts))
        {
            return session;
        }
        var events = new List<SessionEvent>(session.Events.Count);
        var at = 0;
        foreach (var happened in session.Events)
        {
            events.Add(With(happened, redacted, ref at));
        }
        return session with { Events = events };
    }

    static IReadOnlyList<string> TextsOf(SessionEvent happened) => happened switch
    {
        PersonRequest request => [request.Text],
        AgentMessage message => [message.Text],
        ToolCall call => [call.Command, call.Folder, call.Path, Spaced(call.Change), call.Arguments, call.Output],
        _ => [],
    };

    /// <summary>A diff with a blank behind its signs: "+mysql" is not the name of a program, and a step does not have the sign.</summary>
    static string Spaced(string change) => IsDiff(change) ? Sign().Replace(change, "$1 ") : change;

    static string Unspaced(string redacted, string change) => IsDiff(change) ? SpacedSign().Replace(redacted, "$1") : redacted;

    static bool IsDiff(string change) => change.Contains("@@ ", StringComparison.Ordinal);

    [GeneratedRegex(@"^([+-])(?![+-]{2})", RegexOptions.Multiline)]
    private static partial Regex Sign();

    [GeneratedRegex(@"^([+-]) ", RegexOptions.Multiline)]
    private static partial Regex SpacedSign();

    static SessionEvent With(SessionEvent happened, IReadOnlyList<string> texts, ref int at) => happened switch
    {
        PersonRequest request => request with { Text = texts[at++] },
        AgentMessage message => message with { Text = texts[at++] },
        ToolCall call => call with
        {
            Command = texts[at++],
            Folder = texts[at++],
            Path = texts[at++],
            Change = Unspaced(texts[at++], call.Change),
            Arguments = texts[at++],
            Output = texts[at++],
        },
        _ => happened,
    };
}

/// <summary>All texts of a session, to be redacted together.</summary>
sealed record SessionTexts(IReadOnlyList<string> Texts) : ITextual<SessionTexts>
{
    public SessionTexts VisitTexts(TextVisitor visitor) => new(visitor.Texts(TextField.Notes, Texts));
}
