using System.Runtime.CompilerServices;

namespace SkillMcp.Sessions.Reading;

/// <summary>Reads the trajectories of mini-swe-agent: messages with a command in a fence or as the call of a tool.</summary>
sealed class MiniSweAgentSessionReader : ISessionReader
{
    public SessionClient Client => SessionClient.MiniSweAgent;

    public bool Recognizes(SessionFile file) => file.Facts.Any("info.mini_version")
        || file.Facts.Any("trajectory_format", "messages[].role")
        || file.Facts.Any("messages[].role", $"messages[].content={LogHead.CommandFence}")
        || file.Facts.Any("[].role", $"[].content={LogHead.CommandFence}") || file.Facts.Any("messages[].extra.actions[]");

    public async IAsyncEnumerable<Session> ReadAsync(SessionFile file, [EnumeratorCancellation] CancellationToken cancel)
    {
        var unread = new UnreadParts();
        var log = new MiniSweAgentLog(Path.GetFileNameWithoutExtension(file.Path));
        await JsonLog.ReadDocumentAsync(file.Path, (_, name, value) => log.TakeMember(name, value), unread, cancel);
        foreach (var session in unread.With([log.Session], Client, file.Path))
        {
            yield return session;
        }
    }
}
