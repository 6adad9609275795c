using SkillMcp.Retrieval;

namespace SkillMcp.UseCases;

/// <summary>
/// Measures what difference skills make: withholds them from a share of the tasks that would have been handed one whole, and keeps how
/// these tasks ended, and the others.
/// </summary>
/// <param name="store">Where skills are stored.</param>
/// <param name="project">The project whose skills are seen.</param>
/// <param name="time">The clock.</param>
/// <param name="options">The share of tasks.</param>
/// <param name="log">What was asked before.</param>
/// <param name="recorder">What writes down what was drawn.</param>
/// <param name="random">What is drawn from.</param>
sealed class Measuring(
    IMemoryStore store,
    Project project,
    TimeProvider time,
    SkillMemoryOptions options,
    RetrievalLog log,
    RetrievalRecorder recorder,
    Random random)
{
    // A task of a working day; none goes on so long unasked.
    static readonly TimeSpan Looked = TimeSpan.FromDays(1);

    readonly Lock gate = new();
    Task last = Task.CompletedTask;

    /// <summary>Whether a request is one of those that are measured.</summary>
    public bool Concerns(RetrieveRequest request) => options.MeasuredPercent > 0 && request.Session.Length > 0;

    /// <summary>
    /// What is handed over of an answer; nothing if the skill that it hands over whole is withheld. What was drawn is written down before
    /// it is told.
    /// </summary>
    /// <param name="matches">What fits, the best first.</param>
    /// <param name="isNamed">Whether these are asked for by name: what is named is handed over.</param>
    /// <param name="request">The request.</param>
    /// <param name="retrieval">The id of the answer.</param>
    /// <param name="cancel">Cancels the reading.</param>
    public Task<IReadOnlyList<Match>> LeftOfAsync(
        IReadOnlyList<Match> matches, bool isNamed, RetrieveRequest request, Guid retrieval, CancellationToken cancel)
    {
        if (!Concerns(request))
        {
            return Task.FromResult(matches);
        }
        // One after the other: two that ask for one task at once would draw twice.
        lock (gate)
        {
            var turn = AfterAsync(last);
            last = turn;
            return turn;
        }

        async Task<IReadOnlyList<Match>> AfterAsync(Task before)
        {
            await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
            return await LeftOfAsync(matches, isNamed, new Ask(request, retrieval, time.GetUtcNow()), cancel);
        }
    }

    async Task<IReadOnlyList<Match>> LeftOfAsync(IReadOnlyList<Match> matches, bool isNamed, Ask ask, CancellationToken cancel)
    {
        var open = (await TasksAsync(cancel)).Where(task => task.IsOpenAt(ask.At)).Reverse().ToList();
        if (isNamed)
        {
            foreach (var named in matches)
            {
                var begun = open.Find(task => task.First.Skill == named.Skill.Id && task.First.Session == ask.Request.Session);
                await TryWriteAsync(begun is null ? null : Again(ask, named, begun));
            }
            return matches;
        }
        var again = open.FindAll(task => task.IsAskedAgain(ask.Request, ask.At));
        if (matches is [{ IsWhole: true } whole, ..]
            && MayWithhold(whole.Skill, ask.Request)
            && await IsWithheldAsync(whole, again.Find(task => task.First.Skill == whole.Skill.Id), ask))
        {
            return [];
        }
        var withheld = again.FindAll(task => task.First.IsWithheld).ConvertAll(task => task.First.Skill);
        return [.. matches.Where(match => !withheld.Contains(match.Skill.Id) || !MayWithhold(match.Skill, ask.Request))];
    }

    /// <summary>What is drawn for a skill that fits a prompt; null if it is not measured. It is not written down yet.</summary>
    public async Task<Assignment?> DrawForAsync(Match best, RetrieveRequest request, Guid retrieval, CancellationToken cancel)
    {
        if (!Concerns(request) || !MayWithhold(best.Skill, request))
        {
            return null;
        }
        var ask = new Ask(request, retrieval, time.GetUtcNow());
        var before = (await TasksAsync(cancel)).LastOrDefault(task =>
            task.First.Skill == best.Skill.Id && task.IsOpenAt(ask.At) && task.IsAskedAgain(request, ask.At));
        return (before, best.IsWhole) switch
        {
            ({ } again, _) => Again(ask, best, again),
            (null, true) => Draw(ask, best),
            _ => null,
        };
    }

    /// <summary>Writes down what was drawn for a prompt.</summary>
    public Task NoteAsync(Assignment assignment) => recorder.WriteAsync(assignment);

    /// <summary>Whether a skill that fits is withheld: as before for the same task, or as it is drawn now.</summary>
    async Task<bool> IsWithheldAsync(Match whole, AskedTask? before, Ask ask)
    {
        if (before is not null)
        {
            await TryWriteAsync(Again(ask, whole, before));
            return before.First.IsWithheld;
        }
        // What cannot be kept would be drawn again at the next ask.
        var drawn = Draw(ask, whole);
        return await TryWriteAsync(drawn) && drawn.IsWithheld;
    }

    Assignment Draw(Ask ask, Match whole) => new()
    {
        Retrieval = ask.Retrieval,
        First = ask.Retrieval,
        Skill = whole.Skill.Id,
        Version = whole.Skill.Version,
        IsWithheld = random.Next(Assignment.MaxPercent) < options.MeasuredPercent,
        Percent = options.MeasuredPercent,
        Session = ask.Request.Session,
        At = ask.At,
    };

    static Assignment Again(Ask ask, Match match, AskedTask before) => before.First with
    {
        Retrieval = ask.Retrieval,
        Version = match.Skill.Version,
        Session = ask.Request.Session,
        At = ask.At,
        Outcome = null,
        IsRead = false,
    };

    /// <summary>Whether a skill may be withheld: not one that a person pinned, nor one whose whole name stands in the task.</summary>
    static bool MayWithhold(Skill skill, RetrieveRequest request)
    {
        var name = skill.Name.Value;
        var isNamed = name.Contains('-') && request.Task.Replace('_', '-').Contains(name, StringComparison.OrdinalIgnoreCase);
        return !skill.Pinned && !isNamed;
    }

    /// <returns>False if nothing is to be written, or the file can be read and not written.</returns>
    async Task<bool> TryWriteAsync(Assignment? assignment)
    {
        try
        {
            await (assignment is null ? Task.CompletedTask : recorder.WriteAsync(assignment));
            return assignment is not null;
        }
        catch (SkillException)
        {
            return false;
        }
    }

    /// <summary>The skill that was withheld at a retrieval; null if none was.</summary>
    public async Task<Guid?> WithheldAsync(Guid? retrieval, CancellationToken cancel) => retrieval is { } id
        ? (await store.AssignmentsOfAsync(project, id, cancel)).FirstOrDefault(assignment => assignment.IsWithheld)?.Skill
        : null;

    /// <summary>
    /// The retrieval that a run which names none was done for: that of its session whose task it tells; null if there is none.
    /// </summary>
    public Task<Guid?> RetrievalOfAsync(LearnRequest told, CancellationToken cancel) =>
        RetrievalOfAsync(told.Session, task => told.Trajectory.Task.Length > 0 && task.IsSaidBy(told.Trajectory.Task), cancel);

    /// <summary>The retrieval that a report of a skill which names none is of; null if there is none.</summary>
    public Task<Guid?> RetrievalOfAsync(Skill skill, string session, CancellationToken cancel) =>
        RetrievalOfAsync(session, task => task.First.Skill == skill.Id, cancel);

    async Task<Guid?> RetrievalOfAsync(string session, Predicate<AskedTask> isMeant, CancellationToken cancel) =>
        options.MeasuredPercent > 0 && session.Length > 0
            ? (await TasksAsync(cancel)).LastOrDefault(task => task.First.Session == session && isMeant(task))?.First.Retrieval
            : null;

    /// <summary>Keeps how the task of a retrieval ended, whatever was followed in it.</summary>
    /// <param name="retrieval">The retrieval; null for none.</param>
    /// <param name="outcome">How it ended; that a skill was not used says nothing of that.</param>
    /// <param name="isRead">Whether that was read in the log of the session, which outweighs what an agent tells.</param>
    /// <param name="cancel">Cancels the write.</param>
    public async Task EndAsync(Guid? retrieval, Outcome outcome, bool isRead, CancellationToken cancel)
    {
        if (retrieval is not { } id || outcome == Outcome.NotUsed)
        {
            return;
        }
        foreach (var asked in await store.AssignmentsOfAsync(project, id, cancel))
        {
            var first = asked.IsFirst ? [asked] : await store.AssignmentsOfAsync(project, asked.First, cancel);
            if (first.FirstOrDefault(one => one.Skill == asked.Skill && one.IsFirst) is { } task && (isRead || !task.IsRead))
            {
                await recorder.WriteAsync(task with { Outcome = outcome, IsRead = isRead });
            }
        }
    }

    /// <summary>Keeps how a task ended that was read in the log of a session, and under which id it is told.</summary>
    public async Task EndAsync(IReadOnlyList<Guid> retrievals, Guid told, Outcome outcome, CancellationToken cancel)
    {
        foreach (var retrieval in retrievals)
        {
            foreach (var asked in await store.AssignmentsOfAsync(project, retrieval, cancel))
            {
                await recorder.WriteAsync(asked with { Retrieval = told, Outcome = null, IsRead = false });
            }
            await EndAsync(retrieval, outcome, isRead: true, cancel);
        }
    }

    async Task<IReadOnlyList<AskedTask>> TasksAsync(CancellationToken cancel)
    {
        await log.FlushAsync(cancel);
        return AskedTask.Of(await store.AssignmentsSinceAsync(project, time.GetUtcNow() - Looked, cancel));
    }

    /// <summary>A request that is answered.</summary>
    sealed record Ask(RetrieveRequest Request, Guid Retrieval, DateTimeOffset At);
}
