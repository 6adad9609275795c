namespace SkillMcp.Changes;

/// <summary>Decides whether a reported execution is counted, replaces an earlier report or adds nothing.</summary>
static class ReportChanges
{
    // Tasks repeat. If this many executions hold fewer distinct ones than a skill remembers, older ones would hardly add any.
    const int MaxTaught = 500;

    /// <summary>The change that a report makes.</summary>
    /// <param name="skill">The skill as it was read.</param>
    /// <param name="execution">The reported execution.</param>
    /// <param name="history">The executions of the skill that are stored already.</param>
    public static Reported Decide(Skill skill, Execution execution, ReportHistory history)
    {
        if (history.Earlier is not { } earlier)
        {
            return new Reported(Counted.New, Appended(skill, execution, history.Remembered));
        }
        // A report never overrides one with a higher evidence level. At the same level, only another outcome is a correction.
        var isWeaker = execution.EvidenceLevel < earlier.EvidenceLevel;
        // That it did not fit is more than that it was not chosen.
        var isSaidNow = earlier.IsDeclined && !execution.IsDeclined;
        var isRepeated = execution.EvidenceLevel == earlier.EvidenceLevel && earlier.Outcome == execution.Outcome && !isSaidNow;
        var noted = earlier with { Notes = NotesOf(earlier, execution), Versions = VersionsOf(earlier, execution) };
        if (isWeaker || isRepeated)
        {
            var notFor = earlier.NotFor.Length > 0 ? earlier.NotFor : execution.NotFor;
            var pitfall = PitfallOf(earlier, execution);
            var withheld = pitfall is null ? WithheldOf(earlier, execution) : earlier.Withheld;
            var learned = isRepeated ? noted with { Pitfall = pitfall, Withheld = withheld, NotFor = notFor } : noted;
            var counted = earlier.Outcome == execution.Outcome ? Counted.Unchanged : Counted.Outweighed;
            return new Reported(counted, learned == earlier ? null : Noted(skill, earlier, learned));
        }
        // The task comes from the retrieval, which a later report may leave out. The version is that of the first report, always.
        var withTask = execution.Task.Length > 0 ? execution : execution with { Task = earlier.Task, Also = earlier.Also };
        var isSameText = earlier.Version == execution.Version;
        var corrected = (isSameText ? withTask : withTask.WithPitfall(WithoutStep)) with
        {
            Version = earlier.Version,
            Way = earlier.Way,
            Notes = noted.Notes,
            Versions = noted.Versions,
            Retrieval = earlier.Retrieval,
            IsBound = earlier.IsBound,
        };
        return new Reported(Counted.Corrected, Corrected(skill, earlier, corrected, history.Last));
    }

    /// <summary>
    /// The earlier report of an execution; null if there is none. A run that went well in one way is another execution than the one that
    /// did not in another way after the same retrieval.
    /// </summary>
    /// <param name="execution">The reported execution.</param>
    /// <param name="same">The reports of the same execution or for the same retrieval, newest first.</param>
    public static Execution? EarlierOf(Execution execution, IReadOnlyList<Execution> same)
    {
        var ofWay = same.FirstOrDefault(other => other.Id == execution.Id) ?? same.FirstOrDefault(other => other.Way == execution.Way);
        var first = same.LastOrDefault();
        // What went well with another value than the one that failed is a text of its own, of the same way.
        var isChanged = execution.Outcome == Outcome.Success && ofWay is { Outcome: not Outcome.Success }
            && ofWay.Id != execution.Id && ofWay.Version != execution.Version;
        if (isChanged)
        {
            return null;
        }
        // What is reported as a success once another way has mended the failure is the success of that way.
        var isMended = execution.Outcome == Outcome.Success && ofWay is { Outcome: not Outcome.Success } && ofWay.Id != execution.Id;
        if (isMended && same.FirstOrDefault(other => other.Way != execution.Way && other.Outcome == Outcome.Success) is { } mending)
        {
            return mending;
        }
        var mends = execution.Outcome == Outcome.Success && first is { Outcome: not Outcome.Success };
        // What was observed of one way proves nothing of another.
        var provesOther = execution.EvidenceLevel > first?.EvidenceLevel;
        return ofWay ?? (mends || provesOther ? null : first);
    }

