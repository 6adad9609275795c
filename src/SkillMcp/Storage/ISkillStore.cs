using SkillMcp.Admissions;
using SkillMcp.Ways;

namespace SkillMcp.Storage;

/// <summary>
/// Skills and their versions. A skill whose content no longer matches its hash is returned as quarantined
/// (<see cref="Skill.AsRead"/>). A skill has only the pitfalls that apply to its current steps (<see cref="Pitfall.ForSteps"/>).
/// </summary>
interface ISkillStore
{
    /// <summary>The skill of this name, whatever its status; null if there is none.</summary>
    Task<Skill?> FindAsync(Project project, SkillName name, CancellationToken cancel);

    /// <summary>The skills with these ids, in the order of the ids; those that do not exist are left out.</summary>
    Task<IReadOnlyList<Skill>> GetAsync(Project project, IReadOnlyList<Guid> ids, CancellationToken cancel);

    /// <summary>The composites of any status that have this skill as a component.</summary>
    Task<IReadOnlyList<Skill>> CompositesOfAsync(Project project, Guid component, CancellationToken cancel);

    /// <summary>A page of skills, ordered by name.</summary>
    /// <param name="project">The project to read for.</param>
    /// <param name="filter">Selects the skills.</param>
    /// <param name="after">The name of the last skill of the previous page; empty for the first page.</param>
    /// <param name="limit">The most skills to return, from 1.</param>
    /// <param name="cancel">Cancels the read.</param>
    Task<IReadOnlyList<Skill>> ListAsync(Project project, SkillFilter filter, string after, int limit, CancellationToken cancel);

    /// <summary>
    /// Names of active skills with a word that begins with a text. Names that begin with it come first; both groups are sorted.
    /// </summary>
    /// <param name="project">The project to read for.</param>
    /// <param name="text">The beginning of a name or of a word in it, in the spelling of names; empty for all.</param>
    /// <param name="limit">The most names to return, from 1.</param>
    /// <param name="cancel">Cancels the read.</param>
    Task<Names> NamesAsync(Project project, string text, int limit, CancellationToken cancel);

    /// <summary>
    /// The project's own imported skills that are not pinned and whose current version a person imported, with the reason of that version,
    /// which says where it is from.
    /// </summary>
    Task<IReadOnlyList<ImportedText>> ImportedAsync(Project project, CancellationToken cancel);

    Task<SkillStats> StatsAsync(Project project, CancellationToken cancel);

    /// <summary>
    /// All versions of a skill in order, including alternatives, each with its own record
    /// (<see cref="SkillVersion.WithUnattributedRecord"/>).
    /// </summary>
    Task<IReadOnlyList<SkillVersion>> VersionsAsync(Project project, Guid skill, CancellationToken cancel);

    /// <summary>
    /// The ways of a skill in order, the current one among them; none if there is no such skill. One whose text was changed outside is
    /// retired. Whether a way loses a safeguard is not up to the store.
    /// </summary>
    Task<IReadOnlyList<SkillWay>> WaysAsync(Project project, Guid skill, CancellationToken cancel);

    /// <summary>
    /// All pitfalls and tips that are kept of a skill and apply to the steps of a version (<see cref="Pitfall.AtSteps"/>), also those that
    /// are not shown any more.
    /// </summary>
    Task<IReadOnlyList<Pitfall>> PitfallsAsync(Project project, Guid skill, int version, CancellationToken cancel);

    /// <summary>The change that a quarantined skill makes when it is approved; null if it proposes none.</summary>
    Task<ProposedChange?> ProposalAsync(Project project, Guid skill, CancellationToken cancel);

    /// <summary>
    /// Applies all of a change or nothing, together with the search index and the audit log. The numbers of a
    /// <see cref="RecordChange"/> are added to the stored ones. The pitfall of an execution is counted with it, and taken back when
    /// the execution is corrected. A success is counted for each pitfall whose step is in the text that was followed
    /// (<see cref="Pitfall.Passed"/>).
    /// </summary>
    /// <exception cref="SkillException">A version refers to a file that is not stored, or the current version does not exist.</exception>
    Task<ApplyResult> ApplyAsync(Project project, AdmittedChange change, AuditContext context, CancellationToken cancel);
}
