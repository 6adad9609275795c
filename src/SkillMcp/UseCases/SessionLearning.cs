using SkillMcp.Formation;
using SkillMcp.Sessions;

namespace SkillMcp.UseCases;

/// <summary>
/// Learns from a session that was read: of each task the outcome of the skill that it followed is recorded, or else its run is told as an
/// agent would tell it. A run that was seen once is only remembered, unless the options say otherwise.
/// </summary>
sealed class SessionLearning(
    IMemoryStore store,
    Project project,
    SkillMemoryOptions options,
    CompositeLayout layout,
    FollowedRetrieval followed,
    WayLookup ways,
    Learning learning,
    Recording recording,
    Remembering remembering,
    Measuring measuring)
{
    public async Task<IReadOnlyList<TaskLesson>> LearnAsync(SessionReading session, SessionLearningOptions wanted, CancellationToken cancel)
    {
        var lessons = new List<TaskLesson>();
        foreach (var path in session.Tasks)
        {
            cancel.ThrowIfCancellationRequested();
            lessons.Add(await LearnAsync(session, path, wanted, cancel));
        }
        return lessons;
    }

    async Task<TaskLesson> LearnAsync(SessionReading session, TaskPath path, SessionLearningOptions wanted, CancellationToken cancel)
    {
        if (wanted.IsIgnored(path))
        {
            return LeftOut(path, "it matches a pattern that is ignored");
        }
        if (!wanted.IsOver && path.Task.IsLast)
        {
            return LeftOut(path, "it may go on");
        }
        if (!path.HasEnd)
        {
            return LeftOut(path, "the log ends before it does, so how it ended is not known");
        }
        var key = SessionKey.Of(session.Client, session.Id, path.Task.Number);
        var actor = new Actor(Author.Agent, EnumName.Of(session.Client));
        var told = await OwnAsync(key, cancel);
        await measuring.EndAsync(RetrievedInTask.Of(path.Task).Retrievals, told, path.Outcome, cancel);
        if (wanted.AsksAgain)
        {
            await remembering.AskAgainAsync(told, actor, cancel);
        }
        if (await remembering.IsDeclinedAsync(told, cancel))
        {
            return new TaskLesson(path, LessonResult.Declined, "a person said no to it");
        }
        if (await store.IsToldAsync(project, told, cancel))
        {
            return new TaskLesson(path, LessonResult.Known, "counted before");
        }
        try
        {
            return await ReportedAsync(path, actor, cancel) ?? await LearnedAsync(path, key, actor, wanted, cancel);
        }
        catch (SkillException refusal)
        {
            return LeftOut(path, refusal.Message);
        }
    }

    static TaskLesson LeftOut(TaskPath path, string reason) => new(path, LessonResult.LeftOut, reason);

    /// <summary>Keeps that a person said no to a task: what was done for it is not learned, from whichever copy of the session.</summary>
    public async Task DeclineAsync(SessionReading session, TaskPath path, Actor person, CancellationToken cancel)
    {
        var told = await OwnAsync(SessionKey.Of(session.Client, session.Id, path.Task.Number), cancel);
        await remembering.DeclineAsync(told, waiting: null, person, cancel);
    }

    async Task<Guid> OwnAsync(Guid key, CancellationToken cancel) => (await followed.OwnAsync(key, cancel))!.Value;

    /// <summary>Records the outcomes of the skills that a task retrieved; null if it followed none.</summary>
    async Task<TaskLesson?> ReportedAsync(TaskPath path, Actor actor, CancellationToken cancel)
    {
        var told = RetrievedInTask.Of(path.Task);
        TaskLesson? lesson = null;
        foreach (var id in told.Retrievals)
        {
            if (await followed.FindAsync(id, cancel) is not { } retrieval)
            {
                continue;
            }
            var handed = retrieval.Skills.Where(one => !one.IsPossible).Select(one => one.Skill);
            var skills = await store.GetAsync(project, [.. handed], cancel);
            foreach (var skill in skills.Where(skill => skill.IsActive))
            {
                var own = await ReportedAsync(path, skill, retrieval, told, actor, cancel);
                // What did not fit is no word on what was done instead.
                lesson ??= own;
            }
        }
        return lesson ?? (told.HasTold ? new TaskLesson(path, LessonResult.Known, "the agent told it itself") : null);
    }

    /// <returns>What was recorded of an execution; null if the skill was not followed.</returns>
    async Task<TaskLesson?> ReportedAsync(
        TaskPath path, Skill skill, PastRetrieval retrieval, RetrievedInTask told, Actor actor, CancellationToken cancel)
    {
        if (told.HasReported(retrieval.Id, skill.Name))
        {
            return new TaskLesson(path, LessonResult.Known, "the agent reported it itself") { Skill = skill.Name };
        }
        if (await ReportOfAsync(path, skill, retrieval, cancel) is not { Outcome: var outcome } report)
        {
            return null;
        }
        var recorded = await RecordAsync(report, actor, cancel);
        var reason = string.Join("; ", recorded.Consequences.Prepend($"{EnumName.Of(outcome)} recorded"));
        return outcome == Outcome.NotUsed
            ? null
            : new TaskLesson(path, LessonResult.Reported, reason) { Skill = recorded.Skill.Name };
    }

    /// <summary>What a task shows of a skill that was handed over for it; null if too little of it was run to say.</summary>
    public async Task<Report?> ReportOfAsync(TaskPath path, Skill skill, PastRetrieval retrieval, CancellationToken cancel)
    {
        var version = retrieval.Skills.First(returned => returned.Skill == skill.Id).Version;
        var handed = await ways.HandedAsync(skill, version, cancel);
        var run = FollowedProcedure.Of((await layout.LayOutAsync(handed, cancel)).Procedure, path);
        return run.Outcome is not { } outcome ? null : new Report
        {
            Skill = skill.Name,
            Outcome = outcome,
            Retrieval = retrieval.Id,
            FailedStep = run.FailedStep,
            Arguments = run.Arguments,
            Notes = run.Notes,
            Versions = path.Versions,
            // What was partial or did not fit is not proved by an exit code.
            Evidence = outcome is Outcome.Success or Outcome.Failure ? path.Evidence : null,
        };
    }

    /// <summary>Records a report; without its values if one of them is refused, because the outcome is worth more.</summary>
    public async Task<Recorded> RecordAsync(Report report, Actor actor, CancellationToken cancel)
    {
        try
        {
            return await recording.RecordAsync(report, actor, cancel);
        }
        catch (SkillException) when (report.Arguments.Count > 0)
        {
            return await recording.RecordAsync(report with { Arguments = new Dictionary<string, string>() }, actor, cancel);
        }
    }

    async Task<TaskLesson> LearnedAsync(TaskPath path, Guid key, Actor actor, SessionLearningOptions wanted, CancellationToken cancel)
    {
        if (path.Steps.Count == 0)
        {
            return LeftOut(path, path.Failures.Count > 0 ? "nothing of it worked" : "it only looks: nothing was done");
        }
        if (path.Steps.Count > Trajectory.MaxSteps)
        {
            return LeftOut(path, $"it has {path.Steps.Count} steps, and a procedure has at most {Trajectory.MaxSteps}");
        }
        var request = new LearnRequest { Trajectory = TaskPaths.RunOf(path), Retrieval = key, IsFromLog = !wanted.IsConfirmed };
        var learned = await learning.LearnAsync(request, actor, (told, isKnown) => Judge(told, isKnown, wanted), cancel);
        return LessonOf(path, learned);
    }

    /// <summary>What the formation policy says of a run that was read: seen once, it waits for a second one or for a person.</summary>
    FormationDecision Judge(Trajectory told, bool isKnown, SessionLearningOptions wanted)
    {
        if (wanted.IsConfirmed && told.Success)
        {
            return new FormationDecision(true, "confirmed");
        }
        return isKnown || wanted.IsAutomatic
            ? FormationPolicy.Decide(told, options.MinSteps, isKnown)
            : new FormationDecision(false, told.Success ? "seen_once" : "task_failed");
    }

    static TaskLesson LessonOf(TaskPath path, Learned learned) => learned.Decision switch
    {
        Decision.Stored => new TaskLesson(path, LessonResult.Stored, Plain(learned.Reason)) { Skill = learned.Skill?.Name },
        Decision.Quarantined => new TaskLesson(path, LessonResult.Quarantined, learned.Reason) { Skill = learned.Skill?.Name },
        Decision.Consolidated or Decision.Refined or Decision.Alternative =>
            new TaskLesson(path, LessonResult.Counted, Plain(learned.Reason)) { Skill = learned.Skill?.Name },
        Decision.Lesson => new TaskLesson(path, LessonResult.Counted, "it failed") { Skill = learned.Skill?.Name },
        _ when learned.Remembered => new TaskLesson(path, LessonResult.Remembered, "seen once: a second run like it makes a skill of it"),
        _ => LeftOut(path, Plain(learned.Reason)),
    };

    static string Plain(string reason) => reason switch
    {
        "task_failed" => "it did not succeed",
        "seen_once" => "too short for a procedure of its own",
        "second_run" => "seen twice",
        _ => reason.Replace('_', ' '),
    };
}
