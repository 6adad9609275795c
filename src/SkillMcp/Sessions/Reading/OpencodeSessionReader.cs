using System.Runtime.CompilerServices;

namespace SkillMcp.Sessions.Reading;

/// <summary>Reads the sessions that opencode exports, each a document. What it keeps itself is a database.</summary>
sealed class OpencodeSessionReader : ISessionReader
{
    public SessionClient Client => SessionClient.Opencode;

    public bool Recognizes(SessionFile file) =>
        file.Facts.Any("info.id", "info.directory") || file.Facts.Any("messages[].parts[]", "messages[].info");

    public async IAsyncEnumerable<Session> ReadAsync(SessionFile file, [EnumeratorCancellation] CancellationToken cancel)
    {
        var unread = new UnreadParts();
        var log = new OpencodeLog(Path.GetFileNameWithoutExtension(file.Path), "");
        await JsonLog.ReadDocumentAsync(file.Path, (_, name, value) => log.TakeMember(name, value), unread, cancel);
        // What a subagent did is a session of its own there, and belongs to the one that started it.
        foreach (var session in log.IsChild ? [] : unread.With([log.Session], Client, file.Path))
        {
            yield return session;
        }
    }
}
