using SkillMcp.Admissions;
using SkillMcp.Checks;
using SkillMcp.Formation;
using SkillMcp.Intents;

namespace SkillMcp.UseCases;

/// <summary>Decides whether a run is stored, and as what, and stores it. The run becomes an execution of the skill.</summary>
sealed partial class Learning(
    IMemoryStore store,
    Project project,
    TimeProvider time,
    ProjectScope scope,
    AdmissionControl control,
    SkillLookup lookup,
    SkillComparisons comparing,
    CompositeLayout layout,
    FollowedRetrieval followed,
    WayLookup ways,
    ChangeWriter writer,
    Counting counting,
    Retiring retiring,
    Remembering remembering,
    Drafting drafting,
    SeenVersions seen,
    Measuring measuring)
{
    // A run that was aborted has fewer steps than the skill that it followed.
    const double MinSimilarityOfFailure = 0.5;

    // Below this, two procedures share only words that are common in their domain.
    const double MinSimilarityToName = 0.1;

    const int MaxNamed = 3;

    public async Task<Learned> LearnAsync(
        LearnRequest submitted, Actor actor, Func<Trajectory, bool, FormationDecision> judge, CancellationToken cancel)
    {
        var steps = submitted.Trajectory.Steps.Count;
        if (steps > Trajectory.MaxSteps)
        {
            throw new SkillException($"This skill cannot be stored: it has {steps} steps, and 1-{Trajectory.MaxSteps} are allowed.");
        }
        submitted = submitted with { Retrieval = submitted.Retrieval ?? await measuring.RetrievalOfAsync(submitted, cancel) };
        var trajectory = control.Admit(submitted.Trajectory, actor, cancel);
        var admission = await writer.RequireAsync(trajectory, submitted.MergeInto?.Value ?? "", cancel);
        var retrieved = await followed.FindAsync(submitted.Retrieval, cancel);
        admission = admission with { Value = seen.In(admission) };
        var request = submitted with { Trajectory = admission.Value, Retrieval = await followed.OwnAsync(submitted.Retrieval, cancel) };
        var run = LearnedRun.Of(request, admission, retrieved) with
        {
            // A log tells a task with an id that is the project's own.
            Withheld = await measuring.WithheldAsync(submitted.Retrieval, cancel)
                ?? await measuring.WithheldAsync(request.Retrieval, cancel),
        };
        var learned = await DecideAsync(run, judge, cancel);
        learned = learned with { Unbound = run.Unbound };
        if (!submitted.DryRun)
        {
            await measuring.EndAsync(submitted.Retrieval, run.Assessed.Outcome, isRead: false, cancel);
        }
        if (run.Trajectory.Success && !submitted.DryRun)
        {
            await TakeBackAsync(run, learned.Skill, cancel);
            if (learned.Decision == Decision.Stored)
            {
                await DeclineAsync(run, cancel);
            }
        }
        return learned is { Decision: Decision.Quarantined, Skill: { } skill } ? learned with { Reason = skill.Lifecycle.Reason } : learned;
    }

    /// <summary>Decides what a run becomes; again if another program was faster.</summary>
    async Task<Learned> DecideAsync(LearnedRun run, Func<Trajectory, bool, FormationDecision> judge, CancellationToken cancel)
    {
        for (var attempt = 0; attempt < ChangeWriter.MaxAttempts; attempt++)
        {
            if (await TryDecideAsync(run, judge, cancel) is { } learned)
            {
                return learned;
            }
        }
        throw new SkillException("Others keep storing runs of the same kind: try again in a moment.");
    }

    /// <summary>Decides what a run becomes, and writes it unless this is a dry run.</summary>
    /// <returns>What it became; null if another program was faster, and it has to be decided again.</returns>
    async Task<Learned?> TryDecideAsync(LearnedRun run, Func<Trajectory, bool, FormationDecision> judge, CancellationToken cancel)
    {
        var request = run.Request;
        var compared = await CompareAsync(run, cancel);
        var comparisons = compared.Skills;
        var known = request.MergeInto is { } into
            ? await MergeableAsync(into, cancel)
            : SameAs(run, comparisons) ?? await MendedAsync(run, comparisons, cancel);
        var verdict = judge(run.Trajectory, known is not null);
        var learned = NotStored(run, known, comparisons, verdict);
        if (!run.Trajectory.Success)
        {
            var failed = request.MergeInto is null ? await FailedAsync(run, comparisons, cancel) : known;
            return failed is null || failed.Id == run.Withheld ? learned : await LessonAsync(run, failed, learned, cancel);
        }
        var mayRepeat = known is null && (verdict.Remember || run.IsNamed || remembering.IsWorthKeeping(run));
        if (mayRepeat && remembering.RepeatedBy(run, compared) is { } repeated)
        {
            return await PromoteAsync(run, repeated, compared, learned, verdict, cancel);
        }
        if (!verdict.Remember && request.MergeInto is null)
        {
            return await NotStoredAsync(run, known, compared, learned, cancel);
        }
        // A run that needs approval is stored apart, whatever it resembles.
        if (known is null || run.Admission.QuarantineReason.Length > 0)
        {
            return await StoreAsync(run, comparisons, learned, cancel);
        }
        if (await WouldChangeProtectedAsync(run, known, cancel))
        {
            var own = await StoreAsync(run, comparisons, learned, cancel);
            return own with { Reason = $"{own.Reason}: {known.Name} is everybody's, and this is the project's own" };
        }
        // What goes on is worded as what is stored.
        run = run.Request.GoesOn ? await drafting.WordedAsync(run, cancel) : run;
        return (await MergeAllAsync(run, known, compared, learned, cancel)) with { DraftedByModel = run.DraftedByModel };
    }

    /// <summary>The most similar skill that a run is another run of; one that it may change comes first. Null if there is none.</summary>
    Skill? SameAs(LearnedRun run, IReadOnlyList<SkillComparison> comparisons)
    {
        var same = comparisons.Where(comparison => comparison.IsSame && (comparison.AreWaysToOne || MayBeRunOf(comparison.Known, run)))
            .Select(comparison => comparison.Known).ToList();
        return same.Find(skill => !scope.Protects(skill, run.Admission.Actor)) ?? same.FirstOrDefault();
    }

    /// <summary>
    /// Whether the steps of a run allow that it is one of a skill. A caller who tells a run has said what it was. What deletes unasked is
    /// no run of one that deletes nothing.
    /// </summary>
    static bool MayBeRunOf(Skill skill, LearnedRun run) => !run.Request.IsFromLog
        || SharedEnd.IsOneProcedure(skill.Procedure.Steps, run.Draft.Steps)
        && (!DeletesUnasked(run) || Destruction.In(skill.Procedure.Steps).Count > 0);

    /// <summary>Whether merging a run into a skill would write a text to it that it does not have and must not get.</summary>
    async Task<bool> WouldChangeProtectedAsync(LearnedRun run, Skill known, CancellationToken cancel)
    {
        if (!scope.Protects(known, run.Admission.Actor))
        {
            return false;
        }
        var versions = await store.VersionsAsync(project, known.Id, cancel);
        return Consolidator.Plan(known, versions, run.Features, run.Authority).Written is not null;
    }

    /// <summary>
    /// The skill that failed before a run did its task instead: the run is another way of it, however different its steps. Null if none
    /// failed, if the run has a name of its own, or if one does something else than the other: a look-alike that failed for the task was
    /// the wrong procedure, and what did the task is not a way of it.
    /// </summary>
    async Task<Skill?> MendedAsync(LearnedRun run, IReadOnlyList<SkillComparison> comparisons, CancellationToken cancel)
    {
        if (!run.Trajectory.Success || run.IsNamed)
        {
            return null;
        }
        foreach (var skill in await FailedBeforeAsync(run, comparisons, cancel))
        {
            if (MayBeRunOf(skill, run)
                && DoesWhatIsAsked(skill, run.Retrieved?.Task ?? "")
                && DoesWhatIsAsked(skill, run.Trajectory.Task)
                && Conflict.Opposed(run.Draft, skill.Procedure) is null)
            {
                return skill;
            }
        }
        return null;
    }

    /// <summary>
    /// The skills that failed after the retrieval that a run followed; if it names none, the nearest ones that whoever tells the run
    /// has just reported as failed for the same task.
    /// </summary>
    async Task<IReadOnlyList<Skill>> FailedBeforeAsync(
        LearnedRun run, IReadOnlyList<SkillComparison> comparisons, CancellationToken cancel)
    {
        var nearest = comparisons.Take(MaxNamed).Select(comparison => comparison.Known);
        var candidates = run.Retrieved is { } retrieved
            ? await store.GetAsync(project, [.. retrieved.Skills.Select(returned => returned.Skill)], cancel)
            : [.. nearest];
        var failed = new List<Skill>();
        foreach (var skill in candidates.Where(skill =>
            skill is { IsActive: true, Pinned: false, Procedure.IsComposite: false, Record.All.Failures: > 0 }))
        {
            var hasFailed = run.Retrieved is { } followed
                ? ways.HasFailedAsync(skill.Id, followed.Id, cancel)
                : ways.HasFailedForAsync(skill.Id, run.Admission.Actor.Principal, run.Trajectory.Task, cancel);
            if (await hasFailed)
            {
                failed.Add(skill);
            }
        }
        return failed;
    }

    static bool DoesWhatIsAsked(Skill skill, string task) =>
        IntentDifference.Between(Intent.OfTask(task), Intent.OfProcedure(skill.Name, skill.Procedure)) is [];

    static Learned NotStored(LearnedRun run, Skill? known, IReadOnlyList<SkillComparison> comparisons, FormationDecision verdict)
    {
        var claim = run.Request.Trajectory.Success ? "success" : "failure";
        var correction = run.Request.Retrieval is null
            ? ""
            : "; if that is wrong, call again with the same retrieval_id and with evidence that agrees";
        var nearest = comparisons.FirstOrDefault(comparison => comparison.Known.Id == known?.Id) ?? comparisons.FirstOrDefault();
        var others = comparisons.Where(comparison => comparison.Known.Id != known?.Id && comparison.Similarity >= MinSimilarityToName);
        return new Learned
        {
            Decision = Decision.NotStored,
            Reason = run.Assessed.Contradicted
                ? $"{verdict.Reason}: the evidence contradicts the claim of {claim}{correction}"
                : verdict.Reason,
            Similarity = nearest?.Similarity ?? 0,
            Similar = [.. others.Take(MaxNamed).Select(other => new SimilarSkill(other.Known.Name, other.Similarity))],
        };
    }

    /// <summary>Compares the run with the active skills that share words with it, and reads the remembered runs of its kind.</summary>
    async Task<ComparedRun> CompareAsync(LearnedRun run, CancellationToken cancel)
    {
        // Read before the skills: what another program makes a skill of in between is found there, or is a conflict.
        var remembered = run.Trajectory.Success ? await remembering.AlikeAsync(run, cancel) : [];
        var (skills, frequencies) = await comparing.OfAsync(run.Draft, run.Features, run.IsNamed, cancel);
        return new ComparedRun(skills, remembered, frequencies);
    }

    async Task<Skill> MergeableAsync(SkillName name, CancellationToken cancel) => await lookup.GetAsync(name, cancel) switch
    {
        { IsActive: false } skill =>
            throw new SkillException($"'{name}' is {skill.Lifecycle.Described}: restore it first, or leave merge_into out."),
        { Procedure.IsComposite: true } =>
            throw new SkillException($"'{name}' is a composite and has no steps of its own: merge into one of its components."),
        { Pinned: true } =>
            throw new SkillException($"'{name}' is pinned, so nothing is merged into it: unpin it first, or leave merge_into out."),
        var skill => skill,
    };

    async Task<Learned> StoreAsync(
        LearnedRun run, IReadOnlyList<SkillComparison> comparisons, Learned learned, CancellationToken cancel)
    {
        // Nothing leaves the machine for a question.
        run = run.Request.DryRun ? run : await drafting.WordedAsync(run, cancel);
        var skill = remembering.SkillOf(run);
        // It is no bare claim: the skill is made of it.
        var first = ExecutionOf(run, skill) with { IsBound = true };
        var submission = SubmissionOf(run, run.Admission);
        if (run.Request.DryRun)
        {
            return Stored(await WouldAddAsync(skill, learned.Reason, submission, cancel), skill, learned);
        }
        SkillComparison? found = null;
        var isDoubtful = submission.QuarantineReason.Length > 0;
        var (stored, wasThere) = await writer.AddAsync(
            skill, named => SkillChanges.Add(named, run.HistoryOf(learned.Reason), first), submission, IsSame, cancel);
        if (!wasThere)
        {
            return Stored(await lookup.GetAsync(stored.Name, cancel), skill, learned) with { DraftedByModel = run.DraftedByModel };
        }
        learned = learned with { Similarity = found!.Similarity };
        return isDoubtful ? await WaitingAsync(run, stored, learned, cancel) : await MergeAsync(run, stored, learned, cancel);

        // Another program may have learned the same skill since the search; one that waits for approval is in no search.
        Task<bool> IsSame(Skill holder)
        {
            var isCompared = isDoubtful
                ? holder.Lifecycle.Status == Status.Quarantined
                : holder.IsActive && comparisons.All(comparison => comparison.Known.Id != holder.Id);
            found = isCompared ? CompareWithoutFrequencies(run, holder) : null;
            return Task.FromResult(found is { IsSame: true });
        }
    }

    /// <summary>
    /// Counts a run that needs approval for the skill that waits for it already, so that a person decides once. Nothing that it says is
    /// added to what the person reads.
    /// </summary>
    async Task<Learned> WaitingAsync(LearnedRun run, Skill waiting, Learned learned, CancellationToken cancel)
    {
        var execution = ExecutionOf(run, waiting) with { IsBound = true, Task = AdmissionControl.TaskIfClean(run.Trajectory.Task) };
        await counting.CountAsync(waiting.Name, execution, run.Admission, cancel);
        var counted = await lookup.GetAsync(waiting.Name, cancel);
        return learned with { Decision = Decision.Quarantined, Skill = counted, Version = counted.Version };
    }

    /// <summary>
    /// The admission of a skill that is made of a run. What deletes something that nobody has asked to delete is not learned from a log
    /// alone.
    /// </summary>
    static Admission SubmissionOf(LearnedRun run, Admission admission) => DeletesUnasked(run)
        ? admission.Waiting($"{Lifecycle.Unapproved}: it deletes what the request did not ask for")
        : admission;

    static bool DeletesUnasked(LearnedRun run) => run.Request.IsFromLog
        && !Destruction.IsAskedFor(run.Trajectory.Task) && Destruction.In(run.Trajectory.Steps).Count > 0;

    /// <summary>
    /// The skill that waits for approval already and is the same, with whatever values; null if there is none, or the new one need not
    /// wait.
    /// </summary>
    async Task<Skill?> WaitingAlikeAsync(LearnedRun run, Skill skill, Admission submission, CancellationToken cancel)
    {
        if (submission.QuarantineReason.Length == 0)
        {
            return null;
        }
        await foreach (var name in writer.NamesAsync(skill, cancel))
        {
            var holder = await store.FindAsync(project, name, cancel);
            var isAlike = holder is { Lifecycle.Status: Status.Quarantined } && CompareWithoutFrequencies(run, holder).IsSame;
            if (isAlike || holder is null)
            {
                return holder;
            }
        }
        return null;
    }

    static SkillComparison CompareWithoutFrequencies(LearnedRun run, Skill known)
    {
        var none = new WordFrequencies(0, new Dictionary<string, int>());
        return Consolidator.Compare(run.Features, run.IsNamed, known, none);
    }

    static Learned Stored(Skill stored, Skill wanted, Learned learned) => learned with
    {
        StillLiteral = RemainingLiterals.In(stored.Procedure, stored.Provenance.Task),
        Decision = stored.IsActive ? Decision.Stored : Decision.Quarantined,
        Reason = stored.Name == wanted.Name ? learned.Reason : $"{learned.Reason}: another procedure is called {wanted.Name}",
        Skill = stored,
        Version = 1,
    };

    /// <summary>The skill as it would be stored: under the first free name, and quarantined if its text would be.</summary>
    async Task<Skill> WouldAddAsync(Skill skill, string reason, Admission submission, CancellationToken cancel)
    {
        await foreach (var name in writer.NamesAsync(skill, cancel))
        {
            var holder = await store.FindAsync(project, name, cancel);
            var admission = AdmissionControl.Admit(SkillChanges.Add(skill with { Name = name }, reason), submission);
            var added = admission.Change?.Change.Skills[0].After
                ?? throw new SkillException($"Nothing would be stored: {admission.Refusal!.Summary}.");
            if (holder?.Project != project || writer.GivesUpName(holder, added, submission.Actor))
            {
                return added;
            }
        }
        throw new InvalidOperationException("Names are never used up.");
    }

    /// <summary>
    /// Counts the run as an execution of a known skill. New steps become a version or an alternative; new words are kept in the
    /// notes of the execution.
    /// </summary>
    async Task<Learned> MergeAsync(LearnedRun run, Skill known, Learned learned, CancellationToken cancel)
    {
        if (run.Request.DryRun)
        {
            var versions = await store.VersionsAsync(project, known.Id, cancel);
            var plan = Consolidator.Plan(known, versions, run.Features, run.Authority);
            return learned with { Decision = plan.Decision, Skill = known, Version = plan.Version };
        }
        MergePlan? merge = null;
        var changed = await writer.ChangeAsync(known, async read =>
        {
            (merge, var change) = await MergedAsync(run, read, cancel);
            return change;
        }, run.Admission, cancel);
        if (changed.Proposal is { } proposal)
        {
            return learned with { Decision = Decision.Quarantined, Skill = proposal, Version = 1 };
        }
        if (merge!.Decision == Decision.NotStored)
        {
            return learned with { Decision = merge.Decision, Reason = $"{changed.Skill.Name} has as many other ways as are kept" };
        }
        if (merge.Decision == Decision.Refined)
        {
            var decided = await retiring.AfterDecisionAsync(changed.Skill.Name, run.Admission.Actor, cancel);
            return learned with { Decision = merge.Decision, Skill = decided, Version = merge.Version };
        }
        var merged = learned with { Decision = merge.Decision, Version = merge.Version };
        var told = await WithConsequencesAsync(merged, changed.Skill.Name, run.Admission.Actor, cancel);
        return merge.Decision == Decision.Alternative ? await WithWarningAsync(told, cancel) : told;
    }

    /// <summary>What was learned, with what keeps a new way from being tried.</summary>
    async Task<Learned> WithWarningAsync(Learned learned, CancellationToken cancel)
    {
        var all = await ways.OfAsync(learned.Skill!.Id, cancel);
        var closed = all.Where(way => way.Text.Number == learned.Version).Select(way => Retiring.OfClosed(way, learned.Skill.Name));
        return learned with { Reason = string.Join("; ", closed.Where(told => told.Length > 0).Prepend(learned.Reason)) };
    }

    /// <summary>What was learned, with the skill as it is after its new execution, and with what followed from that.</summary>
    async Task<Learned> WithConsequencesAsync(Learned learned, SkillName name, Actor actor, CancellationToken cancel)
    {
        var (skill, consequences) = await retiring.AfterReportAsync(name, actor, cancel);
        return learned with { Reason = string.Join("; ", [learned.Reason, .. consequences]), Skill = skill };
    }

    /// <summary>Plans the merge into a skill as it was read, and the change that makes it; null if nothing is to be written.</summary>
    async Task<(MergePlan Merge, MemoryChange? Change)> MergedAsync(LearnedRun run, Skill read, CancellationToken cancel)
    {
        var versions = await store.VersionsAsync(project, read.Id, cancel);
        // Meanwhile another run may have been counted for it, of which this one is not the whole.
        var goesOn = run.Request.GoesOn && read.Record.Total <= 1 && versions.Count == 1;
        var plan = goesOn
            ? new MergePlan(Decision.Consolidated, Version: 0, run.Draft)
            : Consolidator.Plan(read, versions, run.Features, run.Authority);
        if (plan.Decision == Decision.NotStored)
        {
            return (plan, null);
        }
        var merge = WithProof(plan, read, versions, run);
        var isBeside = merge.Decision == Decision.Alternative || merge.Beside is not null;
        var reason = goesOn ? "the run went on" : ReasonFor(merge.Decision);
        var written = new WrittenText(merge.Version, merge.Written, isBeside, reason)
        {
            IsSameWay = merge.Decision == Decision.Consolidated,
            Of = merge.Beside,
            IsAfterFailure = merge.Written is not null && await ways.HasJustFailedAsync(read.Id, run.Request.Retrieval, cancel),
        };
        var (after, added) = written.In(read, versions, Provenance.Of(run.Admission.Actor, run.Trajectory.Task), time.GetUtcNow());
        after = after with { Name = await NameAfterAsync(read, after, cancel) };
        merge = merge with { Version = added?.Number ?? merge.Version };
        var text = added ?? versions.First(version => version.Number == merge.Version);
        var handed = read with { Version = text.Number, Way = text.Way, Procedure = text.Procedure };
        var execution = ExecutionOf(run, handed) with { Notes = NotesOf(run.Trajectory, versions, merge) };
        // A run with steps of its own is no bare claim.
        execution = execution with { IsBound = execution.IsBound || added is not null && added.Way == added.Number };
        var counted = run.Withheld == read.Id ? null : (await counting.ReportedAsync(read, execution, cancel)).Change;
        var isUnchanged = after == read && added is null;
        var change = isUnchanged ? counted : SkillChanges.Change(read, after, added).And(counted);
        return (merge, change?.And(await ways.MendedAsync(read, versions, added, run.Request.Retrieval, cancel)));
    }

    /// <summary>A merge, with what the check that the run was proved by changes in the text of a learned skill.</summary>
    MergePlan WithProof(MergePlan merge, Skill read, IReadOnlyList<SkillVersion> versions, LearnedRun run)
    {
        var mayChange = read is { Source: Source.Learned, Pinned: false, Procedure.IsComposite: false }
            && !scope.Protects(read, run.Admission.Actor);
        if (run.Proof is not { } proof || !mayChange)
        {
            return merge;
        }
        if (merge.Decision == Decision.Alternative)
        {
            return merge with { Written = LearnedCheck.Beside(read.Procedure, merge.Written!, proof) };
        }
        if (merge is not { Decision: Decision.Consolidated, Beside: null } || merge.Version > 0 && merge.Version != read.Version)
        {
            return merge;
        }
        var text = merge.Written ?? read.Procedure;
        var values = AntiUnification.Of(read.Procedure, run.Draft)?.Bindings ?? new Dictionary<string, string>();
        var proved = LearnedCheck.After(text, versions.Select(version => version.Procedure), proof, values);
        return ReferenceEquals(proved, text) ? merge : merge with { Version = 0, Written = proved };
    }

    /// <summary>
    /// The name of a skill after a merge: where its drafted title changed, because a word of it turned out to be a value, the name of the
    /// new title, if no other skill has it.
    /// </summary>
    async Task<SkillName> NameAfterAsync(Skill before, Skill after, CancellationToken cancel)
    {
        var isNamedByTitle = after.Name == SkillName.Of(before.Procedure);
        if (after.Procedure.Title == before.Procedure.Title || !isNamedByTitle)
        {
            return after.Name;
        }
        var name = NameScreen.NameOf(after.Procedure);
        return await store.FindAsync(project, name, cancel) is null ? name : after.Name;
    }

    /// <summary>The notes of a run, with its words and steps that no version of the skill holds.</summary>
    static string NotesOf(Trajectory run, IReadOnlyList<SkillVersion> versions, MergePlan merge)
    {
        var kept = versions.Select(version => version.Procedure).ToList();
        if (merge.Written is not null)
        {
            kept.Add(merge.Written);
        }
        return Lines([run.Notes, .. Consolidator.NewWords(run, kept), .. Consolidator.NewSteps(run.Steps, kept)]);
    }

    /// <summary>The reason that is stored with the version a run becomes.</summary>
    static string ReasonFor(Decision decision) => decision switch
    {
        Decision.Consolidated => "a run with other values",
        Decision.Refined => "a shorter way, with evidence",
        _ => "another way to the same end",
    };

    static string Lines(IEnumerable<string> texts) => string.Join('\n', texts.Where(text => text.Length > 0));

    /// <summary>Counts a failed run as a failure of the skill that it followed, with its cause as a pitfall.</summary>
    async Task<Learned> LessonAsync(LearnedRun run, Skill known, Learned learned, CancellationToken cancel)
    {
        var returned = run.Retrieved?.Skills.FirstOrDefault(returned => returned.Skill == known.Id);
        var lesson = learned with { Decision = Decision.Lesson, Skill = known, Version = returned?.Version ?? known.Version };
        if (run.Request.DryRun)
        {
            return lesson;
        }
        var handed = await ways.HandedAsync(known, lesson.Version, cancel);
        await counting.CountAsync(known.Name, ExecutionOf(run, handed), run.Admission, cancel);
        return await WithConsequencesAsync(lesson, known.Name, run.Admission.Actor, cancel);
    }

    /// <summary>
    /// The skill that a failed run followed: the most similar one that its retrieval returned, or else the most similar one
    /// without a conflict. Null if none is similar enough or has its steps: a run that did something else says nothing about it.
    /// </summary>
    async Task<Skill?> FailedAsync(LearnedRun run, IReadOnlyList<SkillComparison> comparisons, CancellationToken cancel)
    {
        var returned = run.Retrieved?.Skills ?? [];
        var similar = comparisons.Where(comparison => returned.Any(skill => skill.Skill == comparison.Known.Id))
            .Concat(comparisons.Where(comparison => comparison is { Similarity: >= MinSimilarityOfFailure, Conflict: null }));
        foreach (var known in similar.Select(comparison => comparison.Known))
        {
            if (FollowedSteps.Are(run.Draft, (await layout.LayOutAsync(known, cancel)).Procedure))
            {
                return known;
            }
        }
        return null;
    }

    /// <summary>
    /// Corrects what a run was reported as before, with the same retrieval: as a failure of another skill than the one that it is now
    /// stored in.
    /// </summary>
    async Task TakeBackAsync(LearnedRun run, Skill? stored, CancellationToken cancel)
    {
        var others = (run.Retrieved?.Skills ?? []).Where(returned => returned.Skill != stored?.Id).ToDictionary(returned => returned.Skill);
        var skills = others.Count == 0 ? [] : await store.GetAsync(project, [.. others.Keys], cancel);
        foreach (var skill in skills)
        {
            var execution = ExecutionOf(run, await ways.HandedAsync(skill, others[skill.Id].Version, cancel));
            var sameReport = new ExecutionFilter { SameAs = execution };
            var earlier = await store.ExecutionsAsync(project, skill.Id, sameReport, limit: 1, cancel);
            if (earlier is [{ Outcome: Outcome.Failure }]
                && FollowedSteps.AreAll(run.Draft, (await layout.LayOutAsync(skill, cancel)).Procedure))
            {
                await counting.CountAsync(skill.Name, execution, run.Admission, cancel);
            }
        }
    }

    /// <summary>
    /// Notes that a run was told for a task for which skills were only named, as ones that may fit: those were not what was meant.
    /// </summary>
    async Task DeclineAsync(LearnedRun run, CancellationToken cancel)
    {
        if (run.Retrieved is not { Task.Length: > 0 } retrieved)
        {
            return;
        }
        var possible = retrieved.Skills.Where(returned => returned.IsPossible).Select(returned => returned.Skill);
        foreach (var skill in await store.GetAsync(project, [.. possible], cancel))
        {
            var reports = new ExecutionFilter { Retrieval = retrieved.Id };
            if (skill.IsActive && await store.ExecutionsAsync(project, skill.Id, reports, limit: 1, cancel) is [])
            {
                await counting.CountAsync(skill.Name, DeclinedBy(run, retrieved, skill), run.Admission, cancel);
            }
        }
    }

    /// <summary>It has no task: that would count against tasks like it at once.</summary>
    Execution DeclinedBy(LearnedRun run, PastRetrieval retrieved, Skill skill) => new()
    {
        Id = Guid.CreateVersion7(time.GetUtcNow()),
        Skill = skill.Id,
        Version = skill.Version,
        Way = skill.Way,
        Outcome = Outcome.NotUsed,
        EvidenceLevel = EvidenceLevel.SelfReported,
        At = time.GetUtcNow(),
        Retrieval = retrieved.Id,
        Principal = run.Admission.Actor.Principal,
        IsBound = true,
        Weight = 0,
        NotFor = Truncate.To(Whitespace.Collapse(retrieved.Task), Execution.MaxNotForLength),
    };

    Execution ExecutionOf(LearnedRun run, Skill skill)
    {
        var (notes, evidence) = (run.Trajectory.Notes, run.Trajectory.Evidence);
        var at = run.At ?? time.GetUtcNow();
        var named = run.Trajectory.Success ? 0 : FailedStep.In(notes, evidence, skill.Procedure.Steps);
        var failedStep = named > 0 || run.Trajectory.Success ? named : FollowedSteps.LastOf(run.Draft, skill.Procedure);
        var doubt = run.Admission.QuarantineReason;
        return NewExecution.Of(skill, skill.Version, run.Assessed, failedStep, notes, evidence, doubt, at) with
        {
            Retrieval = run.Request.Retrieval,
            Principal = run.Admission.Actor.Principal,
            Versions = run.Trajectory.Versions,
            IsBound = run.Retrieved is not null,
            Task = run.Trajectory.Task,
            Also = run.Retrieved?.Also ?? [],
        };
    }
}
