using System.Runtime.CompilerServices;

namespace SkillMcp.Sessions.Reading;

/// <summary>Reads the logs of Qwen Code: a line for each message, and of a subagent's calls only what was counted.</summary>
sealed class QwenSessionReader : ISessionReader
{
    public SessionClient Client => SessionClient.Qwen;

    public bool Recognizes(SessionFile file) => file.Facts.Any("sessionId", "message.parts[]")
        || file.Facts.Any("sessionId", "systemPayload") || file.Facts.Any("sessionId", "toolCallResult");

    public async IAsyncEnumerable<Session> ReadAsync(SessionFile file, [EnumeratorCancellation] CancellationToken cancel)
    {
        var unread = new UnreadParts();
        var log = new QwenLog(unread);
        await JsonLog.ReadLinesAsync(file.Path, log.Take, unread, cancel);
        foreach (var session in unread.With(log.Sessions, Client, file.Path))
        {
            yield return session;
        }
    }
}
