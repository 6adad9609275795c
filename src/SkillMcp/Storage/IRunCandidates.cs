namespace SkillMcp.Storage;

/// <summary>
/// The runs that wait for a second one, and those that a person said no to. No search, list or count of skills includes them, and only
/// their own project sees them. Those that no longer match their hash are left out.
/// </summary>
interface IRunCandidates
{
    /// <summary>
    /// The candidates of one kind that were stored last, in the order in which they were. So two programs that read at once agree on the
    /// first one, even if one of them sees more.
    /// </summary>
    /// <param name="project">The project to read for.</param>
    /// <param name="skeleton">Their <see cref="RunCandidate.Skeleton"/>.</param>
    /// <param name="since">The time from which on they were told.</param>
    /// <param name="limit">The most candidates to return, from 1.</param>
    /// <param name="cancel">Cancels the read.</param>
    Task<IReadOnlyList<RunCandidate>> CandidatesAsync(
        Project project, string skeleton, DateTimeOffset since, int limit, CancellationToken cancel);

    /// <summary>The candidates that wait for a second run and were told from a time on, in the order in which they were.</summary>
    Task<IReadOnlyList<RunCandidate>> WaitingCandidatesAsync(Project project, DateTimeOffset since, CancellationToken cancel);

    /// <summary>The candidate with this id, which a person may have said no to; null if there is none.</summary>
    Task<RunCandidate?> FindCandidateAsync(Project project, Guid id, CancellationToken cancel);

    /// <summary>How many candidates of a project wait for a second run and were told from a time on.</summary>
    Task<int> CountCandidatesAsync(Project project, DateTimeOffset since, CancellationToken cancel);
}
