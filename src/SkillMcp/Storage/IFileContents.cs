namespace SkillMcp.Storage;

/// <summary>The contents of the files beside skills.</summary>
interface IFileContents
{
    /// <summary>The content of the file with this digest; null if it is not stored, or no longer matches its digest.</summary>
    Task<ReadOnlyMemory<byte>?> ContentAsync(Project project, string digest, CancellationToken cancel);
}
