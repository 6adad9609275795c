namespace SkillMcp.Storage;

/// <summary>The record of changes, which is only ever added to.</summary>
public interface IAuditLog
{
    /// <summary>The entries that a project sees, newest first.</summary>
    /// <param name="project">Who asks.</param>
    /// <param name="skill">Only what happened to the skill of this name; empty for all.</param>
    /// <param name="limit">The most entries that come back, from 1.</param>
    /// <param name="cancel">Cancels the reading.</param>
    Task<IReadOnlyList<AuditEntry>> AuditAsync(Project project, string skill, int limit, CancellationToken cancel);
}
