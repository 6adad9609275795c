using SkillMcp.Retrieval;

namespace SkillMcp.UseCases;

/// <summary>Looks up the retrieval that a report or a run followed.</summary>
sealed class FollowedRetrieval(IMemoryStore store, Project project, RetrievalLog log)
{
    /// <summary>The skills that a retrieval returned; empty if none is given, or it is unknown or no longer kept.</summary>
    public async Task<IReadOnlyList<RetrievedSkill>> SkillsAsync(Guid? retrieval, CancellationToken cancel) =>
        (await FindAsync(retrieval, cancel))?.Skills ?? [];

    /// <summary>
    /// The task of a retrieval and the version of the skill that it returned; an empty task and the current version if the retrieval
    /// is unknown or no longer kept.
    /// </summary>
    /// <exception cref="SkillException">The retrieval did not return the skill; the message names those that it returned.</exception>
    public async Task<(string Task, int Version)> OfAsync(Skill skill, Guid? retrieval, CancellationToken cancel)
    {
        if (await FindAsync(retrieval, cancel) is not { } past)
        {
            return ("", skill.Version);
        }
        if (past.Skills.FirstOrDefault(returned => returned.Skill == skill.Id) is { } returned)
        {
            return (past.Task, returned.Version);
        }
        var names = (await store.GetAsync(project, [.. past.Skills.Select(s => s.Skill)], cancel)).Select(s => s.Name);
        throw new SkillException(
            $"Retrieval {past.Id} did not return '{skill.Name}'. It returned: {string.Join(", ", names)}. "
            + "Report one of these, or leave retrieval_id out.");
    }

    async Task<PastRetrieval?> FindAsync(Guid? retrieval, CancellationToken cancel)
    {
        if (retrieval is not { } id)
        {
            return null;
        }
        await log.FlushAsync(cancel);
        return await store.FindRetrievalAsync(project, id, cancel);
    }
}
