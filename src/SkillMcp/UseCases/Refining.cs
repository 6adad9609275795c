using SkillMcp.Admissions;
using SkillMcp.Formation;

namespace SkillMcp.UseCases;

/// <summary>Replaces the steps of a skill with those of a successful run, or keeps them beside it as an alternative.</summary>
sealed class Refining(
    IMemoryStore store,
    Project project,
    TimeProvider time,
    AdmissionControl control,
    SkillLookup lookup,
    FollowedRetrieval followed,
    ChangeWriter writer,
    Counting counting,
    Retiring retiring)
{
    public async Task<Refined> RefineAsync(RefineRequest submitted, Actor actor, CancellationToken cancel)
    {
        var admission = await writer.RequireAsync(control.Admit(submitted, actor, cancel), submitted.Skill.Value, cancel);
        var request = admission.Value;
        var outcome = OutcomeOf(request, admission.Actor);
        var known = await lookup.GetAsync(request.Skill, cancel);
        var returned = await followed.OfAsync(known, request.Retrieval, cancel);
        var refined = new Refined { Decision = Decision.WouldLose, Skill = known, Version = 0, Reason = "" };
        var changed = await writer.ChangeAsync(request.Skill, async read =>
        {
            refined = Decide(Refinable(read), request, outcome.Level);
            if (refined.Decision == Decision.WouldLose)
            {
                return null;
            }
            (refined, var change) = await ChangeOfAsync(read, refined, returned, outcome, admission, cancel);
            return change;
        }, admission, cancel);
        if (changed.Proposal is { } proposal)
        {
            return new Refined { Decision = Decision.Quarantined, Skill = proposal, Version = 1, Reason = proposal.Lifecycle.Reason };
        }
        return refined.Decision == Decision.WouldLose
            ? refined with { Skill = changed.Skill, Version = changed.Skill.Version }
            : refined with { Skill = (await retiring.AfterReportAsync(request.Skill, admission.Actor, cancel)).Skill };
    }

    /// <summary>The change that writes the new steps into a skill as it was read, with the run as an execution of them.</summary>
    async Task<(Refined Refined, MemoryChange? Change)> ChangeOfAsync(
        Skill read,
        Refined refined,
        FollowedSkill returned,
        AssessedOutcome outcome,
        Admission<RefineRequest> admission,
        CancellationToken cancel)
    {
        var request = admission.Value;
        var versions = await store.VersionsAsync(project, read.Id, cancel);
        var written = WrittenIn(read, versions, request, refined.Decision);
        var (after, added) = written.In(read, versions, Provenance.Of(admission.Actor), time.GetUtcNow());
        var number = added?.Number ?? written.Number;
        var kept = versions.Select(version => version.Procedure).Append(written.Text!);
        var notes = string.Join('\n', Consolidator.NewSteps(request.Steps, [.. kept]));
        var isDoubtful = admission.QuarantineReason.Length > 0;
        var execution = NewExecution.Of(read, number, outcome, failedStep: 0, notes, request.Evidence, isDoubtful, time.GetUtcNow()) with
        {
            Retrieval = request.Retrieval,
            Task = returned.Task,
            Also = returned.Also,
        };
        var reported = await counting.ReportedAsync(read, execution, cancel);
        var isUnchanged = after == read && added is null;
        var change = isUnchanged ? reported.Change : SkillChanges.Change(read, after, added).And(reported.Change);
        return (refined with { Version = number }, change);
    }

    /// <summary>The steps as a text to write. Steps that an earlier version has go back to that version, which keeps its record.</summary>
    static WrittenText WrittenIn(Skill skill, IReadOnlyList<SkillVersion> versions, RefineRequest request, Decision decision)
    {
        var revised = Revised(skill, request.Steps);
        var before = Consolidator.WithSteps(versions, skill.Version, revised.Steps);
        var isBeside = decision == Decision.Alternative;
        return new WrittenText(before?.Number ?? 0, before?.Procedure ?? revised, isBeside, request.Reason);
    }

    static AssessedOutcome OutcomeOf(RefineRequest request, Actor actor)
    {
        var claimed = request.Success ? Outcome.Success : Outcome.Failure;
        var outcome = AssessedOutcome.Of(claimed, request.Evidence, confirmed: actor.Author == Author.Person);
        if (outcome.Outcome == Outcome.Success)
        {
            return outcome;
        }
        throw new SkillException(outcome.Contradicted
            ? "The evidence contradicts the claim of success: report a failure with record_outcome."
            : "Only steps that worked refine a skill: report a failure with record_outcome, with what went wrong in notes.");
    }

    static Refined Decide(Skill skill, RefineRequest request, EvidenceLevel level)
    {
        var steps = InTermsOf(skill.Procedure.Steps, request.Steps);
        if (skill.Procedure.Steps.SequenceEqual(steps))
        {
            throw new SkillException($"These are the steps that '{skill.Name}' has: report the success with record_outcome.");
        }
        var lost = Safeguards.LostBetween(skill.Procedure.Steps, steps);
        var (decision, reason) = (lost, skill) switch
        {
            ({ Count: > 0 }, _) when !request.AcceptLoss =>
                (Decision.WouldLose, "The change drops steps that keep a run safe. "
                    + "Put them back, or call again with accept_loss if the user agrees."),
            (_, { Pinned: true }) => (Decision.Alternative, "The skill is pinned: the new steps are kept beside it as an alternative."),
            _ when steps.Count < skill.Procedure.Steps.Count && level == EvidenceLevel.SelfReported =>
                (Decision.Alternative, "A shorter way takes the place of a longer one only with evidence: "
                    + "it is kept beside the skill as an alternative."),
            _ => (Decision.Refined, request.Reason),
        };
        return new Refined
        {
            Decision = decision,
            Skill = skill,
            Version = skill.Version,
            WouldLose = decision == Decision.WouldLose ? lost : [],
            Reason = reason,
        };
    }

    static Procedure Revised(Skill skill, IReadOnlyList<Step> steps) =>
        (skill.Procedure with { Steps = InTermsOf(skill.Procedure.Steps, steps) }).WithParametersOfSteps().Checked();

    /// <summary>
    /// The steps with each one that is an instance of a known step replaced by that step. A step with placeholders was written as a
    /// template and is kept as it is.
    /// </summary>
    static IReadOnlyList<Step> InTermsOf(IReadOnlyList<Step> known, IReadOnlyList<Step> steps) =>
        [.. steps.Zip(Consolidator.InTermsOf(known, steps), (step, instance) => step.Placeholders.Any() ? step : instance)];

    static Skill Refinable(Skill skill) => skill switch
    {
        { IsActive: false } =>
            throw new SkillException($"'{skill.Name}' is {skill.Lifecycle.Described}: restore it before you refine it."),
        { Procedure.IsComposite: true } =>
            throw new SkillException($"'{skill.Name}' is a composite and has no steps of its own: refine the component that changed."),
        _ => skill,
    };
}
