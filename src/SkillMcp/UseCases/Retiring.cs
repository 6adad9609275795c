using SkillMcp.Admissions;
using SkillMcp.Formation;

namespace SkillMcp.UseCases;

/// <summary>Does what the record of a skill demands once an execution was counted: an earlier version comes back, or the skill is archived.</summary>
sealed class Retiring(IMemoryStore store, Project project, TimeProvider time, SkillMemoryOptions options, ChangeWriter writer)
{
    /// <returns>The skill as it is now, and what followed; a sentence each.</returns>
    public async Task<(Skill Skill, IReadOnlyList<string> Followed)> AfterReportAsync(SkillName name, Actor actor, CancellationToken cancel)
    {
        SkillVersion? better = null;
        var changed = await writer.ChangeAsync(name, async read =>
        {
            var recent = await store.ExecutionsAsync(project, read.Id, ExecutionFilter.All, Retirement.RecentExecutions, cancel);
            better = read.Version > 1 && recent is [{ Outcome: not Outcome.Success }, ..] ? await BetterBeforeAsync(read, cancel) : null;
            if (better is not null)
            {
                return SkillChanges.RollBack(read, better, time.GetUtcNow());
            }
            var after = Retirement.After(read, recent, options);
            return after == read.Lifecycle ? null : SkillChanges.Change(read, read with { Lifecycle = after });
        }, new Admission(actor), cancel);
        if (better is not null)
        {
            return (changed.Skill, [$"rolled back to version {better.Number}: version {changed.Before.Version} does worse"]);
        }
        return (changed.Skill, changed.Skill.Lifecycle == changed.Before.Lifecycle ? [] : await ConsequencesAsync(changed.Skill, cancel));
    }

    /// <summary>What the state that a skill has come into means, for itself and for the composites that it is part of.</summary>
    public async Task<IReadOnlyList<string>> ConsequencesAsync(Skill skill, CancellationToken cancel)
    {
        var own = skill.Lifecycle switch
        {
            { Status: Status.Archived } archived => $"archived as {archived.Word}",
            { Reason: Lifecycle.Disputed } => "disputed: unverified failures speak against it, and a verified success for it",
            _ => "active again",
        };
        var composites = skill.IsActive ? [] : await store.CompositesOfAsync(project, skill.Id, cancel);
        return [own, .. composites.Where(composite => composite.IsActive).Select(composite => $"{composite.Name} is degraded: it has {skill.Name} as a component")];
    }

    /// <summary>
    /// The version before the current one that does better and keeps a run as safe: a check makes failures visible, and is not to blame
    /// for them. Null where there is none.
    /// </summary>
    async Task<SkillVersion?> BetterBeforeAsync(Skill skill, CancellationToken cancel)
    {
        var executions = await store.ExecutionsAsync(project, skill.Id, ExecutionFilter.All, Regression.RecentExecutions, cancel);
        var judging = Regression.Since(skill, executions)
            .Where(execution => execution.Outcome != Outcome.Failure || !PitfallExtraction.IsTransient(execution.Notes, execution.Evidence));
        return Regression.BetterBefore(skill, judging, await store.VersionsAsync(project, skill.Id, cancel))
            .FirstOrDefault(version => Safeguards.LostBetween(skill.Procedure.Steps, version.Procedure.Steps) is []);
    }
}
