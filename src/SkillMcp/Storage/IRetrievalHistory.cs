namespace SkillMcp.Storage;

/// <summary>The retrievals that are kept, so that reports can refer to them.</summary>
public interface IRetrievalHistory
{
    /// <summary>The retrieval with this id; null if it is unknown or no longer kept.</summary>
    Task<PastRetrieval?> FindRetrievalAsync(Project project, Guid id, CancellationToken cancel);
}
