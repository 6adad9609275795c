namespace SkillMcp.Storage;

/// <summary>The retrievals that are kept, so that reports can refer to them.</summary>
interface IRetrievalHistory
{
    /// <summary>The retrieval with this id; null if it is unknown or no longer kept.</summary>
    Task<PastRetrieval?> FindRetrievalAsync(Project project, Guid id, CancellationToken cancel);

    /// <summary>
    /// Whether something was told with this id before: an execution was reported, or a run that is remembered. The id need not be that of a
    /// retrieval.
    /// </summary>
    Task<bool> IsToldAsync(Project project, Guid id, CancellationToken cancel);

    /// <summary>The ids of the skills that an execution was told of with this id.</summary>
    Task<IReadOnlyList<Guid>> SkillsToldOfAsync(Guid id, CancellationToken cancel);

    /// <summary>
    /// What became of the retrievals that are kept, by the week that they were made in, newest first. A retrieval ended as the skill that
    /// it returned and that was reported last; what was reported not to fit counts only if nothing else was.
    /// </summary>
    /// <param name="project">The project that they were made in.</param>
    /// <param name="limit">The most weeks to return, from 1; weeks without a retrieval are left out.</param>
    /// <param name="cancel">Cancels the read.</param>
    Task<IReadOnlyList<RetrievalWeek>> RetrievalWeeksAsync(Project project, int limit, CancellationToken cancel);

    /// <summary>
    /// What was drawn at a retrieval, or for what a log told with an id; none if nothing was. One that was changed outside is left out,
    /// here and below.
    /// </summary>
    Task<IReadOnlyList<Assignment>> AssignmentsOfAsync(Project project, Guid retrieval, CancellationToken cancel);

    /// <summary>What was drawn at the retrievals since a time, the oldest first.</summary>
    Task<IReadOnlyList<Assignment>> AssignmentsSinceAsync(Project project, DateTimeOffset since, CancellationToken cancel);

    /// <summary>All that was drawn for a skill, or for all that the project sees, the oldest first.</summary>
    /// <param name="project">The project to read for.</param>
    /// <param name="skill">The skill; null for all.</param>
    /// <param name="cancel">Cancels the read.</param>
    Task<IReadOnlyList<Assignment>> AssignmentsAsync(Project project, Guid? skill, CancellationToken cancel);
}
