using SkillMcp.Admissions;
using SkillMcp.Formation;

namespace SkillMcp.UseCases;

sealed partial class Learning
{
    /// <summary>
    /// What becomes of a run that the formation policy refuses: an execution of a known skill that is as short, a remembered run, or
    /// nothing.
    /// </summary>
    async Task<Learned> NotStoredAsync(
        LearnedRun run, Skill? known, ComparedRun compared, Learned learned, CancellationToken cancel)
    {
        var mayCount = known is not null && run.Request.IsFromLog && run.Trajectory.Success;
        if (!mayCount && !remembering.IsWorthKeeping(run))
        {
            return learned;
        }
        if (known is not null)
        {
            // A run with fewer steps is not taken for a shorter way: the policy asks for more of one.
            var isAsShort = known.Procedure.Steps.Count == run.Trajectory.Steps.Count && run.Admission.QuarantineReason.Length == 0;
            return isAsShort && !await WouldChangeProtectedAsync(run, known, cancel)
                ? await MergeAllAsync(run, known, compared, learned with { Reason = "similar_skill_exists" }, cancel)
                : learned;
        }
        if (!run.Request.DryRun)
        {
            await remembering.KeepAsync(run, cancel);
        }
        return learned with { Remembered = true };
    }

    /// <summary>
    /// Makes a skill of a remembered run, and counts the run that repeats it as another execution, unless it is the same run told again.
    /// </summary>
    /// <returns>The skill as it is then; null if another program was faster.</returns>
    async Task<Learned?> PromoteAsync(
        LearnedRun run, RepeatedRun repeated, ComparedRun compared, Learned refused, FormationDecision verdict, CancellationToken cancel)
    {
        var (candidate, earlier) = repeated.First;
        var isRetold = candidate.IsRetoldBy(run.Trajectory, run.Request.Retrieval);
        if (isRetold && !run.IsNamed && !verdict.Remember)
        {
            return refused with { Remembered = true };
        }
        var learned = refused with { Reason = ReasonFor(verdict, run.IsNamed), Similarity = repeated.Similarity };
        var first = isRetold ? Retold(run, candidate) : Named(earlier, run.Trajectory);
        first = run.Request.DryRun ? first : await drafting.WordedAsync(first, cancel);
        var submission = SubmissionOf(run, run.Admission.And(earlier.Admission));
        var skill = remembering.SkillOf(first);
        if (run.Request.DryRun)
        {
            return Stored(await WouldAddAsync(skill, learned.Reason, submission, cancel), skill, learned);
        }
        if (await WaitingAlikeAsync(first, skill, submission, cancel) is { } waiting)
        {
            return Stored(waiting, waiting, learned);
        }
        var execution = ExecutionOf(first, skill) with { IsBound = true };
        var promoted = await writer.PromoteAsync(
            skill,
            named => CandidateChanges.Promote(
                project, candidate, named.Name, SkillChanges.Add(named, first.HistoryOf(learned.Reason), execution)),
            submission,
            cancel);
        if (promoted is null)
        {
            return null;
        }
        var others = compared with { Remembered = [.. compared.Remembered.Where(other => other.Candidate.Id != candidate.Id)] };
        var stored = Stored(promoted, skill, learned) with { DraftedByModel = first.DraftedByModel };
        if (isRetold)
        {
            return stored with { Skill = await CountRememberedAsync(promoted.Id, others, submission.Actor, cancel) };
        }
        var merged = await MergeAllAsync(run, promoted, others, learned, cancel);
        // Another skill is a proposal: the text of the run waits for approval beside the promoted one.
        return merged.Skill?.Id == promoted.Id ? stored with { Skill = merged.Skill, Version = merged.Version } : merged;
    }

