using Microsoft.Extensions.AI;
using SkillMcp.Formation;
using SkillMcp.Sqlite;

namespace SkillMcp;

public sealed partial class SkillMemory : IAsyncDisposable
{
    /// <summary>What is closed with this memory; null for a store that is not its own.</summary>
    SkillDatabase? database;

    /// <summary>
    /// Opens the memory in a file, and creates the file if there is none. Several programs can have the same file open. Dispose the memory
    /// before the program ends: that writes what is not written yet.
    /// </summary>
    /// <param name="path">The file, such as <c>memory.db</c>. The file of the <c>skillmcp</c> command is <see cref="DefaultPath"/>.</param>
    /// <param name="project">The project whose skills are seen, together with the shared ones; null for the shared ones alone.</param>
    /// <param name="options">The adjustable values of the rules; null for the defaults.</param>
    /// <param name="embedder">
    /// An embedding model, to find skills by meaning as well as by words; null for none. Its metadata must name the model.
    /// </param>
    /// <param name="drafter">Words what is learned, such as a chat model; null to draft it from the runs alone.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <param name="cancel">Cancels the opening.</param>
    /// <exception cref="SkillException">
    /// The file is not a memory, was written by a newer version, is locked or damaged; or an option or the name of the project is wrong.
    /// </exception>
    public static async Task<SkillMemory> OpenAsync(
        string path,
        string? project = null,
        SkillMemoryOptions? options = null,
        IEmbeddingGenerator<string, Embedding<float>>? embedder = null,
        IDrafter? drafter = null,
        TimeProvider? time = null,
        CancellationToken cancel = default)
    {
        var within = Project.Parse(project);
        var opened = await SkillDatabase.OpenAsync(path, OpenMode.Create, cancel);
        try
        {
#pragma warning disable RS0030 // Banned elsewhere: what has a time is given it from here.
            return new SkillMemory(new SqliteSkillStore(opened), within, time ?? TimeProvider.System, options, embedder, drafter: drafter)
#pragma warning restore RS0030
            {
                database = opened,
            };
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    /// <summary>The file that the <c>skillmcp</c> command uses where none is named, in the data folder of the user.</summary>
    public static string DefaultPath => SkillDatabase.DefaultPath;

    int disposed;

    /// <summary>Writes what is not written yet, and closes the file if this memory opened it. A second call does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 1)
        {
            return;
        }
        try
        {
            await FlushAsync();
        }
        finally
        {
            await (database?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
    }
}
