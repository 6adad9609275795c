using SkillMcp.Admissions;

namespace SkillMcp.UseCases;

/// <summary>Counts an execution for its skill.</summary>
sealed class Counting(IMemoryStore store, Project project, SkillLookup lookup, ChangeWriter writer)
{
    /// <summary>Appends an execution, or corrects the report that was made before of the same one.</summary>
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
        throw new SkillException($"'{name}' is being changed by others all the time: try again in a moment.");
    }

    /// <summary>What a report of an execution comes to, with the skill as it was read.</summary>
    public async Task<Reported> ReportedAsync(Skill skill, Execution execution, CancellationToken cancel)
    {
        var earlier = (await store.ExecutionsAsync(project, skill.Id, new ExecutionFilter { SameAs = execution }, limit: 1, cancel)).FirstOrDefault();
        var remembered = execution.Task.Length == 0 ? [] : await store.ExecutionsAsync(project, skill.Id, new ExecutionFilter { Remembered = true }, MaxRemembered, cancel);
        var all = earlier is null ? [] : await store.ExecutionsAsync(project, skill.Id, ExecutionFilter.All, int.MaxValue, cancel);
        return ReportChanges.Record(skill, execution, new ReportHistory(earlier, [.. remembered.Reverse().OrderBy(past => past.At).Select(PastTask.Of).OfType<PastTask>()], all));
    }

    // Those that a skill served, those that it did not fit, and a few that two programs wrote at once.
    const int MaxRemembered = 3 * PastTask.MaxPerKind;
}
