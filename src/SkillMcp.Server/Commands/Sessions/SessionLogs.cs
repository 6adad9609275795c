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
