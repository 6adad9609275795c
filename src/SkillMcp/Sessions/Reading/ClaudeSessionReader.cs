using System.Runtime.CompilerServices;

namespace SkillMcp.Sessions.Reading;

/// <summary>Reads the logs of Claude Code: a line for each block of a message; a subagent has a file of its own.</summary>
sealed class ClaudeSessionReader : ISessionReader
{
    public SessionClient Client => SessionClient.Claude;

    public bool Recognizes(SessionFile file) =>
        file.Facts.Any("sessionId", "message.content") || file.Facts.Any("sessionId", "operation", "type=queue-operation")
        || file.Facts.Any("leafUuid", "type=summary");

    public async IAsyncEnumerable<Session> ReadAsync(SessionFile file, [EnumeratorCancellation] CancellationToken cancel)
    {
        var unread = new UnreadParts();
        var log = new ClaudeLog(unread);
        await JsonLog.ReadLinesAsync(file.Path, log.Take, unread, cancel);
        var agents = log.Agents.ToDictionary();
        foreach (var session in log.Sessions)
        {
            foreach (var path in SubagentFiles(file.Path, session.Id))
            {
                await PlaceAsync(path, session, agents, unread, cancel);
            }
        }
        foreach (var session in unread.With(log.Sessions, Client, file.Path))
        {
            yield return session;
        }
    }

    static IEnumerable<string> SubagentFiles(string path, string session)
    {
        var folder = Path.GetDirectoryName(path) ?? "";
        string[] names = [Path.GetFileNameWithoutExtension(path), .. LogFolder.IsName(session) ? [session] : Array.Empty<string>()];
        var own = names.Select(name => Path.Join(folder, name, "subagents"));
        // Older versions put those of all sessions beside the sessions' files.
        var older = AgentFiles(folder).Where(each => each != path && Names(each, session));
        return own.Distinct().SelectMany(AgentFiles).Concat(older);
    }

    static IEnumerable<string> AgentFiles(string folder) => LogFolder.Files(folder, "agent-*.jsonl");

    static bool Names(string path, string session) =>
        SessionFile.ReadHead(path).Contains($"\"{session}\"", StringComparison.Ordinal);

    static async Task PlaceAsync(
        string path, SessionBuilder session, Dictionary<string, string> agents, UnreadParts unread, CancellationToken cancel)
    {
        var agent = Path.GetFileNameWithoutExtension(path)["agent-".Length..];
        var inner = new ClaudeLog(unread, agent, session.Id);
        await JsonLog.ReadLinesAsync(path, inner.Take, unread, cancel);
        var call = await StartedByAsync(path, cancel) ?? agents.GetValueOrDefault(agent, agent);
        foreach (var done in inner.Sessions)
        {
            session.Place(call, done.Events());
        }
        foreach (var (nested, by) in inner.Agents)
        {
            agents.TryAdd(nested, by);
        }
    }

    static async Task<string?> StartedByAsync(string path, CancellationToken cancel)
    {
        var meta = Path.ChangeExtension(path, ".meta.json");
        try
        {
            using var document = File.Exists(meta) ? LogJson.Parse(await File.ReadAllTextAsync(meta, cancel)) : null;
            return document?.RootElement.Text("toolUseId") is { Length: > 0 } call ? call : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
