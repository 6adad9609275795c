using SkillMcp.Admissions;

namespace SkillMcp.Storage;

/// <summary>
/// Skills and their versions. A skill whose content no longer matches its hash is answered as quarantined
/// (<see cref="Skill.AsRead"/>), and comes with the pitfalls that its current steps still have (<see cref="Pitfall.Among"/>).
/// </summary>
public interface ISkillStore
{
    /// <summary>The skill of this name, whatever its status; null where there is none.</summary>
    Task<Skill?> FindAsync(Project project, SkillName name, CancellationToken cancel);

    /// <summary>The skills with these ids that there are, in the order of the ids.</summary>
    Task<IReadOnlyList<Skill>> GetAsync(Project project, IReadOnlyList<Guid> ids, CancellationToken cancel);

    /// <summary>The composites, archived ones too, that have this skill as a component.</summary>
    Task<IReadOnlyList<Skill>> CompositesOfAsync(Project project, Guid component, CancellationToken cancel);

    /// <summary>A page of skills by name.</summary>
    /// <param name="project">Who asks.</param>
    /// <param name="filter">Which skills.</param>
    /// <param name="after">The name of the last skill of the page before; empty for the first page.</param>
    /// <param name="limit">The most skills that come back, from 1.</param>
    /// <param name="cancel">Cancels the reading.</param>
    Task<IReadOnlyList<Skill>> ListAsync(Project project, SkillFilter filter, string after, int limit, CancellationToken cancel);

    /// <summary>Names of active skills in which a text stands where a word begins: those that begin with it first, each kind in order.</summary>
    /// <param name="project">Who asks.</param>
    /// <param name="text">The beginning of a name or of words within it, as names are written; empty for all.</param>
    /// <param name="limit">The most names that come back, from 1.</param>
    /// <param name="cancel">Cancels the reading.</param>
    Task<Names> NamesAsync(Project project, string text, int limit, CancellationToken cancel);

    Task<SkillStats> StatsAsync(Project project, CancellationToken cancel);

    /// <summary>All versions of a skill, alternatives among them, in order; each with its own record (<see cref="SkillVersion.WithInherited"/>).</summary>
    Task<IReadOnlyList<SkillVersion>> VersionsAsync(Project project, Guid skill, CancellationToken cancel);

    /// <summary>What a quarantined skill is to change once it is approved; null where it proposes no change.</summary>
    Task<ProposedChange?> ProposalAsync(Project project, Guid skill, CancellationToken cancel);

    /// <summary>
    /// Applies a change, all of it or nothing, with what is derived for search and the lines of the record of changes. The numbers of a
    /// <see cref="RecordChange"/> are added to those that are stored. The pitfall of an execution is counted with it, and no longer
    /// when the execution is corrected.
    /// </summary>
    /// <exception cref="SkillException">A version refers to a file that is not kept, or a version that is to be current is not there.</exception>
    Task<ApplyResult> ApplyAsync(Project project, AdmittedChange change, AuditContext context, CancellationToken cancel);
}