    /// <summary>Decides on the withheld pitfall of a report: it becomes its pitfall, or is dropped. The outcome stays as it is.</summary>
    /// <param name="skill">The skill as it was read.</param>
    /// <param name="report">The report, with a withheld pitfall.</param>
    /// <param name="isAdmitted">Whether a person admits it.</param>
    internal static MemoryChange Settle(Skill skill, Execution report, bool isAdmitted)
    {
        var withheld = report.Withheld!;
        var settled = (isAdmitted, withheld.IsNotFor) switch
        {
            (false, _) => report with { Withheld = withheld with { IsDropped = true } },
            (_, true) => report with { Withheld = null, NotFor = withheld.Pitfall.Text },
            _ => report with { Withheld = null, Pitfall = withheld.Pitfall },
        };
        var act = isAdmitted ? AuditedAct.NoteAdmitted : AuditedAct.NoteDropped;
        var step = withheld.Pitfall.Step == 0 ? "" : $" at step {withheld.Pitfall.Step}";
        var detail = $"{withheld.Kind}{step} of version {report.Version} {withheld.ContentHash()[..12]}";
        return Noted(skill, report, settled) with { Audit = [new AuditNote(act, skill.Project, skill.Name.Value, detail)] };
    }

    /// <summary>The skill with one more execution counted.</summary>
    internal static Skill With(Skill skill, Execution execution) => skill with
    {
        Record = skill.Record.With(execution.Outcome, execution.EvidenceLevel),
        LastUsedAt = Later(skill.LastUsedAt, execution.Outcome == Outcome.NotUsed ? null : execution.At),
        LastSucceededAt = Later(skill.LastSucceededAt, execution.Outcome == Outcome.Success ? execution.At : null),
    };

    /// <summary>
    /// The tasks of the last executions, the oldest first. Computed from the executions, so that tasks come back that were displaced
    /// by one that is now corrected.
    /// </summary>
    /// <param name="executions">The executions of a skill, newest first.</param>
    internal static IEnumerable<PastTask> TasksOf(IEnumerable<Execution> executions) => executions
        .Where(execution => execution.Task.Length > 0 && execution.Outcome != Outcome.Failure)
        .Take(MaxTaught)
        .Reverse()
        .OrderBy(execution => execution.At)
        .Select(PastTask.Of)
        .OfType<PastTask>();

    static MemoryChange Appended(Skill skill, Execution execution, IReadOnlyList<PastTask> remembered)
    {
        var tasks = PastTask.Of(execution) is { } added
            ? Difference(remembered, PastTask.Remembered(remembered, added))
            : RememberedTasks.Unchanged;
        return new MemoryChange
        {
            Skills =
            [
                new SkillChange
                {
                    Before = skill,
                    After = With(skill, execution),
                    AddedExecutions = [execution],
                    Record = RecordChange.By(execution),
                    Tasks = tasks,
                },
            ],
            Audit = [Note(skill, execution, "")],
        };
    }

    /// <summary>Adds notes to an earlier report whose outcome stays as it is.</summary>
    static MemoryChange Noted(Skill skill, Execution earlier, Execution noted) => new()
    {
        Skills = [new SkillChange { Before = skill, After = skill, Correction = new CorrectedExecution(earlier, noted) }],
    };

