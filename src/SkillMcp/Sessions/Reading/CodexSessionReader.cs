using System.Runtime.CompilerServices;

namespace SkillMcp.Sessions.Reading;

/// <summary>Reads the logs of Codex: a line for each item of the conversation, and one for what became of a call.</summary>
public sealed class CodexSessionReader : ISessionReader
{
    // A subagent may start one; no more than these are followed.
    const int MaxDepth = 8;

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
        await PlaceSubagentsAsync(file.Path, log, log.Session, unread, 0, cancel);
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
        string path, CodexLog log, SessionBuilder session, UnreadParts unread, int depth, CancellationToken cancel)
    {
        foreach (var (thread, call) in log.Started)
        {
            if (FileOf(path, thread) is not { } file || depth == MaxDepth)
            {
                continue;
            }
            var inner = await ReadLogAsync(file, thread, unread, cancel);
            session.Place(call, inner.Session.Events());
            await PlaceSubagentsAsync(file, inner, session, unread, depth + 1, cancel);
        }
    }

    // In the folder of the day, or of another day of the month; one that was copied elsewhere may have any name.
    static string? FileOf(string path, string thread)
    {
        var folder = Path.GetDirectoryName(path) ?? "";
        var month = Path.GetDirectoryName(folder) ?? "";
        var isDay = Path.GetFileName(folder) is [>= '0' and <= '3', >= '0' and <= '9'];
        var name = thread.Length > 0 && thread.All(letter => char.IsLetterOrDigit(letter) || letter == '-') ? $"*{thread}.jsonl" : "*?.jsonl";
        var named = Directory.EnumerateFiles(isDay ? month : folder, name, isDay ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly);
        return named.Concat(isDay ? [] : Directory.EnumerateFiles(folder, "*.jsonl")).FirstOrDefault(file => file != path && IsOf(file, thread));
    }

    static bool IsOf(string file, string thread) => LogHead.Of(SessionFile.ReadHead(file)).Any("type=session_meta", $"payload.id={thread}");
}
