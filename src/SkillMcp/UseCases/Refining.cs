using SkillMcp.Admissions;
using SkillMcp.Formation;

namespace SkillMcp.UseCases;

/// <summary>
/// Replaces the steps of a skill with those of a successful run, or keeps them beside it as an alternative; renames and describes it.
/// </summary>
sealed class Refining(
    IMemoryStore store,
    Project project,
    TimeProvider time,
    AdmissionControl control,
    SkillLookup lookup,
    FollowedRetrieval followed,
    WayLookup ways,
    ChangeWriter writer,
    Counting counting,
    Retiring retiring,
    SeenVersions seen,
    Measuring measuring)
{
    public async Task<Refined> RefineAsync(RefineRequest submitted, Actor actor, CancellationToken cancel)
    {
        var admission = await writer.RequireAsync(control.Admit(submitted, actor, cancel), submitted.Skill.Value, cancel);
        admission = admission with
        {
            Value = admission.Value with { Retrieval = await followed.OwnAsync(admission.Value.Retrieval, cancel) },
        };
        var request = admission.Value;
        if (request.Steps.Count == 0)
        {
            return await RenameAsync(admission, cancel);
        }
        var outcome = OutcomeOf(request, admission.Actor);
        var known = await lookup.GetAsync(request.Skill, cancel);
        var returned = await followed.OfAsync(known, request.Retrieval, cancel);
        var handed = await ways.HandedAsync(known, returned.Version, cancel);
        var refined = new Refined { Decision = Decision.WouldLose, Skill = known, Version = 0, Reason = "" };
        var changed = await writer.ChangeAsync(request.Skill, async read =>
        {
            refined = Decide(Refinable(read), request, outcome.Level, isCurrent: handed.Way == read.Way);
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
        if (refined.Decision != Decision.WouldLose)
        {
            var asked = submitted.Retrieval ?? await measuring.RetrievalOfAsync(known, submitted.Session, cancel);
            await measuring.EndAsync(asked, outcome.Outcome, isRead: false, cancel);
        }
        return refined.Decision == Decision.WouldLose
            ? refined with { Skill = changed.Skill, Version = changed.Skill.Version }
            : refined with { Skill = await retiring.AfterDecisionAsync(changed.Skill.Name, admission.Actor, cancel) };
    }

    /// <summary>Gives a skill another name or description as a new version. Its steps and its record stay, and no run is counted.</summary>
    async Task<Refined> RenameAsync(Admission<RefineRequest> admission, CancellationToken cancel)
    {
        var request = admission.Value;
        if (request is { Name: "", Description: "" })
        {
            throw new SkillException("Nothing to change is given: give steps, name or description.");
        }
        var changed = await writer.ChangeAsync(request.Skill, async read =>
        {
            var renamed = Renamed(Changeable(read), request).Checked();
            if (renamed == read.Procedure)
            {
                throw new SkillException($"'{read.Name}' has this name and description already.");
            }
            var versions = await store.VersionsAsync(project, read.Id, cancel);
            var written = new WrittenText(Number: 0, renamed, IsBeside: false, request.Reason);
            var (after, added) = written.In(read, versions, Provenance.Of(admission.Actor), time.GetUtcNow());
            return SkillChanges.Change(read, after with { Name = NameScreen.NameOf(read, renamed) }, added);
        }, admission, cancel);
        return changed.Proposal is { } proposal
            ? new Refined { Decision = Decision.Quarantined, Skill = proposal, Version = 1, Reason = proposal.Lifecycle.Reason }
            : new Refined { Decision = Decision.Refined, Skill = changed.Skill, Version = changed.Skill.Version, Reason = request.Reason };
    }

    /// <summary>The procedure of a skill under the name and with the description of a request, if it gives them.</summary>
    static Procedure Renamed(Skill skill, RefineRequest request)
    {
        if (request.Name.Length > 0 && SkillName.From(request.Name) is null)
        {
            throw new SkillException($"'{request.Name}' gives no skill name: write it in letters from a to z, such as 'deploy-api'.");
        }
        if (request is not { Name: "", Description: "" } && skill.Pinned)
        {
            throw new SkillException($"'{skill.Name}' is pinned and keeps its name and description: unpin it first.");
        }
        return skill.Procedure with
        {
            Title = request.Name.Length > 0 ? request.Name : skill.Procedure.Title,
            Description = request.Description.Length > 0 ? request.Description : skill.Procedure.Description,
        };
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
        var written = WrittenIn(read, versions, request, refined.Decision) with
        {
            IsAfterFailure = await ways.HasJustFailedAsync(read.Id, request.Retrieval, cancel),
        };
        var isTakenBack = versions.FirstOrDefault(version => version.Number == written.Number) is { IsRetired: true };
        if (isTakenBack && admission.Actor.Author != Author.Person)
        {
            throw new SkillException(
                $"These are the steps of version {written.Number} of '{read.Name}', which was taken back: only a person brings them back, "
                + $"with 'skillmcp rollback {read.Name} --to {written.Number}'.");
        }
        var (refreshed, added) = written.In(read, versions, Provenance.Of(admission.Actor), time.GetUtcNow());
        var after = refreshed with { Name = NameScreen.NameOf(read, refreshed.Procedure) };
        var number = added?.Number ?? written.Number;
        var kept = versions.Select(version => version.Procedure).Append(written.Text!);
        var notes = string.Join('\n', Consolidator.NewSteps(request.Steps, [.. kept]));
        var (doubt, now) = (admission.QuarantineReason, time.GetUtcNow());
        var execution = NewExecution.Of(read, number, outcome, failedStep: 0, "", request.Evidence, doubt, now) with
        {
            // Only kept: they are the values of the run, and teach nothing.
            Notes = notes,
            Way = added?.Way ?? versions.First(version => version.Number == number).Way,
            Retrieval = request.Retrieval,
            Principal = admission.Actor.Principal,
            Versions = seen.Of([], admission, request.Evidence),
            // A run with steps of its own is no bare claim.
            IsBound = returned.IsKnown || added?.Way == number,
            Task = returned.Task,
            Also = returned.Also,
        };
        var reported = await counting.ReportedAsync(read, execution, cancel);
        var isUnchanged = after == read && added is null;
        var change = isUnchanged ? reported.Change : SkillChanges.Change(read, after, added).And(reported.Change);
        var mended = await ways.MendedAsync(read, versions, added, request.Retrieval, cancel);
        return (refined with { Version = number }, change?.And(mended));
    }

    /// <summary>The steps as a text to write. Steps that an earlier version has go back to that version, which keeps its record.</summary>
    static WrittenText WrittenIn(Skill skill, IReadOnlyList<SkillVersion> versions, RefineRequest request, Decision decision)
    {
        var revised = Revised(skill, request);
        var isRenamed = request is not { Name: "", Description: "" };
        var before = isRenamed ? null : Consolidator.WithSteps(versions, skill.Version, revised.Steps);
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

    /// <param name="skill">The skill.</param>
    /// <param name="request">The request.</param>
    /// <param name="level">How the success of the new steps is known.</param>
    /// <param name="isCurrent">Whether the way that was followed, and is now changed, is the current one.</param>
    static Refined Decide(Skill skill, RefineRequest request, EvidenceLevel level, bool isCurrent)
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
            _ when !isCurrent => (Decision.Alternative, "The steps that were followed are not the current ones: "
                + "what was made of them is kept beside the skill as an alternative."),
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

    static Procedure Revised(Skill skill, RefineRequest request) =>
        (Renamed(skill, request) with { Steps = InTermsOf(skill.Procedure.Steps, request.Steps) }).WithParametersOfSteps().Checked();

    /// <summary>
    /// The steps with each one that is an instance of a known step replaced by that step. A step with placeholders was written as a
    /// template and is kept as it is.
    /// </summary>
    static IReadOnlyList<Step> InTermsOf(IReadOnlyList<Step> known, IReadOnlyList<Step> steps) =>
        [.. steps.Zip(Consolidator.InTermsOf(known, steps), (step, instance) => step.Placeholders.Any() ? step : instance)];

    static Skill Refinable(Skill skill) => Changeable(skill) switch
    {
        { Procedure.IsComposite: true } =>
            throw new SkillException($"'{skill.Name}' is a composite and has no steps of its own: refine the component that changed."),
        _ => skill,
    };

    static Skill Changeable(Skill skill) => skill.IsActive
        ? skill
        : throw new SkillException($"'{skill.Name}' is {skill.Lifecycle.Described}: restore it before you refine it.");
}