    static MemoryChange Corrected(Skill skill, Execution earlier, Execution execution, IReadOnlyList<Execution> last)
    {
        // The list is newest first, so the executions before the earlier one in it were recorded later.
        var since = last.TakeWhile(other => other.Id != earlier.Id).Count(other => other.Outcome != Outcome.NotUsed);
        var corrected = last.Where(other => other.Id != earlier.Id).Append(execution).ToList();
        var record = skill.Record.Corrected(earlier.Outcome, earlier.EvidenceLevel, execution.Outcome, execution.EvidenceLevel, since);
        var times = TimesOf(skill, record, corrected);
        var taught = TasksOf(last.Select(other => other.Id == earlier.Id ? execution : other));
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
                    Tasks = RememberedTasks.Only(PastTask.Remembered(taught)),
                },
            ],
            Audit = [Note(skill, execution, $", was {EnumName.Of(earlier.Outcome)}")],
        };
    }

    /// <summary>
    /// When a skill was last used and last succeeded. A skill that was added with a record and has no other execution was last used
    /// before it was added.
    /// </summary>
    static UseTimes TimesOf(Skill skill, TrackRecord record, List<Execution> executions)
    {
        var used = LastOf(executions, outcome => outcome != Outcome.NotUsed);
        var succeeded = LastOf(executions, outcome => outcome == Outcome.Success);
        return new UseTimes(
            used ?? (record.Total > 0 ? Earlier(skill.LastUsedAt, skill.CreatedAt) : null),
            succeeded ?? (record.Successes.Total > 0 ? Earlier(skill.LastSucceededAt, skill.CreatedAt) : null));
    }

    static DateTimeOffset? LastOf(List<Execution> executions, Func<Outcome, bool> isWanted) =>
        executions.Where(execution => isWanted(execution.Outcome)).Select(execution => (DateTimeOffset?)execution.At).Max();

    /// <summary>The notes of both reports. The earlier ones are kept because a run's own steps may be stored nowhere else.</summary>
    static string NotesOf(Execution earlier, Execution execution)
    {
        var noted = earlier.Notes.Split('\n');
        return string.Join('\n', noted.Concat(execution.Notes.Split('\n').Except(noted)).Where(line => line.Length > 0));
    }

    /// <summary>The versions that both reports show; of a program that both do, what the later one does.</summary>
    static IReadOnlyList<ProgramVersion> VersionsOf(Execution earlier, Execution execution)
    {
        var known = earlier.Versions.Select(version => (version.Program, version.Version)).ToHashSet();
        return execution.Versions.All(version => known.Contains((version.Program, version.Version)))
            ? earlier.Versions
            : [.. execution.Versions.UnionBy(earlier.Versions, version => version.Program).Take(ProgramVersion.MaxPerRun)];
    }

    /// <summary>The pitfall of the first of two equal reports that has one. Its step has this number only in its own version.</summary>
    static Pitfall? PitfallOf(Execution earlier, Execution execution) =>
        earlier.Pitfall ?? (execution.Version == earlier.Version ? execution.Pitfall : null);

    static WithheldPitfall? WithheldOf(Execution earlier, Execution execution) =>
        earlier.Withheld ?? (execution.Version == earlier.Version ? execution.Withheld : null);

    // The number of a step is that of the text that was followed.
    static Pitfall WithoutStep(Pitfall pitfall) => pitfall with { Step = 0 };

    static RememberedTasks Difference(IReadOnlyList<PastTask> before, IReadOnlyList<PastTask> after)
    {
        var old = before.Select(task => task.Execution).ToList();
        var current = after.Select(task => task.Execution).ToList();
        return new RememberedTasks([.. current.Except(old)], [.. old.Except(current)]);
    }

    static AuditNote Note(Skill skill, Execution execution, string correction)
    {
        var (outcome, level) = (EnumName.Of(execution.Outcome), EnumName.Of(execution.EvidenceLevel));
        var detail = $"{outcome} of version {execution.Version}, {level}{correction}";
        return new AuditNote(AuditedAct.Recorded, skill.Project, skill.Name.Value, detail);
    }

    static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one is null || other > one ? other ?? one : one;

    static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset other) => one > other ? other : one;
}

/// <summary>The stored executions of a skill that decide how another one is counted.</summary>
/// <param name="Earlier">The earlier report of the same execution or for the same retrieval; null if there is none.</param>
/// <param name="Remembered">The tasks that the skill is found by, the oldest first.</param>
/// <param name="Last">The last executions, newest first; used only if an earlier report is corrected.</param>
sealed record ReportHistory(Execution? Earlier, IReadOnlyList<PastTask> Remembered, IReadOnlyList<Execution> Last);

/// <summary>The effect of a report.</summary>
/// <param name="Counted">How it is counted.</param>
/// <param name="Change">The change to write; null if there is nothing to write.</param>
sealed record Reported(Counted Counted, MemoryChange? Change);
