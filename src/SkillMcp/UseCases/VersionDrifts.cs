using SkillMcp.Checks;

namespace SkillMcp.UseCases;

/// <summary>
/// Finds the programs of a skill that are on this machine in another version than the skill was proved with. Nothing is run for that.
/// </summary>
sealed class VersionDrifts(IMemoryStore store, Project project, SkillMemoryOptions options)
{
    // A version that no run went well with for so long is hardly the one that is here.
    const int MaxRuns = 200;

    /// <param name="skill">The skill, with the text of the way that is looked at.</param>
    /// <param name="procedure">That text, a composite laid out.</param>
    /// <param name="cancel">Cancels the reading.</param>
    public async Task<IReadOnlyList<VersionDrift>> OfAsync(Skill skill, Procedure procedure, CancellationToken cancel)
    {
        if (options.Machine.Length == 0 || UsedPrograms.Of(procedure) is not { Count: > 0 } programs)
        {
            return [];
        }
        var runs = await store.ExecutionsAsync(project, skill.Id, new ExecutionFilter { HasVersions = true }, MaxRuns, cancel);
        List<Execution> ofWay = [.. runs.Where(run => run.Way == skill.Way)];
        return ofWay.Count == 0
            ? []
            : VersionDrift.Of(procedure, ofWay, await store.LastVersionsAsync(project, options.Machine, programs, cancel));
    }
}
