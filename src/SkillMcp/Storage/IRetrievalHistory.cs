namespace SkillMcp.Storage;

/// <summary>The retrievals that are kept, so that reports can refer to them.</summary>
public interface IRetrievalHistory
{
    /// <summary>The retrieval with this id; null if it is unknown or no longer kept.</summary>
    Task<PastRetrieval?> FindRetrievalAsync(Project project, Guid id, CancellationToken cancel);

    /// <summary>
    /// Whether something was told with this id before: an execution was reported, or a run that is remembered. The id need not be that of a
    /// retrieval.
    /// </summary>
    Task<bool> IsToldAsync(Project project, Guid id, CancellationToken cancel);

    /// <summary>
    /// What became of the retrievals that are kept, by the week that they were made in, newest first. A retrieval ended as the skill that
    /// it returned and that was reported last; what was reported not to fit counts only if nothing else was.
    /// </summary>
    /// <param name="project">The project that they were made in.</param>
    /// <param name="limit">The most weeks to return, from 1; weeks without a retrieval are left out.</param>
    /// <param name="cancel">Cancels the read.</param>
    Task<IReadOnlyList<RetrievalWeek>> RetrievalWeeksAsync(Project project, int limit, CancellationToken cancel);
}
