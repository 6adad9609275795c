using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SkillMcp.Sqlite;

sealed partial class SkillDatabase
{
    /// <summary>
    /// Puts a backup in place of a memory, whatever state that is in, and keeps what was there beside it. Servers that have the memory
    /// open go on with the backup: where the memory is sound they see a change like any other, and otherwise another file.
    /// </summary>
    /// <exception cref="SkillException">The backup is damaged or is not one; or the memory is locked, or is not a file of ours.</exception>
    public static async Task<RestoredFile> RestoreAsync(string path, string backup, AuditContext context, CancellationToken cancel)
    {
        var (memory, source) = (Path.GetFullPath(path), Path.GetFullPath(backup));
        if (!File.Exists(source))
        {
            throw new SkillException($"There is no file '{source}'.");
        }
        if (memory == source)
        {
            throw new SkillException($"'{source}' is the memory itself. Name a backup of it.");
        }
        PrivateFile.CreateFolder(Path.GetDirectoryName(memory)!);
        var checkedCopy = $"{memory}.{Guid.NewGuid():N}.tmp";
        try
        {
            await SqliteFault.ExplainedAsync(source, () => CopyCheckedAsync(source, checkedCopy, cancel));
            return await PutInPlaceAsync(memory, source, checkedCopy, context, cancel);
        }
        finally
        {
            File.Delete(checkedCopy);
            File.Delete(WriteAheadLog.PathOf(checkedCopy));
            File.Delete(WriteAheadLog.IndexOf(checkedCopy));
        }
    }

    /// <summary>Copies a backup, with what is in its own write-ahead log, if it is a whole memory.</summary>
    static async Task<bool> CopyCheckedAsync(string source, string copy, CancellationToken cancel)
    {
        var database = new SkillDatabase(source, DefaultLockTimeout);
        database.CheckApplicationId();
        database.RequireOwnLog();
        await using var connection = new SqliteConnection(database.ReadableConnectionString);
        await connection.OpenAsync(cancel);
        database.ReadGeneration(connection);
        var verdict = await InterruptibleAsync(
            connection, () => connection.QueryFirstAsync<string>("pragma integrity_check(1)", cancel), cancel);
        if (verdict != "ok")
        {
            throw new DamagedFileException(
                $"The backup '{source}' is damaged ({verdict}) and was not used. Name another one, or save what can be read of it "
                + "into a new file, with 'skillmcp doctor --salvage FILE --db BACKUP', and restore that.");
        }
        await CopyAsync(connection, copy, cancel);
        return true;
    }

    // A log of its own can only be read together with its index, and that needs a folder that may be written.
    string ReadableConnectionString =>
        HasEmptyLog() ? ConnectionString(ImmutableUri(path), SqliteOpenMode.ReadOnly) : ConnectionString(path, SqliteOpenMode.ReadOnly);

    static async Task<RestoredFile> PutInPlaceAsync(
        string path, string source, string copy, AuditContext context, CancellationToken cancel)
    {
        IReadOnlyList<string> problems;
        var kept = File.Exists(path) || File.Exists(WriteAheadLog.PathOf(path)) ? KeptFile.CreateBeside(path) : null;
        try
        {
            await using (var database = await OpenAsync(copy, OpenMode.Existing, cancel))
            {
                problems = await RepairedAsync(database, cancel);
                await database.NoteRestoreAsync(Path.GetFileName(source), Path.GetFileName(kept), context, cancel);
            }
            if (!await ReplaceOpenAsync(path, copy, kept, cancel))
            {
                ReplaceClosed(path, copy, kept!);
            }
        }
        catch when (kept is not null && new FileInfo(kept).Length == 0)
        {
            File.Delete(kept);
            throw;
        }
        return new RestoredFile(kept, problems);
    }

    /// <summary>Recreates what is derived, where that is not as it should be.</summary>
    /// <returns>What is wrong after that.</returns>
    static async Task<IReadOnlyList<string>> RepairedAsync(SkillDatabase database, CancellationToken cancel)
    {
        var found = await database.DiagnoseAsync(cancel);
        if (found.IndexIsStale || found.Repairable.Count > 0)
        {
            await database.RebuildAsync(cancel);
            found = await database.DiagnoseAsync(cancel);
        }
        return [.. found.Problems, .. found.Repairable];
    }

    Task<bool> NoteRestoreAsync(string source, string? kept, AuditContext context, CancellationToken cancel) =>
        WriteAsync(async connection =>
        {
            var detail = kept is null ? "the whole memory" : $"the whole memory; what was there is kept as {kept}";
            var note = new AuditNote(AuditedAct.Restored, Project.Everybody, "", detail, $"from {source}");
            await SqliteSkillStore.AppendAsync(connection, AuditEntry.Of(note, context), cancel);
            return true;
        }, cancel);

    /// <summary>Replaces what a memory holds in one transaction, as any other change of it.</summary>
    /// <returns>False if the memory cannot be read, and so neither be kept nor replaced like that.</returns>
    static async Task<bool> ReplaceOpenAsync(string path, string copy, string? kept, CancellationToken cancel)
    {
        try
        {
            await using var database = await OpenAsync(path, OpenMode.Create, cancel);
            if (kept is not null)
            {
                await database.CopyAsync(kept, cancel);
            }
            return await SqliteFault.ExplainedAsync(path, () => database.ReplaceContentAsync(copy, cancel));
        }
        catch (Exception unreadable) when (unreadable is DamagedFileException or ForeignLogException)
        {
            return false;
        }
    }

    async Task<bool> ReplaceContentAsync(string copy, CancellationToken cancel)
    {
        await writing.WaitAsync(cancel);
        try
        {
            await using var source = new SqliteConnection(ConnectionString(copy, SqliteOpenMode.ReadOnly));
            await source.OpenAsync(cancel);
            if (!IsSameFile(writer))
            {
                throw new SkillException(SqliteFault.ReplacedMeanwhile(path));
            }
            using var backup = raw.sqlite3_backup_init(writer!.Handle, "main", source.Handle, "main");
            var code = raw.sqlite3_backup_step(backup, -1);
            for (var waited = 0; SqliteFault.IsBusy(code) && waited < lockTimeout.TotalMilliseconds; waited += 5)
            {
                await Task.Delay(5, cancel);
                code = raw.sqlite3_backup_step(backup, -1);
            }
            return code == raw.SQLITE_DONE ? true : throw Fault(writer!, code);
        }
        finally
        {
            writing.Release();
        }
    }

    /// <summary>
    /// Puts a file in place of one that cannot be read. That keeps its log, which servers that have it open still write,
    /// and they notice the new file before they write again.
    /// </summary>
    static void ReplaceClosed(string path, string copy, string kept)
    {
        MoveIfThere(WriteAheadLog.IndexOf(path), WriteAheadLog.IndexOf(kept));
        MoveIfThere(WriteAheadLog.PathOf(path), WriteAheadLog.PathOf(kept));
        MoveIfThere(path, kept);
        File.Move(copy, path, overwrite: true);
    }

    static void MoveIfThere(string from, string to)
    {
        if (File.Exists(from))
        {
            File.Move(from, to, overwrite: true);
        }
    }
}
