using SkillMcp.Server.Commands.JsonOutput;
using SkillMcp.Sessions;

namespace SkillMcp.Server.Commands.Sessions;

/// <summary>What was made of sessions so far.</summary>
/// <param name="chosen">The logs that a person chose.</param>
sealed class Lessons(ChosenLogs chosen)
{
    readonly List<(string File, SessionReading Session, TaskLesson Lesson)> all = [];
    readonly List<string> unread = [];
    readonly List<string> refused = [];
    readonly HashSet<SkillMemory> memories = [];
    readonly HashSet<(SessionClient, string)> sessions = [];
    int readLogs;

    public IReadOnlyList<(string File, SessionReading Session, TaskLesson Lesson)> All => all;

    /// <summary>How many logs were read, or could not be.</summary>
    public int Logs { get; private set; }

    /// <summary>How many sessions were in them, with those in which nothing happened since the time that was wanted.</summary>
    public int Sessions { get; private set; }

    /// <summary>Why logs were not read that the person named, a sentence each. In a folder there may be files that are no logs.</summary>
    public IReadOnlyList<string> Refused => refused;

    /// <summary>Whether logs were found, and not one of them could be read.</summary>
    public bool AreAllUnread => Logs > 0 && readLogs == 0;

    /// <summary>The same logs, of which nothing is made yet.</summary>
    public Lessons WithoutLessons()
    {
        var others = new Lessons(chosen) { Logs = Logs, Sessions = Sessions, readLogs = readLogs };
        others.unread.AddRange(unread);
        others.refused.AddRange(refused);
        return others;
    }

    public void Add(ReadLog log)
    {
        Logs++;
        Sessions += log.Sessions.Count;
        readLogs += log.Sessions.Count > 0 || log.Problem.Length == 0 ? 1 : 0;
        if (log.Problem.Length > 0)
        {
            var where = log.Sessions.Count == 0 && chosen.IsNamed(log.File) ? refused : unread;
            where.Add(log.Sessions.Count > 0 ? $"{log.File}: {log.Problem}" : log.Problem);
        }
        unread.AddRange(log.Sessions.SelectMany(session => session.Unread).Select(part => $"{log.File}: {part}"));
    }

    public void Add(string file, SessionReading session, SkillMemory? memory, IReadOnlyList<TaskLesson> lessons)
    {
        sessions.Add((session.Client, session.Id));
        all.AddRange(lessons.Select(lesson => (file, session, lesson)));
        if (memory is not null)
        {
            memories.Add(memory);
        }
    }

    /// <summary>Writes what the memories that were taught have not written yet.</summary>
    public async Task FlushAsync(CancellationToken cancel)
    {
        foreach (var memory in memories)
        {
            await memory.FlushAsync(cancel);
        }
    }

    /// <summary>Makes vectors of what the memories learned.</summary>
    public async Task EmbedAsync(CancellationToken cancel)
    {
        foreach (var memory in memories)
        {
            await memory.EmbedAsync(cancel);
        }
    }

    public LearnSummary Summary(bool isDryRun) => LearnSummary.Of(
        sessions.Count,
        [.. all.Select(one => LearnedTask.Of(one.File, one.Session, one.Lesson))],
        [.. refused, .. unread],
        isDryRun);
}
