using SkillMcp.Formation;

namespace SkillMcp;

public sealed partial class SkillMemory
{
    /// <summary>Gives a skill other steps, because a run showed that they work.</summary>
    /// <exception cref="SkillException">The run did not succeed, nothing changed, or the skill is a composite or not active.</exception>
    async Task<Refined> RefineAdmittedAsync(RefineRequest request, Provenance by, CancellationToken cancel)
    {
        var finding = Finding.Of(request.Success ? Outcome.Success : Outcome.Failure, request.Evidence, confirmed: by.Author == Author.Person);
        if (finding.Outcome != Outcome.Success)
        {
            throw new SkillException(finding.Contradicted
                ? "The evidence contradicts the claim of success: report a failure with record_outcome."
                : "Only steps that worked refine a skill: report a failure with record_outcome, with what went wrong in notes.");
        }
        var (task, _) = await FollowedAsync(await GetAsync(request.Skill, cancel), request.Retrieval, cancel);
        var refined = new Refined { Decision = Decision.WouldLose, Skill = await GetAsync(request.Skill, cancel), Version = 0, Reason = "" };
        var skill = await ChangeAsync(request.Skill, async read =>
        {
            refined = Judge(Refinable(read), request, finding.Grade);
            if (refined.Decision == Decision.WouldLose)
            {
                return null;
            }
            // What was tried before keeps the record that it has.
            var revised = Revised(read, request.Steps);
            var before = Consolidator.WithSteps(await store.VersionsAsync(project, read.Id, cancel), read.Version, revised.Steps);
            var (changed, added) = await WrittenAsync(read, before?.Number ?? 0, before?.Procedure ?? revised, refined.Decision, request.Reason, by, cancel);
            refined = refined with { Version = added?.Number ?? before!.Number };
            return changed == read && added is null ? null : (changed, added);
        }, cancel);
        if (refined.Decision == Decision.WouldLose)
        {
            return refined with { Skill = skill, Version = skill.Version };
        }
        var kept = (await store.VersionsAsync(project, skill.Id, cancel)).Select(version => version.Procedure);
        var execution = Executed(skill, refined.Version, finding, failedStep: 0, Lines(Consolidator.NewSteps(request.Steps, kept)), request.Evidence);
        await store.RecordAsync(project, execution with { Retrieval = request.Retrieval, Task = task }, cancel);
        return refined with { Skill = (await RetireAsync(skill.Name, cancel)).Skill };
    }

    static Refined Judge(Skill skill, RefineRequest request, Grade grade)
    {
        var steps = InTermsOf(skill.Procedure.Steps, request.Steps);
        if (skill.Procedure.Steps.SequenceEqual(steps))
        {
            throw new SkillException($"These are the steps that '{skill.Name}' has: report the success with record_outcome.");
        }
        var lost = Safeguards.LostBetween(skill.Procedure.Steps, steps);
        var (decision, reason) = (lost, skill) switch
        {
            ({ Count: > 0 }, _) when !request.AcceptLoss => (Decision.WouldLose, "The change drops steps that keep a run safe. Put them back, or call again with accept_loss if the user agrees."),
            (_, { Pinned: true }) => (Decision.Alternative, "The skill is pinned: the new steps are kept beside it as an alternative."),
            _ when steps.Count < skill.Procedure.Steps.Count && grade == Grade.SelfReported =>
                (Decision.Alternative, "A shorter way takes the place of a longer one only with evidence: it is kept beside the skill as an alternative."),
            _ => (Decision.Refined, request.Reason),
        };
        return new Refined { Decision = decision, Skill = skill, Version = skill.Version, WouldLose = decision == Decision.WouldLose ? lost : [], Reason = reason };
    }

    static Procedure Revised(Skill skill, IReadOnlyList<Step> steps) =>
        (skill.Procedure with { Steps = InTermsOf(skill.Procedure.Steps, steps) }).WithParametersOfSteps().Checked();

    /// <summary>A run's steps as those that they are instances of. A step with placeholders is no run's: whoever wrote it meant just that.</summary>
    static IReadOnlyList<Step> InTermsOf(IReadOnlyList<Step> known, IReadOnlyList<Step> steps) =>
        [.. steps.Zip(Consolidator.InTermsOf(known, steps), (step, instance) => step.Placeholders.Any() ? step : instance)];

    static Skill Refinable(Skill skill) => skill switch
    {
        { IsActive: false } => throw new SkillException($"'{skill.Name}' is {Word.Of(skill.Lifecycle.Status)} ({skill.Lifecycle.Word}): restore it before you refine it."),
        { Procedure.IsComposite: true } => throw new SkillException($"'{skill.Name}' is a composite and has no steps of its own: refine the component that changed."),
        _ => skill,
    };
}

/// <summary>Steps that worked better than the stored ones.</summary>
public sealed record RefineRequest
{
    public required SkillName Skill { get; init; }

    public required IReadOnlyList<Step> Steps { get; init; }

    public required bool Success { get; init; }

    /// <summary>What was changed and why.</summary>
    public required string Reason { get; init; }

    public Evidence? Evidence { get; init; }

    public Guid? Retrieval { get; init; }

    /// <summary>Whether a check, a backup, a wait, a confirmation or a rollback may go.</summary>
    public bool AcceptLoss { get; init; }
}

/// <summary>The answer to a <see cref="RefineRequest"/>.</summary>
public sealed record Refined
{
    /// <summary><see cref="Decision.Refined"/>, <see cref="Decision.Alternative"/>, <see cref="Decision.WouldLose"/> or <see cref="Decision.Quarantined"/>.</summary>
    public required Decision Decision { get; init; }

    public required Skill Skill { get; init; }

    /// <summary>The version that holds the new steps, or the current one where they went nowhere.</summary>
    public required int Version { get; init; }

    /// <summary>The steps that the change would drop.</summary>
    public IReadOnlyList<string> WouldLose { get; init; } = [];

    public required string Reason { get; init; }
}
