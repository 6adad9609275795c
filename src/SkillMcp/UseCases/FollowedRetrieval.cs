using System.Security.Cryptography;
using System.Text;
using SkillMcp.Admissions;
using SkillMcp.Retrieval;

namespace SkillMcp.UseCases;

/// <summary>Looks up the retrieval that a report or a run followed.</summary>
sealed class FollowedRetrieval(IMemoryStore store, Project project, RetrievalLog log)
{
    /// <summary>
    /// What a skill was followed for, and the version of it that a retrieval returned; an empty task and the current version if the
    /// retrieval is unknown or no longer kept.
    /// </summary>
    /// <exception cref="SkillException">The retrieval did not return the skill; the message names those that it returned.</exception>
    public async Task<FollowedSkill> OfAsync(Skill skill, Guid? retrieval, CancellationToken cancel)
    {
        if (await FindAsync(retrieval, cancel) is not { } past)
        {
            return new FollowedSkill("", [], skill.Version, IsKnown: false);
        }
        if (past.Skills.FirstOrDefault(returned => returned.Skill == skill.Id) is { } returned)
        {
            return new FollowedSkill(past.Task, past.Also, returned.Version, IsKnown: true);
        }
        if (past.Skills.Count == 0)
        {
            throw new SkillException($"Retrieval {past.Id} returned no skill: leave retrieval_id out.");
        }
        var names = (await store.GetAsync(project, [.. past.Skills.Select(s => s.Skill)], cancel)).Select(s => s.Name);
        throw new SkillException(
            $"Retrieval {past.Id} did not return '{skill.Name}'. It returned: {string.Join(", ", names)}. "
            + "Report one of these, or leave retrieval_id out.");
    }

    /// <summary>
    /// The id of a retrieval as reports are kept under it: the given one, if it is a retrieval of this project; else one that is the
    /// same for the same id and only in this project, so that a report of it is neither taken for one of another project nor counted twice.
    /// </summary>
    public async Task<Guid?> OwnAsync(Guid? retrieval, CancellationToken cancel) =>
        retrieval is not { } id || await FindAsync(id, cancel) is not null
            ? retrieval
            : new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{project.Name} {id}"))[..16]);

    /// <summary>A retrieval; null if none is given, or it is unknown or no longer kept.</summary>
    public async Task<PastRetrieval?> FindAsync(Guid? retrieval, CancellationToken cancel)
    {
        if (retrieval is not { } id)
        {
            return null;
        }
        await log.FlushAsync(cancel);
        // Those from before they were sealed were taken as they were, and the words become a past task and what the skill is not for.
        return await store.FindRetrievalAsync(project, id, cancel) is { } past
            ? past with { Task = AdmissionControl.TaskIfClean(past.Task), Also = AdmissionControl.AlsoIfClean(past.Also) }
            : null;
    }
}

/// <summary>A skill as a retrieval returned it.</summary>
/// <param name="Task">The task of the retrieval; empty if it is not known.</param>
/// <param name="Also">The other words that the task was asked with.</param>
/// <param name="Version">The version of the skill.</param>
/// <param name="IsKnown">Whether there is such a retrieval.</param>
sealed record FollowedSkill(string Task, IReadOnlyList<string> Also, int Version, bool IsKnown);
