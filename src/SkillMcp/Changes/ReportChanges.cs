namespace SkillMcp.Changes;

/// <summary>Decides what a reported execution changes: whether it counts, replaces an earlier report or says nothing new.</summary>
public static class ReportChanges
{
    /// <summary>The most executions that are looked through for tasks when a report is corrected. Twenty different ones are among so many, or the rest repeat.</summary>
    const int MaxTaught = 500;

    /// <summary>What a report changes.</summary>
    /// <param name="skill">The skill as it was read.</param>
    /// <param name="execution">What is reported.</param>
    /// <param name="history">What is known of the skill's executions.</param>
    public static Reported Record(Skill skill, Execution execution, ReportHistory history)
    {
        if (history.Earlier is not { } earlier)
        {
            return new Reported(Counted.New, Appended(skill, execution, history.Remembered));
        }
        var noted = earlier with { Notes = NotesOf(earlier, execution) };
        // A report never overrides one with a higher evidence level, and the same outcome again says nothing unless it is known better now.
        if (execution.EvidenceLevel < earlier.EvidenceLevel || execution.EvidenceLevel == earlier.EvidenceLevel && earlier.Outcome == execution.Outcome)
        {
            var change = noted == earlier ? null : new MemoryChange { Skills = [new SkillChange { Before = skill, After = skill, Correction = new CorrectedExecution(earlier, noted) }] };
            return new Reported(Counted.Unchanged, change);
        }
        // The task and the version that was followed are known from the retrieval; a later report may come without it.
        var corrected = execution.Task.Length > 0 ? execution : execution with { Task = earlier.Task, Version = earlier.Version };
        return new Reported(Counted.Corrected, Corrected(skill, earlier, corrected with { Notes = noted.Notes, Retrieval = earlier.Retrieval }, history.All));
    }

    /// <summary>A skill as one more execution leaves it.</summary>
    internal static Skill With(Skill skill, Execution execution) => skill with
    {
        Record = skill.Record.With(execution.Outcome, execution.EvidenceLevel),
        LastUsedAt = Later(skill.LastUsedAt, execution.Outcome == Outcome.NotUsed ? null : execution.At),
        LastSucceededAt = Later(skill.LastSucceededAt, execution.Outcome == Outcome.Success ? execution.At : null),
    };

    /// <summary>The tasks that the last executions taught, in the order in which they were asked: those that a corrected one had displaced are among them again.</summary>
    /// <param name="executions">Newest first.</param>
    internal static IEnumerable<PastTask> TaughtBy(IEnumerable<Execution> executions) => executions
        .Where(execution => execution.Task.Length > 0 && execution.Outcome != Outcome.Failure)
        .Take(MaxTaught)
        .Reverse()
        .OrderBy(execution => execution.At)
        .Select(PastTask.Of)
        .OfType<PastTask>();

    static MemoryChange Appended(Skill skill, Execution execution, IReadOnlyList<PastTask> remembered) => new()
    {
        Skills =
        [
            new SkillChange
            {
                Before = skill,
                After = With(skill, execution),
                AddedExecutions = [execution],
                Record = RecordChange.By(execution),
                Tasks = PastTask.Of(execution) is { } added ? Difference(remembered, PastTask.Remembered(remembered, added)) : RememberedTasks.Unchanged,
            },
        ],
        Audit = [Note(skill, execution, "")],
    };

    static MemoryChange Corrected(Skill skill, Execution earlier, Execution execution, IReadOnlyList<Execution> all)
    {
        // Newest first: those before it in the list were recorded after it.
        var since = all.TakeWhile(other => other.Id != earlier.Id).Count(other => other.Outcome != Outcome.NotUsed);
        var others = all.Where(other => other.Id != earlier.Id).Append(execution).ToList();
        var record = skill.Record.Corrected(earlier.Outcome, earlier.EvidenceLevel, execution.Outcome, execution.EvidenceLevel, since);
        var times = TimesOf(skill, record, others);
        return new MemoryChange
        {
            Skills =
            [
                new SkillChange
                {
                    Before = skill,
                    After = skill with { Record = record, LastUsedAt = times.LastUsedAt, LastSucceededAt = times.LastSucceededAt },
                    Correction = new CorrectedExecution(earlier, execution),
                    Record = RecordChange.Between(skill.Record, record) with { Times = times },
                    Tasks = RememberedTasks.Only(PastTask.Remembered(TaughtBy(all.Select(other => other.Id == earlier.Id ? execution : other)))),
                },
            ],
            Audit = [Note(skill, execution, $", was {EnumName.Of(earlier.Outcome)}")],
        };
    }

    /// <summary>
    /// A skill was last used by the last execution that still is a use. One that came with a record and has no other execution was last used,
    /// at the latest, when it came.
    /// </summary>
    static UseTimes TimesOf(Skill skill, TrackRecord record, List<Execution> executions)
    {
        var uses = executions.Where(execution => execution.Outcome != Outcome.NotUsed).Select(execution => (DateTimeOffset?)execution.At).Max();
        var successes = executions.Where(execution => execution.Outcome == Outcome.Success).Select(execution => (DateTimeOffset?)execution.At).Max();
        return new UseTimes(
            uses ?? (record.Total > 0 ? Earlier(skill.LastUsedAt, skill.CreatedAt) : null),
            successes ?? (record.Successes.Total > 0 ? Earlier(skill.LastSucceededAt, skill.CreatedAt) : null));
    }

    /// <summary>What was noted with a report, and what another report of the same execution adds: a run's own steps may be kept nowhere else.</summary>
    static string NotesOf(Execution earlier, Execution execution)
    {
        var noted = earlier.Notes.Split('\n');
        return string.Join('\n', noted.Concat(execution.Notes.Split('\n').Except(noted)).Where(line => line.Length > 0));
    }

    static RememberedTasks Difference(IReadOnlyList<PastTask> before, IReadOnlyList<PastTask> after)
    {
        var (was, now) = (before.Select(task => task.Execution).ToList(), after.Select(task => task.Execution).ToList());
        return new RememberedTasks([.. now.Except(was)], [.. was.Except(now)]);
    }

    static AuditNote Note(Skill skill, Execution execution, string correction) => new(
        AuditedAct.Recorded, skill.Project, skill.Name.Value, $"{EnumName.Of(execution.Outcome)} of version {execution.Version}, {EnumName.Of(execution.EvidenceLevel)}{correction}");

    static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one is null || other > one ? other ?? one : one;

    static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset other) => one > other ? other : one;
}

/// <summary>What is known of a skill's executions when another one is reported.</summary>
/// <param name="Earlier">The report that was made before for the same retrieval, or the same report; null where there is none.</param>
/// <param name="Remembered">The tasks that the skill is found by, the oldest first.</param>
/// <param name="All">All executions, newest first; needed only where an earlier report is corrected.</param>
public sealed record ReportHistory(Execution? Earlier, IReadOnlyList<PastTask> Remembered, IReadOnlyList<Execution> All);

/// <summary>What a report comes to.</summary>
/// <param name="Counted">Whether it counts.</param>
/// <param name="Change">What is to be written; null where nothing is.</param>
public sealed record Reported(Counted Counted, MemoryChange? Change);
