using SkillMcp.Server.Commands.JsonOutput;
using SkillMcp.Sessions;

namespace SkillMcp.Server.Commands.Sessions;

/// <summary>What was made of sessions so far.</summary>
sealed class Lessons
{
    readonly List<(string File, SessionReading Session, TaskLesson Lesson)> all = [];
    readonly List<string> unread = [];
    readonly HashSet<SkillMemory> memories = [];
    readonly HashSet<(SessionClient, string)> sessions = [];

    public IReadOnlyList<(string File, SessionReading Session, TaskLesson Lesson)> All => all;

    public void Add(ReadLog log)
    {
        if (log.Problem.Length > 0)
        {
            unread.Add(log.Sessions.Count > 0 ? $"{log.File}: {log.Problem}" : log.Problem);
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

    /// <summary>Writes what the memories that were taught have not written yet, and makes vectors of what they learned.</summary>
    public async Task FlushAsync(CancellationToken cancel)
    {
        foreach (var memory in memories)
        {
            await memory.FlushAsync(cancel);
            await memory.EmbedAsync(cancel);
        }
    }

    public LearnSummary Summary(bool isDryRun) => LearnSummary.Of(
        sessions.Count,
        [.. all.Select(one => LearnedTask.Of(one.File, one.Session, one.Lesson))],
        unread,
        isDryRun);
}
