using SkillMcp.Admissions;
using SkillMcp.Formation;

namespace SkillMcp.UseCases;

/// <summary>Keeps runs that are not stored as skills, and finds those that a new run repeats.</summary>
sealed class Remembering(
    IMemoryStore store,
    Project project,
    TimeProvider time,
    SkillMemoryOptions options,
    AdmissionControl control,
    FollowedRetrieval followed,
    Measuring measuring,
    ChangeWriter writer)
{
    // Few procedures have the same programs, flags and first words, so the newest candidates are nearly always all of them.
    const int MaxCompared = 20;

    // A shorter run without evidence is as often a look around as a procedure.
    const int MinStepsWithoutEvidence = 3;

    // A single command is no procedure, unless somebody says that it is one.
    const int MinStepsFromLog = 2;

    /// <summary>Whether a run that the formation policy refuses is worth remembering.</summary>
    public bool IsWorthKeeping(LearnedRun run)
    {
        var isLong = run.Trajectory.Steps.Count >= Math.Max(MinStepsWithoutEvidence, options.MinSteps);
        var isProved = run.Trajectory.Evidence is not null
            && (!run.Request.IsFromLog || run.Trajectory.Steps.Count >= MinStepsFromLog);
        return run.Trajectory.Success && (isLong || isProved);
    }

    /// <summary>How many runs of the project are remembered.</summary>
    public Task<int> CountAsync(CancellationToken cancel) => store.CountCandidatesAsync(project, Since, cancel);

    public async Task KeepAsync(LearnedRun run, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var candidate = new RunCandidate
        {
            Id = Guid.CreateVersion7(now),
            Skeleton = RunSkeleton.Of(run.Trajectory.Steps),
            Run = run.Trajectory,
            Actor = run.Admission.Actor,
            Retrieval = run.Request.Retrieval,
            At = now,
        };
        await writer.TryAsync(CandidateChanges.Remember(project, candidate), run.Admission, cancel);
    }

    /// <summary>The runs that wait for a second one, in the order in which they were told.</summary>
    public async Task<IReadOnlyList<RememberedRun>> WaitingAsync(CancellationToken cancel)
    {
        var waiting = new List<RememberedRun>();
        foreach (var candidate in await store.WaitingCandidatesAsync(project, Since, cancel))
        {
            if (await RememberedAsync(candidate, cancel) is { } remembered)
            {
                waiting.Add(remembered);
            }
        }
        return waiting;
    }

    /// <summary>A remembered run that a person read, by the rules of today.</summary>
    /// <exception cref="SkillException">It is gone, or the rules of today refuse it.</exception>
    public async Task<RememberedRun> ReadAsync(RunCandidate shown, CancellationToken cancel)
    {
        var stored = await store.FindCandidateAsync(project, shown.Id, cancel);
        if (stored?.ContentHash() != shown.ContentHash())
        {
            throw Gone;
        }
        return await RememberedAsync(stored, cancel) ?? throw new SkillException("The run is refused by now: drop it.");
    }

    /// <summary>What a person is told who decides on a run that is not what was read any more.</summary>
    public static SkillException Gone => new("Something was made of this run after you read it: look again with review.");

    /// <summary>Keeps that a person said no to a run, and forgets the run.</summary>
    /// <param name="told">The id that the run is told with; null if it has none.</param>
    /// <param name="waiting">The candidate that the person read; null if none waited.</param>
    /// <param name="person">Who said no.</param>
    /// <param name="cancel">Cancels the write.</param>
    /// <returns>Whether it was written; false if the candidate is gone, or the no was known.</returns>
    public async Task<bool> DeclineAsync(Guid? told, RunCandidate? waiting, Actor person, CancellationToken cancel)
    {
        var declined = told is { } id ? RunCandidate.Declined(id, person, time.GetUtcNow()) : null;
        var change = CandidateChanges.Decline(project, declined, waiting);
        return (await writer.TryAsync(change, AdmissionControl.Admit(person), cancel)).Result == ApplyResult.Applied;
    }

    /// <summary>Forgets a run that waits for a second one, because its person did not want what it did.</summary>
    /// <param name="told">The id that it was told with.</param>
    /// <param name="actor">Who tells.</param>
    /// <param name="cancel">Cancels the write.</param>
    /// <param name="fewerThan">Only if it has fewer steps than this.</param>
    /// <returns>Whether it waited, and is forgotten now.</returns>
    public async Task<bool> ForgetAsync(Guid told, Actor actor, CancellationToken cancel, int fewerThan = int.MaxValue)
    {
        var isForgotten = false;
        foreach (var waiting in await store.WaitingCandidatesAsync(project, Since, cancel))
        {
            if (waiting.Retrieval == told && waiting.Run.Steps.Count < fewerThan)
            {
                isForgotten |= await DeclineAsync(told: null, waiting, actor, cancel);
            }
        }
        return isForgotten;
    }

    /// <summary>Whether a person said no to what is told with an id.</summary>
    public async Task<bool> IsDeclinedAsync(Guid told, CancellationToken cancel) =>
        await store.FindCandidateAsync(project, told, cancel) is { IsDeclined: true };

    /// <summary>Takes a person's no to what is told with an id back.</summary>
    public async Task AskAgainAsync(Guid told, Actor actor, CancellationToken cancel)
    {
        if (await store.FindCandidateAsync(project, told, cancel) is { IsDeclined: true } declined)
        {
            await writer.TryAsync(CandidateChanges.AskAgain(declined), AdmissionControl.Admit(actor), cancel);
        }
    }

    /// <summary>
    /// The first remembered run of which a run is another execution; null if there is none. Those that need no approval come first, and a
    /// run that needs one does not repeat them.
    /// </summary>
    public RepeatedRun? RepeatedBy(LearnedRun run, ComparedRun compared)
    {
        var isClean = run.Admission.QuarantineReason.Length == 0;
        return compared.Remembered
            .Where(earlier => isClean || earlier.IsDoubtful)
            .Select(earlier => (Run: earlier, With: ComparedWith(earlier)))
            .Where(pair => pair.With.IsSame)
            .OrderBy(pair => pair.Run.IsDoubtful)
            .Select(pair => new RepeatedRun(pair.Run, pair.With.Similarity))
            .FirstOrDefault();

        SkillComparison ComparedWith(RememberedRun earlier) =>
            Consolidator.Compare(run.Features, run.IsNamed, SkillOf(earlier.Run), compared.Frequencies);
    }

    /// <summary>Whether a remembered run is an execution of a skill, and may be counted without approval.</summary>
    public static bool IsExecutionOf(Skill skill, RememberedRun earlier, WordFrequencies frequencies)
    {
        var comparison = Consolidator.Compare(earlier.Run.Features, earlier.Run.IsNamed, skill, frequencies);
        return comparison.IsSame && !earlier.IsDoubtful;
    }

    /// <summary>The skill that a run becomes, before it is stored.</summary>
    public Skill SkillOf(LearnedRun run)
    {
        var provenance = Provenance.Of(run.Admission.Actor, run.Trajectory.Task);
        var skill = NewSkill.Of(run.Draft, Source.Learned, provenance, project, time.GetUtcNow());
        return skill with { Confidence = options.LearnedConfidence };
    }

    /// <summary>The candidates of the same kind as a run, in the order in which they were stored.</summary>
    public async Task<IReadOnlyList<RememberedRun>> AlikeAsync(LearnedRun run, CancellationToken cancel)
    {
        var skeleton = RunSkeleton.Of(run.Trajectory.Steps);
        var alike = new List<RememberedRun>();
        foreach (var candidate in await store.CandidatesAsync(project, skeleton, Since, MaxCompared, cancel))
        {
            if (await RememberedAsync(candidate, cancel) is { } remembered)
            {
                alike.Add(remembered);
            }
        }
        return alike;
    }

    DateTimeOffset Since => time.GetUtcNow() - RunCandidate.KeptFor;

    /// <summary>A candidate as the run that it was; null if the rules of today refuse it.</summary>
    async Task<RememberedRun?> RememberedAsync(RunCandidate candidate, CancellationToken cancel)
    {
        var admission = control.Readmit(candidate, cancel);
        if (admission.Refusal is not null)
        {
            return null;
        }
        var request = new LearnRequest { Trajectory = admission.Value, Retrieval = candidate.Retrieval };
        var retrieved = await followed.FindAsync(candidate.Retrieval, cancel);
        try
        {
            var run = LearnedRun.Of(request, admission, retrieved) with
            {
                At = candidate.At,
                Withheld = await measuring.WithheldAsync(candidate.Retrieval, cancel),
            };
            return run.Trajectory.Success ? new RememberedRun(candidate, run) : null;
        }
        catch (SkillException)
        {
            // It was no mistake when it was told, and none of the caller who tells another run now.
            return null;
        }
    }
}
