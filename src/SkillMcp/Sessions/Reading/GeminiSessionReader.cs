using System.Runtime.CompilerServices;

namespace SkillMcp.Sessions.Reading;

/// <summary>Reads the logs of Gemini CLI: each message again and again until it is whole, its calls with their results in it.</summary>
sealed class GeminiSessionReader : ISessionReader
{
    const int MaxSubagents = 200;

    public SessionClient Client => SessionClient.Gemini;

    public bool Recognizes(SessionFile file) => file.Facts.Any("sessionId", "projectHash")
        || file.Facts.Any("$set.messages[].id") || file.Facts.Any("type=gemini", "toolCalls[].args");

    public async IAsyncEnumerable<Session> ReadAsync(SessionFile file, [EnumeratorCancellation] CancellationToken cancel)
    {
        var unread = new UnreadParts();
        var log = await ReadLogAsync(file, "", unread, cancel);
        if (log.IsSubagent)
        {
            yield break;
        }
        var session = log.Session();
        session.Folder = log.Folder.Length > 0 ? log.Folder : FolderOf(file.Path);
        foreach (var (agent, call) in log.Agents.Take(MaxSubagents))
        {
            if (FileOf(file.Path, session.Id, agent) is { } path)
            {
                var inner = await ReadLogAsync(new SessionFile(path, SessionFile.ReadHead(path)), agent, unread, cancel);
                session.Place(call, inner.Session().Events());
            }
        }
        foreach (var whole in unread.With([session], Client, file.Path))
        {
            yield return whole;
        }
    }

    static async Task<GeminiLog> ReadLogAsync(SessionFile file, string subagent, UnreadParts unread, CancellationToken cancel)
    {
        var log = new GeminiLog(unread, Path.GetFileNameWithoutExtension(file.Path), subagent);
        // Older versions wrote one document.
        if (file.Facts.Any("projectHash", "messages[]"))
        {
            await JsonLog.ReadDocumentAsync(file.Path, (_, name, value) => log.TakeMember(name, value), unread, cancel);
        }
        else
        {
            await JsonLog.ReadLinesAsync(file.Path, log.Take, unread, cancel);
        }
        return log;
    }

    // Beside the session's file: in a folder of its name, or, where it was copied to, under any name.
    static string? FileOf(string path, string session, string agent)
    {
        var folder = Path.GetDirectoryName(path) ?? "";
        var own = Path.Join(folder, session, $"{agent}.jsonl");
        if (!LogFolder.IsName(session) || !LogFolder.IsName(agent))
        {
            return null;
        }
        if (File.Exists(own))
        {
            return own;
        }
        return LogFolder.Files(folder, "*.jsonl").FirstOrDefault(file =>
            file != path && LogHead.Of(SessionFile.ReadHead(file)).Any("kind=subagent", $"sessionId={agent}"));
    }

    // The log does not say it: a file in the project's folder does, two above.
    static string FolderOf(string path)
    {
        var project = Path.GetDirectoryName(Path.GetDirectoryName(path)) ?? "";
        var root = SessionFile.ReadHead(Path.Join(project, ".project_root")).Trim();
        return Path.IsPathRooted(root) && !root.Contains('\n', StringComparison.Ordinal) ? root : RegisteredFolder(project);
    }

    static string RegisteredFolder(string project)
    {
        var home = Path.GetDirectoryName(Path.GetDirectoryName(project)) ?? "";
        using var projects = LogJson.Parse(SessionFile.ReadHead(Path.Join(home, "projects.json")));
        var slug = Path.GetFileName(project);
        return projects?.RootElement.Member("projects").Members().FirstOrDefault(each => each.Value.AsText() == slug).Name ?? "";
    }
}
