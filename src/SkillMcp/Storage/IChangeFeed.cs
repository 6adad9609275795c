namespace SkillMcp.Storage;

/// <summary>Detects writes, including those of other programs.</summary>
interface IChangeFeed
{
    /// <summary>
    /// A number that changes whenever any program writes something that the project can see. It is only comparable within one
    /// program, and cheap enough to poll every second.
    /// </summary>
    Task<long> GenerationAsync(Project project, CancellationToken cancel);

    /// <summary>A short text that changes whenever the names, titles or descriptions of the active skills change.</summary>
    Task<string> ListFingerprintAsync(Project project, CancellationToken cancel);
}
