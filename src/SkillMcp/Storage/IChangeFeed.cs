namespace SkillMcp.Storage;

/// <summary>Tells that something was written, whoever wrote it.</summary>
public interface IChangeFeed
{
    /// <summary>
    /// A number that differs once this program or another has written what the project may see. It means nothing in another program,
    /// and is cheap enough to be asked for every second.
    /// </summary>
    Task<long> GenerationAsync(Project project, CancellationToken cancel);

    /// <summary>A short text that differs once the names, titles or descriptions of the active skills do.</summary>
    Task<string> ListMarkAsync(Project project, CancellationToken cancel);
}
