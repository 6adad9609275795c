using SkillMcp.Formation;
using SkillMcp.Sessions;

namespace SkillMcp.UseCases;

/// <summary>
/// Learns from a conversation that a program watched. What the calls of a task show decides: they say which skill was followed and how that
/// ended, or else what was done. What the agent itself says counts where no call shows anything, and where it says less good.
/// </summary>
sealed class ConversationLearning(
    IMemoryStore store,
    Project project,
    SkillMemoryOptions options,
    FollowedRetrieval followed,
    SessionLearning sessions,
    Learning learning,
    Remembering remembering)
{
    // A turn may begin while the one before it is still learned from.
    readonly SemaphoreSlim oneAtATime = new(1, 1);

    /// <summary>Learns from the task that the last turn of a conversation belongs to.</summary>
    /// <returns>What was made of it; of a turn that asked for several things, of each.</returns>
    public async Task<IReadOnlyList<TurnLesson>> LearnAsync(
        IReadOnlyList<ConversationTurn> turns, Actor actor, CancellationToken cancel)
    {
        if (turns is not [.., { } last] || last is { Calls: [], Reports: [], Told: null } && !PersonVerdict.IsAgainst(last.Request))
        {
            return [];
        }
        await oneAtATime.WaitAsync(cancel);
        try
        {
            return await LearnAsync(ConversationSession.Of(turns), actor, cancel);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    async Task<IReadOnlyList<TurnLesson>> LearnAsync(ConversationSession conversation, Actor actor, CancellationToken cancel)
    {
        var (turns, last) = (conversation.Turns, conversation.Turns[^1]);
        var paths = TaskPaths.Of(conversation.Session).Where(path => path.Task.IsLast).ToList();
        var says = last.Reports.Count > 0 || last.Told is not null;
        if (last.Calls.Count == 0 && !says && !paths.Exists(path => path.IsTakenBack))
        {
            return [];
        }
        // Where nothing was called, what the agent says is all there is. "Store how you did that" is of the work before it.
        if (paths.Count == 0 || last.Calls.Count == 0 && says && !paths.Exists(path => path.Ran.Count > 0))
        {
            return [await LearnAsync(new ObservedTask(last, [last], Path: null, Number: 0), actor, cancel)];
        }
        var lessons = new List<TurnLesson>();
        foreach (var (number, path) in paths.Index())
        {
            var requests = path.Task.Events.OfType<PersonRequest>().Count();
            var own = turns.Skip(turns.Count - Math.Max(requests, 1)).ToList();
            lessons.Add(await LearnAsync(new ObservedTask(own[0], own, path, number), actor, cancel));
        }
        return lessons;
    }

    async Task<TurnLesson> LearnAsync(ObservedTask task, Actor actor, CancellationToken cancel)
    {
        if (task.First.Id is not { } id)
        {
            return LeftOut(task, "it began before it was watched");
        }
        try
        {
            return await ReportedAsync(task, actor, cancel)
                ?? await LearnedAsync(task, SessionKey.Of(SessionClient.Chat, id.ToString(), task.Number), actor, cancel);
        }
        catch (SkillException refusal)
        {
            return LeftOut(task, refusal.Message);
        }
    }

    /// <summary>Records the outcomes of the skills that were retrieved for a task; null if none of them was followed.</summary>
    async Task<TurnLesson?> ReportedAsync(ObservedTask task, Actor actor, CancellationToken cancel)
    {
        TurnLesson? lesson = null;
        foreach (var id in task.Retrievals)
        {
            if (await followed.FindAsync(id, cancel) is not { } retrieval)
            {
                continue;
            }
            var skills = await store.GetAsync(project, [.. retrieval.Skills.Select(returned => returned.Skill)], cancel);
            foreach (var skill in skills.Where(skill => skill.IsActive))
            {
                lesson = await ReportedAsync(task, skill, retrieval, actor, cancel) ?? lesson;
            }
        }
        return lesson;
    }

    async Task<TurnLesson?> ReportedAsync(
        ObservedTask task, Skill skill, PastRetrieval retrieval, Actor actor, CancellationToken cancel)
    {
        var said = task.ReportOf(skill, retrieval);
        var isNamedOnly = retrieval.Skills.First(returned => returned.Skill == skill.Id).IsPossible;
        var seen = task.Path is { } path && !(isNamedOnly && said is null)
            ? await sessions.ReportOfAsync(path, skill, retrieval, cancel)
            : null;
        if (task.Agreed(seen, said) is not { } report)
        {
            return null;
        }
        var recorded = await sessions.RecordAsync(report with { Retrieval = retrieval.Id }, actor, cancel);
        if (report.Outcome == Outcome.NotUsed)
        {
            return null;
        }
        var reason = string.Join("; ", recorded.Consequences.Prepend($"{EnumName.Of(report.Outcome)} recorded"));
        return new TurnLesson(task.Text, reason) { Skill = recorded.Skill.Name, Outcome = report.Outcome };
    }

    async Task<TurnLesson> LearnedAsync(ObservedTask task, Guid key, Actor actor, CancellationToken cancel)
    {
        var told = (await followed.OwnAsync(key, cancel))!.Value;
        var begun = await BegunAsync(task, told, cancel);
        if (task.Path is { IsTakenBack: true })
        {
            // What a person takes back was counted as a success.
            await remembering.ForgetAsync(told, actor, cancel);
        }
        // What is known of a task was only its begin, if it has more steps by now.
        else if (begun is null && await store.IsToldAsync(project, told, cancel)
            && !await remembering.ForgetAsync(told, actor, cancel, fewerThan: task.Run?.Steps.Count ?? 0))
        {
            return LeftOut(task, "counted before");
        }
        if (task.Run is not { } run)
        {
            return LeftOut(task, task.Path is { Failures.Count: > 0 } ? "nothing of it worked" : "nothing was done");
        }
        if (run.Steps.Count > Trajectory.MaxSteps)
        {
            return LeftOut(task, $"it has {run.Steps.Count} steps, and a procedure has at most {Trajectory.MaxSteps}");
        }
        var request = new LearnRequest
        {
            Trajectory = run, Retrieval = key, IsFromLog = task.Told is null, MergeInto = begun?.Name, GoesOn = begun is not null,
        };
        var learned = await learning.LearnAsync(
            request, actor, (judged, isKnown) => FormationPolicy.Decide(judged, options.MinSteps, isKnown), cancel);
        return new TurnLesson(task.Text, learned.Reason) { Skill = learned.Skill?.Name, Decision = learned.Decision };
    }

    /// <summary>The skill that was made of the begin of a task, and of nothing else; null if there is none.</summary>
    async Task<Skill?> BegunAsync(ObservedTask task, Guid told, CancellationToken cancel)
    {
        if (task is { Path.IsTakenBack: true } || task.Run is not { Success: true, Steps.Count: var steps })
        {
            return null;
        }
        var skills = await store.GetAsync(project, await store.SkillsToldOfAsync(told, cancel), cancel);
        return skills is [{ IsActive: true, Source: Source.Learned, Version: 1, Pinned: false, Record.Total: 1 } skill]
            && skill.Procedure.Steps.Count < steps ? skill : null;
    }

    static TurnLesson LeftOut(ObservedTask task, string reason) => new(task.Text, reason);
}
