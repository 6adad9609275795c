namespace SkillMcp.Storage;

/// <summary>
/// The complete storage of a memory. A project sees its own skills and the shared ones; of two with the same name it sees its own.
/// A store reads, searches and applies changes atomically. It makes no decisions: ids, times and actors come from the caller.
/// A change that was acknowledged survives a power cut.
/// </summary>
/// <exception cref="SkillException">
/// From every operation: the store is locked, read-only, full, of another program or of a newer version. The message says what to do.
/// </exception>
interface IMemoryStore
    : ISkillStore, ISkillSearch, IExecutionHistory, IFileContents, IAuditLog, IRetrievalHistory, IRunCandidates, IImportSources,
        IChangeFeed;
