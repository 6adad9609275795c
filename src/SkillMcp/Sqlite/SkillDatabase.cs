using System.Collections.Concurrent;
using System.Diagnostics;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

[module: DapperAot]

namespace SkillMcp.Sqlite;

/// <summary>
/// A file of skills, open. Readers each have a connection; writers take turns on one, within the process by a gate
/// and between processes by SQLite's lock.
/// </summary>
public sealed partial class SkillDatabase : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    readonly string path;
    readonly TimeSpan patience;
    readonly SemaphoreSlim writing = new(1, 1);
    readonly SemaphoreSlim watching = new(1, 1);
    readonly ConcurrentBag<SqliteConnection> readers = [];
    string connectionString;
    SqliteConnection? writer;
    SqliteConnection? watcher;

    SkillDatabase(string path, TimeSpan patience)
    {
        this.path = Path.GetFullPath(path);
        this.patience = patience;
        connectionString = Connect(this.path, SqliteOpenMode.ReadWriteCreate);
    }

    /// <summary>
    /// The file of a person who names none: under <c>$XDG_DATA_HOME</c> or <c>~/.local/share</c>, <c>%LOCALAPPDATA%</c>
    /// or <c>~/Library/Application Support</c>.
    /// </summary>
    public static string DefaultPath =>
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "skillmcp", "skills.db");

    /// <summary>Opens a file and brings it up to date. One that cannot be written is opened for reading.</summary>
    /// <exception cref="SkillException">There is none and none is to be made, or it is no file of ours, newer, locked or damaged. It was left as it is.</exception>
    public static Task<SkillDatabase> OpenAsync(string path, OpenMode mode, CancellationToken cancel) => OpenAsync(path, mode, Patience, cancel);

    /// <summary>Opens a file with another patience for locks than the usual 30 seconds.</summary>
    internal static async Task<SkillDatabase> OpenAsync(string path, OpenMode mode, TimeSpan patience, CancellationToken cancel)
    {
        var database = new SkillDatabase(path, patience);
        try
        {
            await SqliteFault.ExplainedAsync(database.path, () => database.PrepareAsync(mode, cancel));
            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>Closes the file; the last to do so leaves it without a write-ahead log.</summary>
    public async ValueTask DisposeAsync()
    {
        await writing.WaitAsync();
        foreach (var reader in readers)
        {
            await reader.DisposeAsync();
        }
        await watching.WaitAsync();
        if (watcher is not null)
        {
            await watcher.DisposeAsync();
        }
        if (writer is not null)
        {
            await writer.DisposeAsync();
        }
        watching.Dispose();
        writing.Dispose();
    }

    /// <summary>
    /// A number that is another one once any connection has committed, of this process or another. SQLite counts so for each connection
    /// apart, and leaves out what the connection itself wrote: one that never writes is asked.
    /// </summary>
    internal Task<long> GenerationAsync(CancellationToken cancel) => SqliteFault.ExplainedAsync(path, async () =>
    {
        await watching.WaitAsync(cancel);
        try
        {
            watcher ??= await ConnectAsync(patience, cancel);
            return await watcher.QuerySingleAsync<long>("pragma data_version", new { cancel });
        }
        finally
        {
            watching.Release();
        }
    });

    /// <summary>Reads from one state of the file, whatever is written meanwhile.</summary>
    internal Task<T> ReadAsync<T>(Func<SqliteConnection, Task<T>> read, CancellationToken cancel) => SqliteFault.ExplainedAsync(path, async () =>
    {
        var connection = readers.TryTake(out var free) ? free : await ConnectAsync(patience, cancel);
        try
        {
            await ExecuteAsync(connection, "begin", cancel);
            return await read(connection);
        }
        finally
        {
            Rollback(connection);
            readers.Add(connection);
        }
    });

    /// <summary>Writes all or nothing; what was written when this returns survives a power cut.</summary>
    internal Task<T> WriteAsync<T>(Func<SqliteConnection, Task<T>> write, CancellationToken cancel) => WriteAsync(write, _ => true, cancel);

    /// <summary>Writes all or, where the answer is not one to keep, nothing.</summary>
    internal Task<T> WriteAsync<T>(Func<SqliteConnection, Task<T>> write, Func<T, bool> isKept, CancellationToken cancel) => SqliteFault.ExplainedAsync(path, async () =>
    {
        await writing.WaitAsync(cancel);
        try
        {
            await ExecuteAsync(writer!, "begin immediate", cancel);
            var written = await write(writer!);
            if (isKept(written))
            {
                await ExecuteAsync(writer!, "commit", cancel);
            }
            return written;
        }
        finally
        {
            Rollback(writer!);
            writing.Release();
        }
    });

    /// <summary>
    /// Runs a statement that may have to wait for another process. Microsoft.Data.Sqlite would try again every 150 ms,
    /// in which a dozen others write; short waits of uneven length give every process its turn.
    /// </summary>
    async Task ExecuteAsync(SqliteConnection connection, string statement, CancellationToken cancel)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            var code = raw.sqlite3_exec(connection.Handle, statement);
            if (code == raw.SQLITE_OK)
            {
                return;
            }
            if (!SqliteFault.IsBusy(code) || Stopwatch.GetElapsedTime(began) > patience)
            {
                throw Fault(connection, code);
            }
            await Task.Delay(Random.Shared.Next(1, 6), cancel);
        }
    }

    /// <summary>Ends what was neither committed nor, as SQLite does after some faults, rolled back already.</summary>
    static void Rollback(SqliteConnection connection)
    {
        if (raw.sqlite3_get_autocommit(connection.Handle) == 0)
        {
            raw.sqlite3_exec(connection.Handle, "rollback");
        }
    }

    static SqliteException Fault(SqliteConnection connection, int code) =>
        new(raw.sqlite3_errmsg(connection.Handle).utf8_to_string(), code & 0xff, code);
}
