using System.Runtime.CompilerServices;
using System.Text.Json;

namespace SkillMcp.Sessions.Journal;

/// <summary>
/// Reads our own journals. The client's own log is the better source where it is there: it has the exit codes, the subagents and the
/// refused calls that hooks are not told of.
/// </summary>
sealed class JournalReader : ISessionReader
{
    const string Event = "{\"event\":\"";
    const string Begin = $"{Event}Session\",";

    public SessionClient Client => SessionClient.Journal;

    // Of two hooks that begin a journal at once, the other one's line may stand before the one that says whose it is.
    public bool Recognizes(SessionFile file) => file.Head.StartsWith(Event, StringComparison.Ordinal)
        && (file.Head.StartsWith(Begin, StringComparison.Ordinal) || file.Head.Contains($"\n{Begin}", StringComparison.Ordinal));

    public async IAsyncEnumerable<Session> ReadAsync(SessionFile file, [EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.CompletedTask;
        cancel.ThrowIfCancellationRequested();
        var read = JournalContents.Of(file.Path);
        if (read.First is { } first)
        {
            yield return new Session
            {
                // The same session is one, whether it is read here or in the client's own log.
                Client = first.Client!.Value,
                Id = first.Session!,
                Folder = first.Folder ?? "",
                Events = [.. read.Lines.Select(EventOf).OfType<SessionEvent>()],
                Unread = read.Unread,
            };
        }
    }

    /// <summary>A client's own log of a session with what was handed over unasked in it, which its log has as no call.</summary>
    public static Session WithRecalls(Session session, JournalContents journal)
    {
        var recalls = new Queue<ToolCall>(journal.Lines.Where(line => line.Event == JournalEvent.Recall).Select(RecallOf));
        if (recalls.Count == 0)
        {
            return session;
        }
        var events = new List<SessionEvent>(session.Events.Count + recalls.Count);
        foreach (var happened in session.Events)
        {
            // What was handed over at a prompt stands behind it, and before what was done then.
            while (happened is not PersonRequest && recalls.TryPeek(out var next) && happened.At > next.At)
            {
                events.Add(recalls.Dequeue());
            }
            events.Add(happened);
        }
        return session with { Events = [.. events, .. recalls] };
    }

    static SessionEvent? EventOf(JournalLine line) => line.Event switch
    {
        JournalEvent.Request => new PersonRequest(line.Text!) { At = line.Time, Subagent = line.Subagent ?? "" },
        JournalEvent.Message => new AgentMessage(line.Text!) { At = line.Time, Subagent = line.Subagent ?? "" },
        JournalEvent.Call => CallOf(line),
        JournalEvent.Recall => RecallOf(line),
        _ => null,
    };

    static ToolCall CallOf(JournalLine line) => new()
    {
        At = line.Time,
        Subagent = line.Subagent ?? "",
        Id = line.Id ?? "",
        Tool = line.Tool!,
        Kind = line.Kind!.Value,
        Command = line.Command ?? "",
        Folder = line.Folder ?? "",
        Path = line.Path ?? "",
        Change = line.Change ?? "",
        Arguments = line.Arguments ?? "",
        State = line.State!.Value,
        ExitCode = line.ExitCode,
        Output = line.Output ?? "",
    };

    /// <summary>What was handed over unasked, as the call that the agent did not have to make.</summary>
    static ToolCall RecallOf(JournalLine line) => new()
    {
        At = line.Time,
        Id = line.Id ?? "",
        Tool = "retrieve_skill",
        Kind = ToolKind.Memory,
        Arguments = $"{{\"task\":{JsonSerializer.Serialize(line.Text ?? "", JournalJson.Default.String)}}}",
        State = CallState.Completed,
        Output = $"retrieval_id: {line.Id}\n{string.Join('\n', Handed(line).Select(skill => $"Skill: {skill.Name}"))}",
    };

    static IEnumerable<JournalSkill> Handed(JournalLine line) => line.Withheld is true ? [] : line.Skills!;
}