    /// <summary>
    /// Makes a skill of a remembered run because a person said yes to it, or counts it for the skill that does the same by now.
    /// </summary>
    /// <exception cref="SkillException">It is refused, or another program has made something of it since it was read.</exception>
    public async Task<Learned> ConfirmAsync(RunCandidate candidate, Actor person, CancellationToken cancel)
    {
        var earlier = await remembering.ReadAsync(candidate, cancel);
        var compared = await CompareAsync(earlier.Run, cancel);
        var confirmed = NotStored(earlier.Run, null, compared.Skills, new FormationDecision(true, "confirmed"));
        if (!earlier.IsDoubtful && SameAs(earlier.Run, compared.Skills) is { } known)
        {
            var counted = await CountRememberedAsync(known.Id, compared with { Remembered = [earlier] }, person, cancel);
            return confirmed with { Decision = Decision.Consolidated, Skill = counted, Version = counted.Version };
        }
        var skill = remembering.SkillOf(earlier.Run);
        var execution = ExecutionOf(earlier.Run, skill) with { IsBound = true };
        var stored = await writer.PromoteAsync(
            skill,
            named => CandidateChanges.Promote(project, candidate, named.Name, SkillChanges.Add(named, confirmed.Reason, execution)),
            AdmissionControl.Admit(person).And(earlier.Run.Admission),
            cancel);
        return stored is null
            ? throw Remembering.Gone
            : Stored(stored, skill, confirmed);
    }

    static string ReasonFor(FormationDecision verdict, bool isNamed)
    {
        var reason = isNamed ? "named_by_caller" : "second_run";
        return verdict.Remember ? verdict.Reason : reason;
    }

    /// <summary>A run that was told again, at its own time, with what only its first telling said.</summary>
    static LearnedRun Retold(LearnedRun run, RunCandidate candidate)
    {
        var (again, before) = (run.Trajectory, candidate.Run);
        var whole = again.WithWordsOf(before) with
        {
            Parameters = again.Parameters.Count > 0 ? again.Parameters : before.Parameters,
            Notes = again.Notes.Length > 0 ? again.Notes : before.Notes,
            Evidence = again.Evidence ?? before.Evidence,
            Versions = again.Versions.Count > 0 ? again.Versions : before.Versions,
        };
        var request = run.Request with { Trajectory = whole, Retrieval = run.Request.Retrieval ?? candidate.Retrieval };
        return LearnedRun.Of(request, run.Admission, run.Retrieved) with { At = candidate.At };
    }

    /// <summary>A remembered run with the name of the run that repeats it, and with the words that only that one has.</summary>
    static LearnedRun Named(LearnedRun first, Trajectory second)
    {
        var named = first.Trajectory with { Name = second.Name.Length > 0 ? second.Name : first.Trajectory.Name };
        var request = first.Request with { Trajectory = named.WithWordsOf(second) };
        return LearnedRun.Of(request, first.Admission, first.Retrieved) with { At = first.At };
    }

    /// <summary>Counts a run for a known skill, and with it those that are remembered and turn out to be runs of it.</summary>
    async Task<Learned> MergeAllAsync(LearnedRun run, Skill known, ComparedRun compared, Learned learned, CancellationToken cancel)
    {
        var merged = await MergeAsync(run, known, learned, cancel);
        // A proposal is another skill, and what is not stored is in none.
        var isOfKnown = merged.Skill?.Id == known.Id;
        return run.Request.DryRun || !isOfKnown
            ? merged
            : merged with { Skill = await CountRememberedAsync(known.Id, compared, run.Admission.Actor, cancel) };
    }

    /// <summary>Counts remembered runs of a skill as executions of it. One whose text would need approval stays remembered.</summary>
    /// <returns>The skill as it is then.</returns>
    async Task<Skill> CountRememberedAsync(Guid id, ComparedRun compared, Actor actor, CancellationToken cancel)
    {
        // By its id, because each merge may rename it.
        var skill = (await store.GetAsync(project, [id], cancel))[0];
        foreach (var earlier in compared.Remembered.Where(other => Remembering.IsExecutionOf(skill, other, compared.Frequencies)).ToList())
        {
            var (merge, change) = await MergedAsync(earlier.Run, skill, cancel);
            if (merge.Decision == Decision.NotStored || merge.Written is not null && scope.Protects(skill, actor))
            {
                continue;
            }
            var promotion = CandidateChanges.Promote(project, earlier.Candidate, skill.Name, change ?? new MemoryChange());
            if (AdmissionControl.Admit(promotion, earlier.Run.Admission).Verdict == AdmissionVerdict.Admitted)
            {
                // After a conflict it stays remembered, until the next run of the skill.
                await writer.TryAsync(promotion, AdmissionControl.Admit(actor), cancel);
                skill = (await store.GetAsync(project, [id], cancel))[0];
            }
        }
        return skill;
    }
}
