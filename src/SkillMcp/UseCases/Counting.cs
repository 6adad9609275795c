using SkillMcp.Admissions;

namespace SkillMcp.UseCases;

/// <summary>Counts an execution for its skill.</summary>
sealed class Counting(IMemoryStore store, Project project, SkillLookup lookup, ChangeWriter writer)
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
        var sameReport = new ExecutionFilter { SameAs = execution };
        var earlier = (await store.ExecutionsAsync(project, skill.Id, sameReport, limit: 1, cancel)).FirstOrDefault();
        var remembered = execution.Task.Length == 0 ? [] : await RememberedAsync(skill, cancel);
        var all = earlier is null ? [] : await store.ExecutionsAsync(project, skill.Id, ExecutionFilter.All, int.MaxValue, cancel);
        return ReportChanges.Decide(skill, execution, new ReportHistory(earlier, remembered, all));
    }

    /// <summary>The tasks that the skill is found by, the oldest first.</summary>
    async Task<IReadOnlyList<PastTask>> RememberedAsync(Skill skill, CancellationToken cancel)
    {
        var filter = new ExecutionFilter { Remembered = true };
        var executions = await store.ExecutionsAsync(project, skill.Id, filter, MaxRemembered, cancel);
        return [.. executions.Reverse().OrderBy(execution => execution.At).Select(PastTask.Of).OfType<PastTask>()];
    }

    // One share for tasks that the skill served, one for those that it did not fit, and one for concurrent writes.
    const int MaxRemembered = 3 * PastTask.MaxPerKind;
}
