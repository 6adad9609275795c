using SkillMcp.Sessions;

namespace SkillMcp.Server.Clients;

/// <summary>Where a client keeps the logs of its sessions.</summary>
/// <param name="Client">The client.</param>
/// <param name="Folder">The folder that they are all in.</param>
/// <param name="Patterns">The paths of the logs in it, with <c>*</c> for what differs; of a subagent's own logs, none.</param>
sealed record SessionPlace(SessionClient Client, string Folder, params IReadOnlyList<string> Patterns)
{
    static readonly EnumerationOptions Readable = new() { IgnoreInaccessible = true, AttributesToSkip = 0 };

    /// <summary>
    /// The places of the clients that keep their sessions on this machine, as the programs were seen to: those of the versions that are
    /// named in the tests of their readers.
    /// </summary>
    public static IReadOnlyList<SessionPlace> All(ClientEnvironment environment) =>
    [
        new(SessionClient.Claude, HomeOf("claude-code", environment), "projects/*/*.jsonl"),
        new(SessionClient.Codex, HomeOf("codex", environment), "sessions/*/*/*/rollout-*.jsonl", "archived_sessions/rollout-*.jsonl"),
        new(SessionClient.Gemini, HomeOf("gemini", environment), "tmp/*/chats/session-*.jsonl", "tmp/*/chats/session-*.json"),
        new(SessionClient.Qwen, HomeOf("qwen", environment), "projects/*/chats/*.jsonl"),
        new(SessionClient.Copilot, HomeOf("copilot", environment), "session-state/*/events.jsonl"),
        new(SessionClient.Opencode, environment.Join(environment.UnixData, "opencode"), "opencode*.db"),
    ];

    /// <summary>The place of one client; null if it keeps none, as those that write where they are told to.</summary>
    public static SessionPlace? Of(SessionClient client, ClientEnvironment environment) =>
        All(environment).FirstOrDefault(place => place.Client == client);

    /// <summary>The logs that are there, those that were written to last at the beginning.</summary>
    public IReadOnlyList<FoundLog> NewestFirst() =>
    [
        .. Patterns.SelectMany(Files)
            .Select(path => new FoundLog(path, File.GetLastWriteTimeUtc(path)))
            .OrderByDescending(log => log.WrittenAt)
            .ThenBy(log => log.Path, StringComparer.Ordinal),
    ];

    IEnumerable<string> Files(string pattern)
    {
        var parts = pattern.Split('/');
        IEnumerable<string> folders = [Folder];
        foreach (var part in parts[..^1])
        {
            folders = folders.Where(Directory.Exists).SelectMany(folder => Directory.EnumerateDirectories(folder, part, Readable));
        }
        // The runtime takes *.json for *.jsonl too on some systems; older versions kept subagents' logs beside the sessions'.
        return folders.Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, parts[^1], Readable))
            .Where(file => file.EndsWith(Path.GetExtension(parts[^1]), StringComparison.OrdinalIgnoreCase))
            .Where(file => !Path.GetFileName(file).StartsWith("agent-", StringComparison.Ordinal));
    }

    static string HomeOf(string client, ClientEnvironment environment) =>
        SupportedClients.All.Single(each => each.Name == client).Folder(environment);
}
