using System.Collections.Concurrent;
using System.Diagnostics;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

[module: DapperAot]

namespace SkillMcp.Sqlite;

/// <summary>
/// An open file of skills. Writers share one connection and take turns: a semaphore orders those of this process, and SQLite's lock those
/// of different processes. A reader has that connection if no writer has it, and else one of its own.
/// </summary>
sealed partial class SkillDatabase : IAsyncDisposable
{
    // Instructions of SQLite's virtual machine: 1000 take some tens of microseconds, and the check less than a hundredth of that.
    const int InstructionsBetweenChecks = 1000;

    // A few hundred milliseconds, in waits of a few each.
    const int LooksApart = 100;

    static readonly TimeSpan DefaultLockTimeout = TimeSpan.FromSeconds(30);

    static readonly TimeSpan BriefLockTimeout = TimeSpan.FromMilliseconds(50);

    // SQLite itself waits no longer, so that it is noticed soon that the lock is of a file which was replaced.
    static readonly TimeSpan MaxWaitInside = TimeSpan.FromSeconds(1);

    // A lock of a file that was replaced is not waited for any longer.
    static readonly TimeSpan ReplacedTimeout = TimeSpan.FromSeconds(3);

    readonly string path;
    readonly TimeSpan lockTimeout;
    readonly SemaphoreSlim writing = new(1, 1);
    readonly SemaphoreSlim watching = new(1, 1);
    readonly SemaphoreSlim reading = new(MaxReaders, MaxReaders);
    readonly ConcurrentBag<SqliteConnection> readers = [];
    string connectionString;
    SqliteConnection? writer;
    SqliteConnection? watcher;
    IReadOnlyList<string> repaired = [];
    bool isBrief;
    volatile bool isClosed;

    SkillDatabase(string path, TimeSpan lockTimeout)
    {
        if (string.IsNullOrWhiteSpace(path) || path == ":memory:" || path.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
        {
            throw new SkillException($"'{path}' is not the path of a file: a memory is kept in one, such as memory.db.");
        }
        this.path = Path.GetFullPath(path);
        this.lockTimeout = lockTimeout;
        // Created before it is opened: a file that is removed later must not come back empty.
        connectionString = ConnectionString(this.path, SqliteOpenMode.ReadWrite);
    }

    /// <summary>
    /// The file that is used if none is named: under <c>$XDG_DATA_HOME</c> or <c>~/.local/share</c>, <c>%LOCALAPPDATA%</c>
    /// or <c>~/Library/Application Support</c>.
    /// </summary>
    public static string DefaultPath =>
        Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
            "skillmcp",
            "skills.db");

    /// <summary>Opens a file and migrates it to the newest generation. A file that cannot be written is opened for reading.</summary>
    /// <exception cref="SkillException">
    /// The file does not exist and <paramref name="mode"/> is <see cref="OpenMode.Existing"/>, or it is not a file of this program,
    /// was written by a newer version, is locked or damaged, or has an unknown schema. The file was not changed.
    /// </exception>
    public static Task<SkillDatabase> OpenAsync(string path, OpenMode mode, CancellationToken cancel) =>
        OpenAsync(path, mode, DefaultLockTimeout, cancel);

