using SkillMcp.Admissions;
using SkillMcp.Ways;

namespace SkillMcp.UseCases;

/// <summary>
/// Makes another way of a skill the current one, or archives the skill, when its record after a new execution requires that. A better way
/// comes first: a skill is archived only when no way is left.
/// </summary>
sealed class Retiring(
    IMemoryStore store,
    Project project,
    TimeProvider time,
    SkillMemoryOptions options,
    ProjectScope scope,
    WayLookup lookup,
    ChangeWriter writer)
{
    // What a person wrote is not replaced for a single failure.
    const int FailuresOfPerson = 3;

    // Those that did not fit, were repeated at once or are of a way that is not handed over do not count, and are read along.
    const int ReadPerExecution = 10;

    /// <summary>After an execution was counted.</summary>
    /// <returns>The skill as it is now, and what was done to it; a sentence each.</returns>
    public async Task<(Skill Skill, IReadOnlyList<string> Consequences)> AfterReportAsync(
        SkillName name, Actor actor, CancellationToken cancel)
    {
        (SkillWay To, double Probability)? better = null;
        IReadOnlyList<SkillWay> ways = [];
        var changed = await writer.ChangeAsync(name, async read =>
        {
            if (scope.Protects(read, actor))
            {
                return null;
            }
            ways = await lookup.OfAsync(read.Id, cancel);
            var last = await LastAsync(read, cancel);
            better = BetterThanCurrent(read, ways, last);
            return better is { } way
                ? SkillChanges.PromoteWay(read, way.To.Text, way.Probability, time.GetUtcNow())
                : Retired(read, ways, last);
        }, AdmissionControl.Admit(actor), cancel);
        if (better is { } promoted)
        {
            var (number, before) = (promoted.To.Text.Number, changed.Before.Version);
            var probability = $"{100 * promoted.Probability:0} %";
            return (changed.Skill, [$"promoted version {number}: it works more often than version {before}, with {probability}"]);
        }
        if (changed.Skill.Lifecycle == changed.Before.Lifecycle)
        {
            return (changed.Skill, []);
        }
        var consequences = await ConsequencesAsync(changed.Skill, cancel);
        return (changed.Skill, changed.Skill.IsActive ? consequences : [.. consequences, .. ClosedAmong(ways, changed.Skill)]);
    }

    /// <summary>What a person is told of a way of a skill that is risky; empty if it is not.</summary>
    public static string OfClosed(SkillWay way, SkillName name) => way.Way.Risk.Length > 0 && way.Way.Status != WayStatus.Retired
        ? $"version {way.Text.Number} {way.Way.Risk}, so only a person puts it in place: "
            + $"skillmcp rollback {name} --to {way.Text.Number}"
        : "";

    static IEnumerable<string> ClosedAmong(IReadOnlyList<SkillWay> ways, Skill skill) =>
        ways.Select(way => OfClosed(way, skill.Name)).Where(told => told.Length > 0).Take(1);

    /// <summary>After an execution was counted with which the caller decided on the current way: that is not turned at once.</summary>
    /// <returns>The skill as it is now.</returns>
    public async Task<Skill> AfterDecisionAsync(SkillName name, Actor actor, CancellationToken cancel)
    {
        var changed = await writer.ChangeAsync(
            name,
            async read => Retired(read, await lookup.OfAsync(read.Id, cancel), await LastAsync(read, cancel)),
            AdmissionControl.Admit(actor),
            cancel);
        return changed.Skill;
    }

    /// <summary>What a new lifecycle means for a skill and for the active composites with it as a component; a sentence each.</summary>
    public async Task<IReadOnlyList<string>> ConsequencesAsync(Skill skill, CancellationToken cancel)
    {
        var own = skill.Lifecycle switch
        {
            { Status: Status.Archived } archived => $"archived as {archived.ReasonCode}",
            { Reason: Lifecycle.Disputed } => "disputed: failures without a retrieval_id speak against it, and proved successes for it",
            _ => "active again",
        };
        var composites = skill.IsActive ? [] : await store.CompositesOfAsync(project, skill.Id, cancel);
        var degraded = composites
            .Where(composite => composite.IsActive)
            .Select(composite => $"{composite.Name} is degraded: it has {skill.Name} as a component");
        return [own, .. degraded];
    }

    /// <summary>The way that takes the place of the current one, and how likely it is better; null if none does.</summary>
    (SkillWay To, double Probability)? BetterThanCurrent(Skill skill, IReadOnlyList<SkillWay> ways, IReadOnlyList<Execution> last)
    {
        // To make a way the current one was a decision, and nothing speaks against it before that way has failed.
        if (ways.FirstOrDefault(way => way.IsCurrent) is not { } current || !skill.IsActive)
        {
            return null;
        }
        // Where a clock went back, what was decided later than now was decided before.
        var since = current.DecidedAt is { } decided && decided <= time.GetUtcNow() ? decided : DateTimeOffset.MinValue;
        var failures = last.Count(run => run.Way == skill.Way && run.Outcome != Outcome.Success && run.At >= since);
        var fewest = current.Text.Provenance.Author == Author.Person ? FailuresOfPerson : 1;
        if (failures < fewest || WayPromotion.Of([.. ways.Select(way => way.Way)], skill.Pinned) is not { } better)
        {
            return null;
        }
        return (ways.First(way => way.Way == better), better.Posterior.ProbabilityAbove(current.Way.Posterior));
    }

    MemoryChange? Retired(Skill skill, IReadOnlyList<SkillWay> ways, IReadOnlyList<Execution> last)
    {
        if (!skill.IsActive || skill.Pinned || !ways.Any(way => way.IsCurrent))
        {
            return null;
        }
        var after = WayRetirement.After(skill, ways, [.. last.Take(skill.Record.SinceRestore.Total)], options);
        return after == skill.Lifecycle ? null : SkillChanges.Change(skill, skill with { Lifecycle = after });
    }

    /// <summary>The last executions of a skill, newest first, and enough of them to decide on it.</summary>
    async Task<IReadOnlyList<Execution>> LastAsync(Skill skill, CancellationToken cancel)
    {
        var limit = (int)Math.Min(int.MaxValue, (long)options.RetireAfter * ReadPerExecution);
        var last = await store.ExecutionsAsync(project, skill.Id, ExecutionFilter.All, limit, cancel);
        return [.. last.Where(execution => execution.Outcome != Outcome.NotUsed)];
    }
}
