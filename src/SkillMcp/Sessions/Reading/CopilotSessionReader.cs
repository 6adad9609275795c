using System.Runtime.CompilerServices;

namespace SkillMcp.Sessions.Reading;

/// <summary>Reads the logs of Copilot CLI: a line for each event, those of subagents among them.</summary>
sealed class CopilotSessionReader : ISessionReader
{
    static readonly string[] Types =
    [
        "session.start", "session.resume", "user.message", "assistant.message", "assistant.turn_start", "tool.execution_start",
        "tool.execution_complete",
    ];

    public SessionClient Client => SessionClient.Copilot;

    public bool Recognizes(SessionFile file) => Types.Any(type => file.Facts.Any("data", $"type={type}"));

    public async IAsyncEnumerable<Session> ReadAsync(SessionFile file, [EnumeratorCancellation] CancellationToken cancel)
    {
        var unread = new UnreadParts();
        // The folder of a session has its id.
        var log = new CopilotLog(unread, Path.GetFileName(Path.GetDirectoryName(file.Path)) ?? "");
        await JsonLog.ReadLinesAsync(file.Path, log.Take, unread, cancel);
        foreach (var session in unread.With([log.End()], Client, file.Path))
        {
            yield return session;
        }
    }
}
