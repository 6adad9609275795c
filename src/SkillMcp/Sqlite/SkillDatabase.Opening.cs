using System.Diagnostics;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SkillMcp.Sqlite;

sealed partial class SkillDatabase
{
    /// <returns>Whether the file can be written.</returns>
    async Task<bool> PrepareAsync(OpenMode mode, CancellationToken cancel)
    {
        PrepareFolder(mode);
        CheckApplicationId();
        RequireOwnLog();
        MakePrivate();
        (links, stamp) = (LinksTo(path), null);
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

    /// <summary>Opens the one connection that is read from, and looks no second time whether the file is still at the path.</summary>
    /// <returns>True.</returns>
    async Task<bool> PrepareBrieflyAsync(CancellationToken cancel)
    {
        PrepareFolder(OpenMode.Existing);
        // This process has no lock on the file yet that closing it could release.
        if (FileStamp.ApplicationIdAt(path) != Migration.ApplicationId)
        {
            throw new SkillException(SqliteFault.NotOurs(path));
        }
        await RequireOwnLogAsync(cancel);
        connectionString = ConnectionString(path, SqliteOpenMode.ReadOnly);
        var reader = await ConnectAsync(BriefLockTimeout, cancel);
        readers.Add(reader);
        if (ReadGeneration(reader) < Migration.Newest)
        {
            throw new SkillException($"'{path}' was written by an older skillmcp, and no other command has brought it up to date yet.");
        }
        Volatile.Write(ref lookedAt, Stopwatch.GetTimestamp());
        return true;
    }

    void PrepareFolder(OpenMode mode)
    {
        if (Directory.Exists(path))
        {
            throw new SkillException($"'{path}' is a folder. Name a file in it, such as '{Path.Combine(path, "skills.db")}'.");
        }
        // An empty file beside a log is one whose content was lost, too: SQLite would throw the log away.
        if (new FileInfo(path) is { Exists: true, Length: > 0 })
        {
            return;
        }
        if (WriteAheadLog.HeaderAt(path).Length > 0)
        {
            throw new SkillException(SqliteFault.LogWithoutFile(path));
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
            PrivateFile.CreateFolder(Path.GetDirectoryName(path)!);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new SkillException($"The folder of '{path}' cannot be made: {refused.Message}");
        }
    }

    /// <summary>Makes the file, for its owner alone, if it is not there. Where that is refused, SQLite says why.</summary>
    void MakePrivate()
    {
        try
        {
            PrivateFile.TryCreate(path);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
        }
    }

    /// <summary>
    /// Checks that the file is ours before anything can write to it.
    /// It is read through SQLite, because closing a stream would release the POSIX locks that this process holds on the file,
    /// and opened as immutable, so that SQLite creates no write-ahead log beside it.
    /// </summary>
    void CheckApplicationId()
    {
        if (new FileInfo(path) is not { Exists: true, Length: > 0 })
        {
            return;
        }
        using var connection = new SqliteConnection(ConnectionString(ImmutableUri(path), SqliteOpenMode.ReadOnly));
        connection.Open();
        try
        {
            ReadGeneration(connection);
        }
        // Another process may be creating or changing the file. It is checked again under the lock.
        catch (SqliteException fault) when (fault.SqliteErrorCode == raw.SQLITE_CORRUPT)
        {
        }
    }

    /// <returns>The file's generation.</returns>
    /// <exception cref="SkillException">The file is not ours, or was written by a newer version of this program.</exception>
    int ReadGeneration(SqliteConnection connection)
    {
        if (connection.QuerySingle<int>("pragma application_id") != Migration.ApplicationId)
        {
            throw new SkillException(SqliteFault.NotOurs(path));
        }
        var generation = connection.QuerySingle<int>("pragma user_version");
        return generation <= Migration.Newest ? generation : throw new SkillException(SqliteFault.Newer(path, generation));
    }

    /// <summary>Checks, before SQLite replays it, that the write-ahead log beside the file is that of the file.</summary>
    void RequireOwnLog()
    {
        if (WriteAheadLog.Stamps(path) is not { } log)
        {
            return;
        }
        using var connection = new SqliteConnection(ConnectionString(ImmutableUri(path), SqliteOpenMode.ReadOnly));
        connection.Open();
        if (NativeFile.Stamp(connection) is { } file && !file.CanPrecede(log.First, log.Last))
        {
            throw new ForeignLogException(SqliteFault.ForeignLog(path));
        }
    }

    /// <summary>The same, looking twice: while another process writes the log into the file, it may be read as that of neither.</summary>
    async Task RequireOwnLogAsync(CancellationToken cancel)
    {
        try
        {
            RequireOwnLog();
        }
        catch (ForeignLogException)
        {
            await Task.Delay(BriefLockTimeout / 5, cancel);
            RequireOwnLog();
        }
    }

    /// <summary>Opens a connection and sets it up.</summary>
    /// <param name="wait">
    /// How long SQLite itself waits for a lock. Zero for the writer, which waits in <see cref="ExecuteAsync"/> instead;
    /// a reader meets a lock only while another process closes the file.
    /// </param>
    /// <param name="cancel">Cancels the opening.</param>
    async Task<SqliteConnection> ConnectAsync(TimeSpan wait, CancellationToken cancel)
    {
        ObjectDisposedException.ThrowIf(isClosed, this);
        var connection = new PreparedConnection(connectionString);
        try
        {
            await connection.OpenAsync(cancel);
            RowHash.Register(connection.Handle!);
            // The last statement reads from the file, so that a file that cannot be used fails here.
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
    /// Opens the connection that writes.
    /// SQLite needs an index of the write-ahead log beside the file. If it cannot be created, the file is opened as immutable,
    /// which is safe as long as no other user can write to the folder.
    /// </summary>
    async Task<SqliteConnection> ConnectWriterAsync(CancellationToken cancel)
    {
        try
        {
            return await ConnectAsync(TimeSpan.Zero, cancel);
        }
        catch (SqliteException fault) when (fault.SqliteErrorCode is raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY && HasEmptyLog())
        {
            connectionString = ConnectionString(ImmutableUri(path), SqliteOpenMode.ReadOnly);
            return await ConnectAsync(TimeSpan.Zero, cancel);
        }
    }

    bool HasEmptyLog() => File.Exists(path) && new FileInfo(path + "-wal") is not { Exists: true, Length: > 0 };

    void RequireNewest()
    {
        if (ReadGeneration(writer!) < Migration.Newest)
        {
            throw new SkillException(
                $"'{path}' was written by an older skillmcp and cannot be brought up to date, because it is read-only. "
                + "Allow writing to it once.");
        }
    }

    async Task MigrateAsync(CancellationToken cancel)
    {
        await ExecuteAsync(writer!, "begin immediate", cancel);
        try
        {
            var isNew = writer!.QuerySingle<int>("select count(*) from sqlite_schema") == 0;
            var generation = isNew ? 0 : ReadGeneration(writer!);
            if (generation > 0 && generation < Migration.Newest)
            {
                await RepairSchemaAsync(generation, cancel);
            }
            RunMigrations(generation);
            if (!FileStamp.IsMark(writer!.QuerySingle<long>("pragma schema_version")))
            {
                await ExecuteAsync(writer!, $"pragma schema_version = {FileStamp.NewMark()}", cancel);
            }
            await ExecuteAsync(writer!, "commit", cancel);
        }
        finally
        {
            Rollback(writer!);
        }
        // Only after the migrations: a new file then has our application id from its first page on, and a foreign file is never changed.
        await ExecuteAsync(writer!, "pragma journal_mode = wal", cancel);
    }

    /// <summary>
    /// Repairs the schema of an older file before the next migrations rely on it.
    /// An unreleased build wrote files of generation 2 without <c>skill_word_in</c>, and with another vector table or none.
    /// </summary>
    /// <exception cref="SkillException">Something is missing or different that cannot be recreated.</exception>
    async Task RepairSchemaAsync(int generation, CancellationToken cancel)
    {
        var lost = (await Schema.DifferencesAsync(writer!, generation, cancel)).Where(difference => !difference.IsRepairable).ToList();
        if (lost.Count > 0)
        {
            throw new SkillException(SqliteFault.UnknownSchema(path, generation, lost));
        }
        repaired = await Schema.RepairAsync(writer!, generation, cancel);
    }

    void RunMigrations(int generation)
    {
        if (generation < Migration.Newest && Migration.Run(writer!.Handle!, generation, Migration.Newest) is not raw.SQLITE_OK and var code)
        {
            throw Fault(writer!, code);
        }
    }

    /// <summary>Rebuilds the index if an older skillmcp wrote it: words that were stemmed differently would not be found.</summary>
    async Task KeepIndexCurrentAsync(CancellationToken cancel)
    {
        if (await IndexGenerationAsync(writer!, cancel) < SearchText.Generation)
        {
            repaired = [.. repaired, .. await WriteHeldAsync(connection => DeriveAsync(connection, cancel), _ => true, cancel)];
        }
    }

    /// <returns>The generation of the stems in the index; 0 if the file does not have one.</returns>
    static async Task<int> IndexGenerationAsync(SqliteConnection connection, CancellationToken cancel)
    {
        try
        {
            return await connection.QuerySingleAsync<int>("select coalesce(max(generation), 0) from search_generation", cancel);
        }
        // The table is missing. It is derived like the index, and recreated with it.
        catch (SqliteException fault) when (fault.SqliteErrorCode == raw.SQLITE_ERROR)
        {
            return 0;
        }
    }

    static string ConnectionString(string source, SqliteOpenMode mode) =>
        new SqliteConnectionStringBuilder { DataSource = source, Mode = mode, Pooling = false, DefaultTimeout = 1 }.ToString();

    static string ImmutableUri(string path) => new Uri(path).AbsoluteUri + "?immutable=1";
}
