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
    // Of SQLite's virtual machine: some tens of microseconds, of which the check is less than a hundredth.
    const int InstructionsBetweenChecks = 1000;

    static readonly TimeSpan DefaultLockTimeout = TimeSpan.FromSeconds(30);

    readonly string path;
    readonly TimeSpan lockTimeout;
    readonly SemaphoreSlim writing = new(1, 1);
    readonly SemaphoreSlim watching = new(1, 1);
    readonly ConcurrentBag<SqliteConnection> readers = [];
    string connectionString;
    SqliteConnection? writer;
    SqliteConnection? watcher;
    IReadOnlyList<string> repaired = [];

    SkillDatabase(string path, TimeSpan lockTimeout)
    {
        this.path = Path.GetFullPath(path);
        this.lockTimeout = lockTimeout;
        connectionString = ConnectionString(this.path, SqliteOpenMode.ReadWriteCreate);
    }

    /// <summary>
    /// The file that is used where none is named: under <c>$XDG_DATA_HOME</c> or <c>~/.local/share</c>, <c>%LOCALAPPDATA%</c>
    /// or <c>~/Library/Application Support</c>.
    /// </summary>
    public static string DefaultPath =>
        Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
            "skillmcp",
            "skills.db");

    /// <summary>Opens a file and brings it up to date. One that cannot be written is opened for reading.</summary>
    /// <exception cref="SkillException">
    /// There is none and none is to be made, or it is not a file of ours, newer, locked, damaged or of an unknown schema.
    /// It was left as it is.
    /// </exception>
    public static Task<SkillDatabase> OpenAsync(string path, OpenMode mode, CancellationToken cancel) =>
        OpenAsync(path, mode, DefaultLockTimeout, cancel);

    /// <summary>Opens a file with another timeout for locks than the usual 30 seconds.</summary>
    internal static async Task<SkillDatabase> OpenAsync(string path, OpenMode mode, TimeSpan lockTimeout, CancellationToken cancel)
    {
        var database = new SkillDatabase(path, lockTimeout);
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
    /// A number that changes whenever any connection commits, of this process or another. SQLite counts for each connection apart
    /// and leaves out what the connection itself wrote, so a connection that never writes is asked.
    /// </summary>
    internal Task<long> GenerationAsync(CancellationToken cancel) => SqliteFault.ExplainedAsync(path, async () =>
    {
        await watching.WaitAsync(cancel);
        try
        {
            watcher ??= await ConnectAsync(lockTimeout, cancel);
            return await watcher.QuerySingleAsync<long>("pragma data_version", cancel);
        }
        finally
        {
            watching.Release();
        }
    });

    /// <summary>Reads from one state of the file, whatever is written meanwhile.</summary>
    internal Task<T> ReadAsync<T>(Func<SqliteConnection, Task<T>> read, CancellationToken cancel) =>
        SqliteFault.ExplainedAsync(path, async () =>
        {
            var connection = readers.TryTake(out var free) ? free : await ConnectAsync(lockTimeout, cancel);
            try
            {
                await ExecuteAsync(connection, "begin", cancel);
                return await InterruptibleAsync(connection, () => read(connection), cancel);
            }
            finally
            {
                Rollback(connection);
                readers.Add(connection);
            }
        });

    /// <summary>
    /// Writes all or nothing; what was written when this returns survives a power cut. What is cancelled before it is committed is
    /// rolled back.
    /// </summary>
    internal Task<T> WriteAsync<T>(Func<SqliteConnection, Task<T>> write, CancellationToken cancel) => WriteAsync(write, _ => true, cancel);

    /// <summary>The same, and rolled back too where the answer is not one to keep.</summary>
    internal Task<T> WriteAsync<T>(Func<SqliteConnection, Task<T>> write, Func<T, bool> isKept, CancellationToken cancel) =>
        SqliteFault.ExplainedAsync(path, async () =>
        {
            await writing.WaitAsync(cancel);
            try
            {
                await ExecuteAsync(writer!, "begin immediate", cancel);
                var written = await InterruptibleAsync(writer!, () => write(writer!), cancel);
                cancel.ThrowIfCancellationRequested();
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
    /// Runs statements that end soon after the token is cancelled. Microsoft.Data.Sqlite 11.0.0 looks at a token before a statement and
    /// between two rows, never while SQLite works on one. SQLite asks this handler itself, so no cancellation falls between two checks,
    /// as it may with sqlite3_interrupt, which does nothing where no statement runs yet.
    /// </summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    static async Task<T> InterruptibleAsync<T>(SqliteConnection connection, Func<Task<T>> work, CancellationToken cancel)
    {
        raw.sqlite3_progress_handler(connection.Handle, InstructionsBetweenChecks, _ => cancel.IsCancellationRequested ? 1 : 0, null);
        try
        {
            return await work();
        }
        catch (SqliteException fault) when (fault.SqliteErrorCode == raw.SQLITE_INTERRUPT && cancel.IsCancellationRequested)
        {
            throw new OperationCanceledException(fault.Message, fault, cancel);
        }
        finally
        {
            raw.sqlite3_progress_handler(connection.Handle, 0, null, null);
        }
    }

    /// <summary>
    /// Runs a statement that may have to wait for another process. Microsoft.Data.Sqlite would try again every 150 ms,
    /// in which a dozen other processes write; short waits of uneven length give every process its turn.
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
            if (!SqliteFault.IsBusy(code) || Stopwatch.GetElapsedTime(began) > lockTimeout)
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
