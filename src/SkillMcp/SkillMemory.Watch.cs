namespace SkillMcp;

public sealed partial class SkillMemory
{
    /// <summary>
    /// A number that is another one once anybody, in this program or another, has written what this memory may see.
    /// It says only that somebody did, and is cheap enough to be asked for every second.
    /// </summary>
    public Task<long> GenerationAsync(CancellationToken cancel = default) => store.GenerationAsync(project, cancel);

    /// <summary>A short text that is another one once the list of active skills is: their names, titles or descriptions.</summary>
    public Task<string> ListMarkAsync(CancellationToken cancel = default) => store.ListMarkAsync(project, cancel);

    /// <summary>
    /// A short text that is another one once a file of an active skill's folder is, whether its author changed it, one of its components
    /// or what is learned of it; empty as long as there is no such file.
    /// </summary>
    public async Task<string> FileMarkAsync(SkillName name, string path, CancellationToken cancel = default) =>
        await store.FindAsync(project, name, cancel) is { IsActive: true } skill && (await FolderAsync(skill, cancel)).Files.FirstOrDefault(file => file.Path == path) is { } file ? file.Digest : "";
}
