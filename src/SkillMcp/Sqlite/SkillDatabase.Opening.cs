using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SkillMcp.Sqlite;

public sealed partial class SkillDatabase
{
    /// <returns>Whether the file can be written.</returns>
    async Task<bool> PrepareAsync(OpenMode mode, CancellationToken cancel)
    {
        MakeRoom(mode);
        Recognize();
        writer = await ConnectWriterAsync(cancel);
        if (raw.sqlite3_db_readonly(writer.Handle, "main") == 1)
        {
            RequireNewest();
            return false;
        }
        await MigrateAsync(cancel);
        await KeepIndexCurrentAsync(cancel);
        return true;
    }

    void MakeRoom(OpenMode mode)
    {
        if (Directory.Exists(path))
        {
            throw new SkillException($"'{path}' is a folder. Name a file in it, such as '{Path.Combine(path, "skills.db")}'.");
        }
        if (File.Exists(path))
        {
            return;
        }
        if (mode == OpenMode.Existing)
        {
            throw new SkillException($"There is no memory at '{path}' yet. 'skillmcp serve' and 'skillmcp add' make one.");
        }
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new SkillException($"The folder of '{path}' cannot be made: {refused.Message}");
        }
    }

    /// <summary>
    /// Looks at the file's mark before anything could write to it. Through SQLite and not through a stream of our own:
    /// closing one would drop the locks that this process holds on the file. Immutable, so that not even a log appears beside it.
    /// </summary>
    void Recognize()
    {
        if (new FileInfo(path) is not { Exists: true, Length: > 0 })
        {
            return;
        }
        using var connection = new SqliteConnection(Connect(Immutable(path), SqliteOpenMode.ReadOnly));
        connection.Open();
        try
        {
            Require(connection);
        }
        // Somebody is just making or changing the file; under the lock it will be looked at again.
        catch (SqliteException fault) when (fault.SqliteErrorCode == raw.SQLITE_CORRUPT)
        {
        }
    }

    /// <returns>The file's generation.</returns>
    /// <exception cref="SkillException">It is not ours, or newer.</exception>
    int Require(SqliteConnection connection)
    {
        if (connection.QuerySingle<int>("pragma application_id") != Migration.ApplicationId)
        {
            throw new SkillException(SqliteFault.NotOurs(path));
        }
        var generation = connection.QuerySingle<int>("pragma user_version");
        return generation <= Migration.Newest ? generation : throw new SkillException(SqliteFault.Newer(path, generation));
    }

    /// <param name="wait">How long SQLite itself waits for a lock. The writer does so outside; a reader meets one only where a file is just being closed.</param>
    /// <param name="cancel">Gives up.</param>
    async Task<SqliteConnection> ConnectAsync(TimeSpan wait, CancellationToken cancel)
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            await connection.OpenAsync(cancel);
            // The last statement reads, and with that tells whether the file can be used.
            await ExecuteAsync(connection, $"""
                pragma busy_timeout = {(int)wait.TotalMilliseconds};
                pragma foreign_keys = on;
                pragma trusted_schema = off;
                pragma synchronous = full;
                pragma journal_size_limit = 4194304;
                pragma cache_size = -16000;
                pragma temp_store = memory;
                select 1 from sqlite_schema;
                """, cancel);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// A log needs an index beside the file. In a folder where none can be made, the file is read as one that nobody changes,
    /// which is true as long as nobody else can write there.
    /// </summary>
    async Task<SqliteConnection> ConnectWriterAsync(CancellationToken cancel)
    {
        try
        {
            return await ConnectAsync(TimeSpan.Zero, cancel);
        }
        catch (SqliteException fault) when (fault.SqliteErrorCode is raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY && HasNothingInItsLog())
        {
            connectionString = Connect(Immutable(path), SqliteOpenMode.ReadOnly);
            return await ConnectAsync(TimeSpan.Zero, cancel);
        }
    }

    bool HasNothingInItsLog() => File.Exists(path) && new FileInfo(path + "-wal") is not { Exists: true, Length: > 0 };

    void RequireNewest()
    {
        if (Require(writer!) < Migration.Newest)
        {
            throw new SkillException($"'{path}' was written by an older skillmcp and cannot be brought up to date, because it is read-only. Allow writing to it once.");
        }
    }

    async Task MigrateAsync(CancellationToken cancel)
    {
        await ExecuteAsync(writer!, "begin immediate", cancel);
        try
        {
            var isNew = writer!.QuerySingle<int>("select count(*) from sqlite_schema") == 0;
            var generation = isNew ? 0 : Require(writer!);
            if (generation < Migration.Newest && Migration.Run(writer!.Handle!, generation) is not raw.SQLITE_OK and var code)
            {
                throw Fault(writer!, code);
            }
            await ExecuteAsync(writer!, "commit", cancel);
        }
        finally
        {
            Rollback(writer!);
        }
        // Only now: a file that is being made carries our mark from its first page on, and none that is not ours is changed.
        await ExecuteAsync(writer!, "pragma journal_mode = wal", cancel);
    }

    /// <summary>Words that this program stems otherwise than the one that wrote them would not be found.</summary>
    async Task KeepIndexCurrentAsync(CancellationToken cancel)
    {
        if (await writer!.QuerySingleAsync<int>("select generation from search_generation", cancel) < SearchText.Generation)
        {
            await RebuildAsync(cancel);
        }
    }

    static string Connect(string source, SqliteOpenMode mode) =>
        new SqliteConnectionStringBuilder { DataSource = source, Mode = mode, Pooling = false, DefaultTimeout = 1 }.ToString();

    static string Immutable(string path) => new Uri(path).AbsoluteUri + "?immutable=1";
}
