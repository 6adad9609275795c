using System.Runtime.CompilerServices;

namespace SkillMcp.Sessions.Reading;

/// <summary>Reads the trajectories of SWE-agent: an action with its observation each.</summary>
sealed class SweAgentSessionReader : ISessionReader
{
    public SessionClient Client => SessionClient.SweAgent;

    public bool Recognizes(SessionFile file) => file.Facts.Any("trajectory[].action") || file.Facts.Any("trajectory[].observation");

    public async IAsyncEnumerable<Session> ReadAsync(SessionFile file, [EnumeratorCancellation] CancellationToken cancel)
    {
        var unread = new UnreadParts();
        var log = new SweAgentLog(Path.GetFileNameWithoutExtension(file.Path));
        await JsonLog.ReadDocumentAsync(file.Path, (_, name, value) => log.TakeMember(name, value), unread, cancel);
        foreach (var session in unread.With([log.Session], Client, file.Path))
        {
            yield return session;
        }
    }
}
