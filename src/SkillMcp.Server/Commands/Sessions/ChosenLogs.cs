using SkillMcp.Server.Clients;
using SkillMcp.Sessions;

namespace SkillMcp.Server.Commands.Sessions;

/// <summary>The logs that a person chose: those that were named, those in folders that were, or all that a client keeps.</summary>
sealed class ChosenLogs
{
    static readonly string[] Endings = [".jsonl", ".json", ".db"];

    // A link is not followed, as it may lead back to where it is.
    static readonly EnumerationOptions Below = new()
    {
        RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint,
    };

    readonly List<string> found;
    readonly HashSet<string> named;

    ChosenLogs(IEnumerable<string> found, IEnumerable<string> named) =>
        (this.found, this.named) = ([.. found.Select(Path.GetFullPath).Distinct()], [.. named.Select(Path.GetFullPath)]);

    /// <summary>Those of them that are read, the oldest first.</summary>
    public IReadOnlyList<string> Files { get; private init; } = [];

    /// <summary>Why none of them is read; empty if one is.</summary>
    public string NothingNew { get; private init; } = "";

    /// <summary>The logs at some paths.</summary>
    /// <exception cref="SkillException">There is nothing at one, or no log.</exception>
    public static ChosenLogs At(IReadOnlyList<string> paths) =>
        new(paths.SelectMany(In), paths.Where(File.Exists));

    /// <summary>The logs of a client that it keeps itself.</summary>
    /// <exception cref="SkillException">There are none.</exception>
    public static ChosenLogs Of(SessionClient client)
    {
        var name = NameOf(client);
        var place = SessionPlace.Of(client, ClientEnvironment.Current)
            ?? throw new SkillException($"{name} has no folder of its own for sessions: name the files, with or without --from {name}.");
        var logs = place.NewestFirst();
        return logs.Count > 0
            ? new ChosenLogs(logs.Select(log => log.Path), [])
            : throw new SkillException(
                $"{name} keeps no sessions here: there is no {string.Join(" and no ", place.Patterns)} in {place.Folder}. "
                + "Logs that lie elsewhere are named: skillmcp learn FILE-OR-FOLDER");
    }

    /// <summary>What a client is called after <c>--from</c>.</summary>
    public static string NameOf(SessionClient client) => EnumName.Of(client).Replace('_', '-');

    /// <summary>Those that were written to since a time, and the newest so many of them; null for no limit.</summary>
    public ChosenLogs Newest(DateTimeOffset? since, int? last)
    {
        var dated = found.Select(path => (Path: path, At: File.GetLastWriteTimeUtc(path)))
            .OrderBy(file => file.At).ThenBy(file => file.Path, StringComparer.Ordinal)
            .ToList();
        var files = dated.Where(file => since is null || file.At >= since.Value.UtcDateTime).Select(file => file.Path).ToList();
        return new ChosenLogs(found, named)
        {
            Files = [.. files.TakeLast(last ?? files.Count)],
            NothingNew = files.Count > 0
                ? ""
                : $"None of {Quantity.Of(found.Count, "log")} was written since {since:yyyy-MM-dd HH:mm'Z'}: "
                    + $"the newest is {dated[^1].Path}, of {dated[^1].At:yyyy-MM-dd HH:mm'Z'}.",
        };
    }

    /// <summary>Whether a person named this very log, and not a folder that it is in.</summary>
    public bool IsNamed(string file) => named.Contains(file);

    /// <summary>The logs at a path, however deep. Those of subagents are read with the session that started them.</summary>
    static IEnumerable<string> In(string path)
    {
        if (File.Exists(path))
        {
            return [path];
        }
        if (!Directory.Exists(path))
        {
            throw new SkillException(path.StartsWith('-')
                ? $"There is no option or file {path}: skillmcp learn --help names the options."
                : $"There is no file or folder {path}. The logs of a client are found by its name: skillmcp learn --from claude --last 1");
        }
        // What is below and may not be read is left out; of the folder itself the system says so.
        _ = Directory.EnumerateFileSystemEntries(path).Any();
        var logs = Directory.EnumerateFiles(path, "*", Below)
            .Where(file => Endings.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase) && !IsOfSubagent(file))
            .ToList();
        return logs.Count > 0
            ? logs
            : throw new SkillException(
                $"There is no log in {path}: a file that ends in {string.Join(", ", Endings)} was looked for, however deep. "
                + "A log of another name is read if it is named itself.");
    }

    static bool IsOfSubagent(string file) => Path.GetFileName(file).StartsWith("agent-", StringComparison.Ordinal)
        || Path.GetFileName(Path.GetDirectoryName(file)) == "subagents";
}
