namespace SkillMcp.Storage;

/// <summary>What was handed out.</summary>
public interface IRetrievalHistory
{
    /// <summary>What a retrieval returned; null where it is not known (any more).</summary>
    Task<PastRetrieval?> FindRetrievalAsync(Project project, Guid id, CancellationToken cancel);
}
