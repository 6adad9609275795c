using System.CommandLine;
using SkillMcp.Packaging;
using SkillMcp.Server.Commands.Invocation;
using SkillMcp.Server.Commands.JsonOutput;
using SkillMcp.Server.Commands.Output;
using SkillMcp.Sqlite;

namespace SkillMcp.Server.Commands.Transfer;

/// <summary>
/// A memory that is thrown away. What is imported into it meets everything that it would meet in a real one, so that whoever asks what
/// would happen is told just that.
/// </summary>
sealed class Rehearsal : IAsyncDisposable
{
    readonly DirectoryInfo folder;
    readonly SkillDatabase database;
    int count;

    Rehearsal(DirectoryInfo folder, SkillDatabase database) => (this.folder, this.database) = (folder, database);

    /// <summary>A rehearsal in an empty memory, or in a copy of one.</summary>
    /// <param name="original">The file to copy; null, or one that is not there, for an empty memory.</param>
    /// <param name="cancel">Cancels the copying.</param>
    public static async Task<Rehearsal> InAsync(string? original, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("skillmcp-");
        try
        {
            var copy = Path.Combine(folder.FullName, "skills.db");
            if (File.Exists(original))
            {
                await using var known = await SkillDatabase.OpenAsync(original, OpenMode.Existing, cancel);
                await known.BackupAsync(copy, cancel);
            }
            return new Rehearsal(folder, await SkillDatabase.OpenAsync(copy, OpenMode.Create, cancel));
        }
        catch
        {
            folder.Delete(recursive: true);
            throw;
        }
    }

    /// <summary>The memory as the project sees it that is selected.</summary>
    public SkillMemory Memory(ParseResult typed) => CompositionRoot.MemoryIn(database, typed);

    /// <summary>The memory as a project sees it.</summary>
    public SkillMemory Memory(Project project) => CompositionRoot.MemoryIn(database, project);

    /// <summary>What would become of what is at a path in a memory that knows nothing of it yet.</summary>
    public async Task<IReadOnlyList<ImportEntry>> ImportAsync(string path, CancellationToken cancel)
    {
        using var progress = new Progress("skill", "looked at");
        var links = new FollowedLinks([path], _ => false);
        using var session = new ImportSession(NewMemory(), CompositionRoot.Time, progress, links, keepsRead: true);
        await session.ImportAsync(path, cancel);
        await session.FinishAsync(cancel);
        return session.Entries;
    }

    /// <summary>The same of a skill that was read before.</summary>
    public async Task<ImportEntry> ImportAsync(FolderItem skill, CancellationToken cancel)
    {
        using var progress = new Progress("skill", "looked at");
        var links = new FollowedLinks([], _ => false);
        using var session = new ImportSession(NewMemory(), CompositionRoot.Time, progress, links, keepsRead: true);
        await session.ImportAsync(skill, "", cancel);
        await session.FinishAsync(cancel);
        return session.Entries[0];
    }

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        folder.Delete(recursive: true);
    }

    // What a project holds, no other project knows.
    SkillMemory NewMemory() => CompositionRoot.MemoryIn(database, Project.Parse($"rehearsal-{++count}"));
}
