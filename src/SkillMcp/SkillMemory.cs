using Microsoft.Extensions.AI;

namespace SkillMcp;

/// <summary>
/// The verbs of procedural memory, as one project sees it: retrieve before work, record afterwards, store what was new,
/// refine what changed, compose what belongs together, curate what is old. Thread-safe; keeps nothing but what waits to be written.
/// </summary>
/// <param name="store">Where skills live.</param>
/// <param name="project">Whose eyes it sees with.</param>
/// <param name="time">What time it is.</param>
/// <param name="options">What its rules leave open; null for the defaults.</param>
/// <param name="embedder">A model of what texts mean, where there is one: skills are found by that too, and not by words alone.</param>
public sealed partial class SkillMemory(
    ISkillStore store, Project project, TimeProvider time, SkillMemoryOptions? options = null, IEmbeddingGenerator<string, Embedding<float>>? embedder = null)
{
    /// <summary>How often a change is decided anew when somebody else changed the same skill meanwhile.</summary>
    const int Attempts = 100;

    readonly SkillMemoryOptions options = (options ?? new SkillMemoryOptions()).Checked();

    /// <summary>The skill of this name, whatever its status.</summary>
    /// <exception cref="SkillException">There is none; the message names the nearest.</exception>
    public async Task<Skill> GetAsync(SkillName name, CancellationToken cancel = default) =>
        await store.FindAsync(project, name, cancel) ?? throw await UnknownAsync(name, cancel);

    /// <summary>The skill of this name, whatever its status; null where there is none.</summary>
    public Task<Skill?> FindAsync(SkillName name, CancellationToken cancel = default) => store.FindAsync(project, name, cancel);

    /// <summary>A page of skills by name.</summary>
    /// <param name="filter">Which skills.</param>
    /// <param name="after">The name of the last skill of the page before; empty for the first page.</param>
    /// <param name="limit">The most skills that come back, from 1.</param>
    /// <param name="cancel">Gives up.</param>
    public Task<IReadOnlyList<Skill>> ListAsync(SkillFilter filter, string after = "", int limit = 50, CancellationToken cancel = default) =>
        store.ListAsync(project, filter, after, limit, cancel);

    public Task<SkillStats> StatsAsync(CancellationToken cancel = default) => store.StatsAsync(project, cancel);

    /// <summary>All versions of a skill, alternatives among them, in order.</summary>
    public Task<IReadOnlyList<SkillVersion>> VersionsAsync(Skill skill, CancellationToken cancel = default) =>
        store.VersionsAsync(project, skill.Id, cancel);

    /// <summary>The filter for skills that nobody has succeeded with for longer than <see cref="SkillMemoryOptions.StaleAfter"/>.</summary>
    public SkillFilter Stale => new() { Status = Status.Active, StaleSince = time.GetUtcNow() - options.StaleAfter };

    public bool IsStale(Skill skill) => skill.IsStale(time.GetUtcNow(), options.StaleAfter);
}
