using SkillMcp.Admissions;
using SkillMcp.Formation;
using SkillMcp.Ways;

namespace SkillMcp.UseCases;

/// <summary>Counts an execution for its skill.</summary>
sealed class Counting(IMemoryStore store, Project project, ProjectScope scope, SkillLookup lookup, ChangeWriter writer)
{
    /// <summary>Appends an execution, or corrects the earlier report of the same one.</summary>
    /// <exception cref="SkillException">There is no such skill, or every attempt ended in a conflict with another write.</exception>
    public async Task<Counted> CountAsync(SkillName name, Execution execution, Admission submission, CancellationToken cancel)
    {
        for (var attempt = 0; attempt < ChangeWriter.MaxAttempts; attempt++)
        {
            var skill = await lookup.GetAsync(name, cancel);
            var reported = await ReportedAsync(skill, execution, cancel);
            if (reported.Change is null || (await writer.TryAsync(reported.Change, submission, cancel)).Result == ApplyResult.Applied)
            {
                return reported.Counted;
            }
        }
        throw ChangeWriter.Contended(name);
    }

    /// <summary>The effect of a report on the skill as it was read. Nothing is written.</summary>
    public async Task<Reported> ReportedAsync(Skill skill, Execution execution, CancellationToken cancel)
    {
        var same = await SameAsync(execution, cancel);
        var earlier = ReportChanges.EarlierOf(execution, same);
        var remembered = execution.Task.Length == 0 ? [] : await RememberedAsync(skill, cancel);
        var last = earlier is null ? [] : await store.ExecutionsAsync(project, skill.Id, ExecutionFilter.All, MaxHistory, cancel);
        var outside = scope.WeightOf(execution, skill);
        var isCounted = earlier is null && same.Any(other => other.Way == execution.Way);
        var isShown = scope.IsShownToAll(execution, skill);
        var weighed = execution with
        {
            // A retrieval is counted once for each way.
            Retrieval = isCounted ? null : execution.Retrieval,
            Weight = outside ?? execution.Weight ?? await WeightAsync(skill, execution, earlier, cancel),
            // What an agent says within one project is not shown to all.
            Pitfall = isShown ? execution.Pitfall : null,
            OtherPitfalls = isShown ? execution.OtherPitfalls : [],
            Withheld = isShown ? await SettledAsync(skill, execution.Withheld, cancel) : null,
        };
        return ReportChanges.Decide(skill, weighed, new ReportHistory(earlier, remembered, last));
    }

    /// <summary>A note that is kept apart; dropped if a person dropped the same note before.</summary>
    async Task<WithheldPitfall?> SettledAsync(Skill skill, WithheldPitfall? note, CancellationToken cancel)
    {
        if (note is null)
        {
            return null;
        }
        var noted = await store.ExecutionsAsync(project, skill.Id, new ExecutionFilter { Withheld = true }, MaxWithheld, cancel);
        return note with { IsDropped = noted.Any(other => other.Withheld is { IsDropped: true } dropped && dropped.IsSameNote(note)) };
    }

    /// <summary>The stored reports of the same execution or for the same retrieval, newest first.</summary>
    public Task<IReadOnlyList<Execution>> SameAsync(Execution execution, CancellationToken cancel) =>
        store.ExecutionsAsync(project, execution.Skill, new ExecutionFilter { SameAs = execution }, MaxSame, cancel);

    /// <summary>How much a report weighs in what is believed of the way that was followed.</summary>
    async Task<double> WeightAsync(Skill skill, Execution reported, Execution? earlier, CancellationToken cancel)
    {
        var execution = earlier is null ? reported : reported with { Way = earlier.Way, IsBound = earlier.IsBound };
        var share = IsTransient(execution) ? TransientShare : 1;
        return share * await WeightOfAsync(skill, execution, earlier, cancel);
    }

    async Task<double> WeightOfAsync(Skill skill, Execution execution, Execution? earlier, CancellationToken cancel)
    {
        if (!ReportWeight.DependsOnOthers(execution))
        {
            return ReportWeight.Of(execution, isProved: false, []);
        }
        var ways = await store.WaysAsync(project, skill.Id, cancel);
        var isProved = ways.Any(way => way.Number == execution.Way && way.Record.IsProved);
        var unbound = new ExecutionFilter { Unbound = (execution, execution.At - ReportWeight.Period) };
        var said = await store.ExecutionsAsync(project, skill.Id, unbound, MaxUnbound, cancel);
        var others = said.Where(other => other.Id != earlier?.Id && other.Outcome != Outcome.NotUsed);
        return ReportWeight.Of(execution, isProved, [.. others]);
    }

    static bool IsTransient(Execution execution) =>
        execution.Outcome == Outcome.Failure && PitfallExtraction.IsTransient(execution.Notes, execution.Evidence);

    /// <summary>The tasks that the skill is found by, the oldest first.</summary>
    async Task<IReadOnlyList<PastTask>> RememberedAsync(Skill skill, CancellationToken cancel)
    {
        var filter = new ExecutionFilter { Remembered = true };
        var executions = await store.ExecutionsAsync(project, skill.Id, filter, MaxRemembered, cancel);
        return [.. executions.Reverse().OrderBy(execution => execution.At).Select(PastTask.Of).OfType<PastTask>()];
    }

    // What passes by itself says little about the way, and nothing at all would leave one that always times out in use for ever.
    const double TransientShare = 0.25;

    // What is corrected is nearly always the last report, and so many tell when the skill was used and for which tasks.
    const int MaxHistory = 2_000;

    // More doubtful notes of one skill than a person reads.
    const int MaxWithheld = 1_000;

    // A retrieval is reported once for each way.
    const int MaxSame = 100;

    // What was said before the last few hundred reports of a day hardly differs from these.
    const int MaxUnbound = 200;

    // One share for tasks that the skill served, one for those that it did not fit, and one for concurrent writes.
    const int MaxRemembered = 3 * PastTask.MaxPerKind;
}
