namespace SkillMcp.Storage;

/// <summary>The audit log. Entries are only added, never changed.</summary>
interface IAuditLog
{
    /// <summary>The entries that a project can see, newest first.</summary>
    /// <param name="project">The project to read for.</param>
    /// <param name="skill">The name of a skill to return only its entries; empty for all.</param>
    /// <param name="limit">The most entries to return, from 1.</param>
    /// <param name="cancel">Cancels the read.</param>
    Task<IReadOnlyList<AuditEntry>> AuditAsync(Project project, string skill, int limit, CancellationToken cancel);
}
