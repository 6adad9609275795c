namespace SkillMcp.Storage;

/// <summary>What the files beside skills hold.</summary>
public interface IFileContents
{
    /// <summary>What the file with this digest holds; null where it is not kept, or is not what it was.</summary>
    Task<ReadOnlyMemory<byte>?> ContentAsync(Project project, string digest, CancellationToken cancel);
}
