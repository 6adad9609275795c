using SkillMcp.Retrieval;

namespace SkillMcp.UseCases;

/// <summary>Finds out which retrieval a report or a run followed.</summary>
sealed class FollowedRetrieval(IMemoryStore store, Project project, RetrievalLog log)
{
    /// <summary>What a retrieval returned; nothing where there was none, or it is not known (any more).</summary>
    public async Task<IReadOnlyList<RetrievedSkill>> SkillsAsync(Guid? retrieval, CancellationToken cancel) => (await FindAsync(retrieval, cancel))?.Skills ?? [];

    /// <summary>What the retrieval was for, and in which version it handed the skill out; the current version where it is not known (any more).</summary>
    /// <exception cref="SkillException">It did not return the skill; the message names those that it did.</exception>
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
            $"Retrieval {past.Id} did not return '{skill.Name}'. It returned: {string.Join(", ", names)}. Report one of these, or leave retrieval_id out.");
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
