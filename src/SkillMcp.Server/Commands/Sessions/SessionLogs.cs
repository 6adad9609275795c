using System.Runtime.CompilerServices;
using SkillMcp.Sessions;
using SkillMcp.Sessions.Reading;

namespace SkillMcp.Server.Commands.Sessions;

/// <summary>
/// Reads logs, several at a time and in their order. Of each session no more is kept than its tasks, so that a thousand of them take no
/// more memory than the few that are being read.
/// </summary>
/// <param name="readers">Who reads a log.</param>
/// <param name="client">The only client whose logs are read; null for any.</param>
sealed class SessionLogs(SessionReaders readers, SessionClient? client)
{
    static readonly string[] Endings = [".jsonl", ".json", ".db"];

    /// <summary>Some logs, the oldest first.</summary>
    /// <param name="files">The logs.</param>
    /// <param name="since">The time from which on they were written; null for any.</param>
    /// <param name="last">How many of the newest; null for all.</param>
    public static IReadOnlyList<string> Find(IEnumerable<string> files, DateTimeOffset? since, int? last)
    {
        var found = files.Select(Path.GetFullPath).Distinct()
            .Select(path => (Path: path, At: File.GetLastWriteTimeUtc(path)))
            .Where(file => since is null || file.At >= since.Value.UtcDateTime)
            .OrderBy(file => file.At).ThenBy(file => file.Path, StringComparer.Ordinal)
            .Select(file => file.Path);
        return last is { } count ? [.. found.TakeLast(count)] : [.. found];
    }

    /// <summary>The logs at a path, however deep. Those of subagents are read with the session that started them.</summary>
    /// <exception cref="SkillException">There is nothing at it.</exception>
    public static IEnumerable<string> In(string path)
    {
        if (File.Exists(path))
        {
            return [path];
        }
        if (!Directory.Exists(path))
        {
            throw new SkillException($"There is no file or folder {path}.");
        }
        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = 0 };
        return Directory.EnumerateFiles(path, "*", options)
            .Where(file => Endings.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase) && !IsOfSubagent(file));
    }

    static bool IsOfSubagent(string file) => Path.GetFileName(file).StartsWith("agent-", StringComparison.Ordinal)
        || Path.GetFileName(Path.GetDirectoryName(file)) == "subagents";

    /// <summary>What was read of each log, in their order.</summary>
    public async IAsyncEnumerable<ReadLog> ReadAsync(IReadOnlyList<string> files, [EnumeratorCancellation] CancellationToken cancel)
    {
        var pending = new Queue<Task<ReadLog>>();
        var next = 0;
        while (next < files.Count || pending.Count > 0)
        {
            while (next < files.Count && pending.Count < 2 * Environment.ProcessorCount)
            {
                var file = files[next++];
                pending.Enqueue(Task.Run(() => ReadAsync(file, cancel), cancel));
            }
            yield return await pending.Dequeue();
        }
    }

    async Task<ReadLog> ReadAsync(string file, CancellationToken cancel)
    {
        var recognized = readers.Recognize(file, client);
        if (recognized.Reader is not { } reader)
        {
            return new ReadLog(file, [], recognized.Problem);
        }
        var sessions = new List<SessionReading>();
        var problem = "";
        try
        {
            await foreach (var session in reader.ReadAsync(recognized.File, cancel))
            {
                try
                {
                    sessions.Add(SessionReading.Of(session));
                }
                catch (SkillException refusal)
                {
                    problem = refusal.Message;
                }
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            problem = fault.Message;
        }
        return new ReadLog(file, sessions, problem);
    }
}
