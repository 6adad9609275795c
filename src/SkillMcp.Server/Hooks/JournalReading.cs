using SkillMcp.Server.Clients;
using SkillMcp.Sessions;
using SkillMcp.Sessions.Journal;
using SkillMcp.Sessions.Reading;
using SkillMcp.Sqlite;

namespace SkillMcp.Server.Hooks;

/// <summary>
/// What follows from a journal: what was handed over unasked is written down, so that a report can refer to it, and at the end of a turn
/// the session is learned from. Nobody waits for it.
/// </summary>
/// <param name="call">What was typed.</param>
/// <param name="form">How the client calls.</param>
/// <param name="memory">The file of the memory.</param>
/// <param name="open">Makes a memory of an open file.</param>
/// <param name="time">The clock.</param>
sealed class JournalReading(
    HookArguments call,
    HookForm form,
    string memory,
    Func<SkillDatabase, SkillMemory> open,
    TimeProvider time)
{
    static readonly TimeSpan MaxWait = TimeSpan.FromMinutes(1);
    static readonly TimeSpan MaxTime = TimeSpan.FromMinutes(5);
    static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(100);

    // What is older was written down already, or its client is gone.
    static readonly TimeSpan NotedWithin = TimeSpan.FromDays(1);

    public async Task RunAsync()
    {
        QuickExit.Detach();
        using var limit = new CancellationTokenSource(MaxTime, time);
        try
        {
            await ReadAsync(new SessionJournal(memory, form.Session, call.Session), limit.Token);
        }
#pragma warning disable CA1031 // It runs beside the client, with nobody to tell: this is the one place that logs it.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            new HookLog(memory, time).Add(call, fault);
        }
    }

    async Task ReadAsync(SessionJournal journal, CancellationToken cancel)
    {
        // One of a session at a time: the later one reads what the earlier one has not seen.
        using var turn = await TakeTurnAsync($"{journal.File}.lock", cancel);
        var read = journal.Read();
        await using var database = await SkillDatabase.OpenAsync(memory, OpenMode.Create, cancel);
        var opened = open(database);
        foreach (var (retrieval, assignment) in read.Retrievals.Where(noted => time.GetUtcNow() - noted.Retrieval.At < NotedWithin))
        {
            await opened.NoteAsync(retrieval, assignment, cancel);
        }
        if (call.Transcript is not null)
        {
            await LearnAsync(opened, journal, read, cancel);
            JournalAge.Prune(SessionJournal.FolderOf(memory), time.GetUtcNow());
        }
    }

    /// <summary>
    /// Learns from the session as the client's own log has it: with exit codes, subagents, refused calls and what was compacted. Where
    /// there is none, or its form is not known, as the journal has it.
    /// </summary>
    async Task LearnAsync(SkillMemory opened, SessionJournal journal, JournalContents read, CancellationToken cancel)
    {
        var readers = new SessionReaders(SessionReaders.OfText);
        var own = call.Transcript is { Length: > 0 } file ? readers.Recognize(file, form.Session) : null;
        var log = own is { Reader: not null } ? own : readers.Recognize(journal.File);
        await foreach (var session in log.Reader!.ReadAsync(log.File, cancel))
        {
            // What was handed over unasked is no call in it, and decides what was followed.
            var whole = ReferenceEquals(log, own) ? JournalReader.WithRecalls(session, read) : session;
            // The client says that the turn is over; its log may not have the last words yet.
            await opened.LearnSessionAsync(SessionReading.Of(whole with { HasEnd = true }), cancel: cancel);
        }
        await opened.FlushAsync(cancel);
    }

    async Task<FileStream> TakeTurnAsync(string file, CancellationToken cancel)
    {
        AppendedFile.TryCreate(file);
        var began = time.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
            }
            catch (IOException) when (time.GetElapsedTime(began) < MaxWait)
            {
                AppendedFile.TryCreate(file);
                await Task.Delay(LookInterval, time, cancel);
            }
        }
    }
}
