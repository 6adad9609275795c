using System.Runtime.CompilerServices;

namespace SkillMcp.Sessions.Reading;

/// <summary>Reads the logs of Codex: a line for each item of the conversation, and one for what became of a call.</summary>
sealed class CodexSessionReader : ISessionReader
{
    // A subagent may start others; no more than these are followed.
    const int MaxSubagents = 200;

    static readonly string[] Types = ["session_meta", "response_item", "event_msg", "turn_context", "compacted", "world_state"];

    public SessionClient Client => SessionClient.Codex;

    public bool Recognizes(SessionFile file) => Types.Any(type => file.Facts.Any("payload", $"type={type}"));

    public async IAsyncEnumerable<Session> ReadAsync(SessionFile file, [EnumeratorCancellation] CancellationToken cancel)
    {
        var unread = new UnreadParts();
        var log = await ReadLogAsync(file.Path, "", unread, cancel);
        // What a subagent did belongs to the session that started it.
        if (log.Parent.Length > 0)
        {
            yield break;
        }
        await PlaceSubagentsAsync(file.Path, log, log.Session, [], unread, cancel);
        foreach (var session in unread.With([log.Session], Client, file.Path))
        {
            yield return session;
        }
    }

    static async Task<CodexLog> ReadLogAsync(string path, string subagent, UnreadParts unread, CancellationToken cancel)
    {
        var log = new CodexLog(unread, Path.GetFileNameWithoutExtension(path), subagent);
        await JsonLog.ReadLinesAsync(path, log.Take, unread, cancel);
        return log;
    }

    static async Task PlaceSubagentsAsync(
        string path, CodexLog log, SessionBuilder session, HashSet<string> read, UnreadParts unread, CancellationToken cancel)
    {
        foreach (var (thread, call) in log.Started)
        {
            if (read.Count == MaxSubagents || !read.Add(thread) || FileOf(path, thread) is not { } file)
            {
                continue;
            }
            var inner = await ReadLogAsync(file, thread, unread, cancel);
            session.Place(call, inner.Session.Events());
            await PlaceSubagentsAsync(file, inner, session, read, unread, cancel);
        }
    }

    // In the folder of the day, or of another day of the month; one that was copied elsewhere may have any name.
    static string? FileOf(string path, string thread)
    {
        var folder = Path.GetDirectoryName(path) ?? "";
        var month = Path.GetDirectoryName(folder) ?? "";
        var isDay = Path.GetFileName(folder) is [>= '0' and <= '3', >= '0' and <= '9'];
        if (!LogFolder.IsName(thread))
        {
            return null;
        }
        var files = isDay ? LogFolder.FilesBelow(month, $"*{thread}.jsonl") : LogFolder.Files(folder, "*.jsonl");
        return files
            .OrderByDescending(file => file.Contains(thread, StringComparison.Ordinal))
            .FirstOrDefault(file => file != path && IsOf(file, thread));
    }

    static bool IsOf(string file, string thread) =>
        LogHead.Of(SessionFile.ReadHead(file)).Any("type=session_meta", $"payload.id={thread}");
}
