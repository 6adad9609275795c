using SkillMcp.Admissions;
using SkillMcp.Formation;

namespace SkillMcp.UseCases;

/// <summary>Rolls a skill back or archives it when its record after a new execution requires that.</summary>
sealed class Retiring(IMemoryStore store, Project project, TimeProvider time, SkillMemoryOptions options, ChangeWriter writer)
{
    /// <returns>The skill as it is now, and what was done to it; a sentence each.</returns>
    public async Task<(Skill Skill, IReadOnlyList<string> Consequences)> AfterReportAsync(
        SkillName name, Actor actor, CancellationToken cancel)
    {
        SkillVersion? better = null;
        var changed = await writer.ChangeAsync(name, async read =>
        {
            var recent = await store.ExecutionsAsync(project, read.Id, ExecutionFilter.All, Retirement.RecentExecutions, cancel);
            var mayRollBack = read.Version > 1 && recent is [{ Outcome: not Outcome.Success }, ..];
            better = mayRollBack ? await BetterBeforeAsync(read, cancel) : null;
            if (better is not null)
            {
                return SkillChanges.RollBack(read, better, time.GetUtcNow());
            }
            var after = Retirement.After(read, recent, options);
            return after == read.Lifecycle ? null : SkillChanges.Change(read, read with { Lifecycle = after });
        }, AdmissionControl.Admit(actor), cancel);
        if (better is not null)
        {
            return (changed.Skill, [$"rolled back to version {better.Number}: version {changed.Before.Version} does worse"]);
        }
        var isUnchanged = changed.Skill.Lifecycle == changed.Before.Lifecycle;
        return (changed.Skill, isUnchanged ? [] : await ConsequencesAsync(changed.Skill, cancel));
    }

    /// <summary>What a new lifecycle means for a skill and for the active composites with it as a component; a sentence each.</summary>
    public async Task<IReadOnlyList<string>> ConsequencesAsync(Skill skill, CancellationToken cancel)
    {
        var own = skill.Lifecycle switch
        {
            { Status: Status.Archived } archived => $"archived as {archived.ReasonCode}",
            { Reason: Lifecycle.Disputed } => "disputed: unverified failures speak against it, and a verified success for it",
            _ => "active again",
        };
        var composites = skill.IsActive ? [] : await store.CompositesOfAsync(project, skill.Id, cancel);
        var degraded = composites
            .Where(composite => composite.IsActive)
            .Select(composite => $"{composite.Name} is degraded: it has {skill.Name} as a component");
        return [own, .. degraded];
    }

    /// <summary>
    /// An earlier version that does better and has all the safeguards of the current one; null if there is none. A version without
    /// a safeguard may only seem better, because a check makes failures visible.
    /// </summary>
    async Task<SkillVersion?> BetterBeforeAsync(Skill skill, CancellationToken cancel)
    {
        var executions = await store.ExecutionsAsync(project, skill.Id, ExecutionFilter.All, Regression.RecentExecutions, cancel);
        var judging = Regression.Since(skill, executions)
            .Where(execution =>
                execution.Outcome != Outcome.Failure || !PitfallExtraction.IsTransient(execution.Notes, execution.Evidence));
        return Regression.BetterBefore(skill, judging, await store.VersionsAsync(project, skill.Id, cancel))
            .FirstOrDefault(version => Safeguards.LostBetween(skill.Procedure.Steps, version.Procedure.Steps) is []);
    }
}
