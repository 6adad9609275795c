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
    ChangeWriter writer)
{
    // Few procedures have the same programs, flags and first words, so the newest candidates are nearly always all of them.
    const int MaxCompared = 20;

    // A shorter run without evidence is as often a look around as a procedure.
    const int MinStepsWithoutEvidence = 3;

    /// <summary>Whether a run that the formation policy refuses is worth remembering.</summary>
    public bool IsWorthKeeping(LearnedRun run)
    {
        var isLong = run.Trajectory.Steps.Count >= Math.Max(MinStepsWithoutEvidence, options.MinSteps);
        return run.Trajectory.Success && (isLong || run.Trajectory.Evidence is not null);
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
            var run = LearnedRun.Of(request, admission, retrieved) with { At = candidate.At };
            return run.Trajectory.Success ? new RememberedRun(candidate, run) : null;
        }
        catch (SkillException)
        {
            // It was no mistake when it was told, and none of the caller who tells another run now.
            return null;
        }
    }
}
