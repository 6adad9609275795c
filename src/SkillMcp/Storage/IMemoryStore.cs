namespace SkillMcp.Storage;

/// <summary>
/// Everything that a memory is stored in. The project that asks comes first in every operation: it sees its own skills and everybody's,
/// and of two with one name its own. Ids and times are the caller's, every write names its actor, and no rule is decided here:
/// a store reads, searches, and applies one change as a whole. Once acknowledged, a change survives a power cut.
/// </summary>
/// <exception cref="SkillException">From every operation: the store cannot be used (locked, read-only, full, foreign, newer), and what to do about it.</exception>
public interface IMemoryStore : ISkillStore, ISkillSearch, IExecutionHistory, IFileContents, IAuditLog, IRetrievalHistory, IChangeFeed;