    /// <summary>
    /// Opens a file to read a moment from it, in a process that ends then: nothing is migrated, repaired or written, a lock is waited for
    /// no longer than another process takes to close the file, and it takes a third of the time.
    /// </summary>
    /// <exception cref="SkillException">
    /// The file does not exist, is not one of this program's newest generation, is locked or damaged.
    /// </exception>
    public static async Task<SkillDatabase> OpenBrieflyAsync(string path, CancellationToken cancel)
    {
        var database = new SkillDatabase(path, BriefLockTimeout) { isBrief = true };
        try
        {
            await database.ExplainedAsync(() => database.PrepareBrieflyAsync(cancel));
            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens a file with a timeout for locks other than the default of 30 seconds.</summary>
    internal static async Task<SkillDatabase> OpenAsync(string path, OpenMode mode, TimeSpan lockTimeout, CancellationToken cancel)
    {
        var database = new SkillDatabase(path, lockTimeout);
        try
        {
            await database.ExplainedAsync(() => database.PrepareAsync(mode, cancel));
            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Closes the file, once what is read and written has ended. When the last connection is closed, SQLite removes the write-ahead log.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        await writing.WaitAsync();
        try
        {
            await HoldReadersAsync(CancellationToken.None);
            isClosed = true;
            await CloseAsync();
        }
        finally
        {
            // Whoever waited for a turn is told that it is closed.
            ReleaseReaders();
            writing.Release();
        }
    }

    /// <summary>
    /// A number that changes whenever any connection of this process or another commits.
    /// SQLite does not count a connection's own commits, so it is read from a connection that never writes.
    /// </summary>
    internal Task<long> GenerationAsync(CancellationToken cancel) => SqliteFault.ExplainedAsync(path, async () =>
    {
        await RequireSameFileAsync(cancel);
        await watching.WaitAsync(cancel);
        try
        {
            watcher ??= await ConnectAsync(WaitInside, cancel);
            // SQLite counts from the beginning in each file that is opened.
            return ((long)reopened << 32) + await watcher.QuerySingleAsync<long>("pragma data_version", cancel);
        }
        finally
        {
            watching.Release();
        }
    });

    /// <summary>How many files were opened instead of the first one.</summary>
    internal int Reopened => Volatile.Read(ref reopened);

    TimeSpan WaitInside => lockTimeout < MaxWaitInside ? lockTimeout : MaxWaitInside;

    /// <summary>Reads from one snapshot of the file, whatever is written meanwhile.</summary>
    internal Task<T> ReadAsync<T>(Func<SqliteConnection, Task<T>> read, CancellationToken cancel) =>
        ExplainedAsync(async () =>
        {
            var mayUseWriter = !isBrief;
            for (var began = Stopwatch.GetTimestamp(); ;)
            {
                try
                {
                    return await ReadOnceAsync(read, mayUseWriter, cancel);
                }
                catch (SqliteException fault) when (MayReadAgain(fault, Stopwatch.GetElapsedTime(began)))
                {
                    // That connection does not wait for a lock.
                    mayUseWriter = false;
                }
            }
        });

    /// <summary>Whether a read that failed is repeated: the file was overwritten since it was last looked at, or was locked.</summary>
    bool MayReadAgain(SqliteException fault, TimeSpan waited)
    {
        if (isBrief)
        {
            return false;
        }
        if (IsSameFile(writer))
        {
            return SqliteFault.IsBusy(fault.SqliteErrorCode) && waited < lockTimeout;
        }
        Volatile.Write(ref lookedAt, 0);
        return waited < ReplacedTimeout;
    }

    /// <summary>
    /// Runs work on the file. If it fails over what the file holds, and that is not as this program writes it, says so: a value of
    /// another type, a table that is missing.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The file was closed.</exception>
    Task<T> ExplainedAsync<T>(Func<Task<T>> work) => SqliteFault.ExplainedAsync(path, async () =>
    {
        ObjectDisposedException.ThrowIf(isClosed, this);
        try
        {
            return await work();
        }
        catch (Exception fault) when (IsOfAValue(fault) || fault is SqliteException { SqliteErrorCode: raw.SQLITE_ERROR })
        {
            // A number that is larger than any we write: SQLite finds nothing wrong with it.
            if (fault is not OverflowException && await IsSoundAsync())
            {
                throw;
            }
            throw new DamagedFileException(SqliteFault.Damaged(path));
        }
    });

    async Task<bool> IsSoundAsync()
    {
        // Whose fault it is must be known even if nobody waits any more.
        var cancel = CancellationToken.None;
        try
        {
            await using var connection = await ConnectAsync(lockTimeout, cancel);
            return await connection.QueryFirstAsync<string>("pragma integrity_check(1)", cancel) == "ok"
                && (await Schema.DifferencesAsync(connection, Migration.Newest, cancel)).Count == 0;
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    /// <summary>
    /// Reads with the connection that writes, if that is free: it has the pages that this process wrote, of which another connection would
    /// read all again.
    /// </summary>
    async Task<T> ReadOnceAsync<T>(Func<SqliteConnection, Task<T>> read, bool mayUseWriter, CancellationToken cancel)
    {
        await RequireSameFileAsync(cancel);
        if (mayUseWriter && await writing.WaitAsync(TimeSpan.Zero, cancel))
        {
            try
            {
                if (writer is { } connection)
                {
                    return await ReadWithAsync(connection, read, cancel);
                }
            }
            finally
            {
                writing.Release();
            }
        }
        await reading.WaitAsync(cancel);
        try
        {
            return await ReadHeldAsync(read, cancel);
        }
        finally
        {
            reading.Release();
        }
    }

    async Task<T> ReadHeldAsync<T>(Func<SqliteConnection, Task<T>> read, CancellationToken cancel)
    {
        var connection = readers.TryTake(out var free) ? free : await ConnectAsync(WaitInside, cancel);
        try
        {
            return await ReadWithAsync(connection, read, cancel);
        }
        finally
        {
            readers.Add(connection);
        }
    }

    async Task<T> ReadWithAsync<T>(SqliteConnection connection, Func<SqliteConnection, Task<T>> read, CancellationToken cancel)
    {
        try
        {
            await ExecuteAsync(connection, "begin", cancel);
            return await InterruptibleAsync(connection, () => read(connection), cancel);
        }
        finally
        {
            Rollback(connection);
        }
    }

    /// <summary>
    /// Writes in one transaction, which is durable (it survives a power cut) when this returns.
    /// It is rolled back if it fails or is cancelled before the commit.
    /// </summary>
    internal Task<T> WriteAsync<T>(Func<SqliteConnection, Task<T>> write, CancellationToken cancel) => WriteAsync(write, _ => true, cancel);

    /// <summary>The same, but also rolls back if <paramref name="isKept"/> is false for the result.</summary>
    internal Task<T> WriteAsync<T>(Func<SqliteConnection, Task<T>> write, Func<T, bool> isKept, CancellationToken cancel) =>
        ExplainedAsync(async () =>
        {
            await writing.WaitAsync(cancel);
            try
            {
                if (!IsSameFile(writer))
                {
                    await ReopenHeldAsync(cancel);
                }
                return await WriteHeldAsync(write, isKept, cancel);
            }
            finally
            {
                writing.Release();
            }
        });

    /// <summary>Writes on behalf of one that has its turn.</summary>
    async Task<T> WriteHeldAsync<T>(Func<SqliteConnection, Task<T>> write, Func<T, bool> isKept, CancellationToken cancel)
    {
        var connection = writer!;
        try
        {
            await ExecuteAsync(connection, "begin immediate", cancel);
            var before = raw.sqlite3_total_changes(connection.Handle);
            var written = await InterruptibleAsync(connection, () => write(connection), cancel);
            cancel.ThrowIfCancellationRequested();
            if (isKept(written))
            {
                await CommitAsync(connection, isChanged: raw.sqlite3_total_changes(connection.Handle) != before, cancel);
            }
            return written;
        }
        finally
        {
            Rollback(connection);
        }
    }

    async Task CommitAsync(SqliteConnection connection, bool isChanged, CancellationToken cancel)
    {
        if (isChanged)
        {
            // Writes the first page too, which changes nothing in it: the log then says to which file it belongs.
            await ExecuteAsync(connection, MarkLog, cancel);
        }
        if (!IsSameFile(connection))
        {
            throw new SkillException(SqliteFault.ReplacedMeanwhile(path));
        }
        await ExecuteAsync(connection, "commit", cancel);
    }

    /// <summary>
    /// Runs statements that stop soon after the token is cancelled.
    /// Microsoft.Data.Sqlite 11.0.0 checks a token before a statement and between two rows, but not while SQLite works on one.
    /// A progress handler is called by SQLite itself, so no cancellation is missed.
    /// sqlite3_interrupt could miss one, because it has no effect if no statement is running yet.
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
    /// Runs a statement that may have to wait for another process.
    /// Microsoft.Data.Sqlite would retry every 150 ms, in which time a dozen other processes can write.
    /// Short waits of random length give every process a turn.
    /// </summary>
    async Task ExecuteAsync(SqliteConnection connection, string statement, CancellationToken cancel)
    {
        var (began, looks) = (Stopwatch.GetTimestamp(), 0);
        while (true)
        {
            var code = raw.sqlite3_exec(connection.Handle, statement);
            if (code == raw.SQLITE_OK)
            {
                return;
            }
            var waited = Stopwatch.GetElapsedTime(began);
            if (!SqliteFault.IsBusy(code) || waited > lockTimeout)
            {
                throw Fault(connection, code);
            }
            if (waited > ReplacedTimeout && ++looks % LooksApart == 0 && !IsSameFile(connection))
            {
                throw new SkillException(SqliteFault.ReplacedMeanwhile(path));
            }
            await Task.Delay(Random.Shared.Next(1, 6), cancel);
        }
    }

    /// <summary>Rolls back the open transaction, if there is one: SQLite itself rolls back after some errors.</summary>
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
