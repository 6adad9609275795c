using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SkillMcp.Sqlite;

sealed partial class SkillDatabase
{
    /// <summary>Writes a copy of the file in its current state, without unused pages, and checks the integrity of the copy.</summary>
    /// <exception cref="SkillException">The file exists already, its folder is missing or full, or the copy is damaged.</exception>
    public async Task BackupAsync(string file, CancellationToken cancel)
    {
        var copy = Path.GetFullPath(file);
        if (Path.Exists(copy))
        {
            throw new SkillException($"'{copy}' already exists, and a backup never overwrites a file. Name a new file.");
        }
        if (!Directory.Exists(Path.GetDirectoryName(copy)))
        {
            throw new SkillException($"There is no folder '{Path.GetDirectoryName(copy)}' for the backup. Make it first.");
        }
        try
        {
            await CopyAsync(copy, cancel);
        }
        catch
        {
            // An incomplete file must not be taken for a backup.
            File.Delete(copy);
            throw;
        }
    }

    /// <summary>Writes a copy of what a connection reads, which is a file of its own: no log of this one belongs to it.</summary>
    static async Task CopyAsync(SqliteConnection connection, string copy, CancellationToken cancel)
    {
        PrivateFile.TryCreate(copy);
        await InterruptibleAsync(connection, () => connection.ExecuteAsync("vacuum into @copy", new { copy, cancel }), cancel);
        await using var written = new SqliteConnection(ConnectionString(copy, SqliteOpenMode.ReadWrite));
        await written.OpenAsync(cancel);
        raw.sqlite3_exec(written.Handle, $"pragma schema_version = {FileStamp.NewMark()}");
    }

    /// <returns>The result of SQLite's integrity check of the copy, which is "ok".</returns>
    Task<string> CopyAsync(string copy, CancellationToken cancel) => SqliteFault.ExplainedAsync(copy, async () =>
    {
        await using var connection = await ConnectAsync(lockTimeout, cancel);
        await CopyAsync(connection, copy, cancel);
        await using var written = new SqliteConnection(ConnectionString(copy, SqliteOpenMode.ReadOnly));
        await written.OpenAsync(cancel);
        var verdict = await InterruptibleAsync(
            written, () => written.QuerySingleAsync<string>("pragma integrity_check(1)", cancel), cancel);
        return verdict == "ok"
            ? verdict
            : throw new SkillException(
                $"The backup '{copy}' came out damaged and was deleted ({verdict}). {SqliteFault.Damaged(path)}");
    });
}
