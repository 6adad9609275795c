using System.Diagnostics;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SkillMcp.Sqlite;

/// <summary>
/// Notices that the file at the path is not the one that is open: it was removed, renamed, replaced by another or overwritten.
/// SQLite itself would go on with a file that nobody can find any more.
/// </summary>
sealed partial class SkillDatabase
{
    // Readers take turns only with the one that opens the file again, which waits for all of them.
    const int MaxReaders = 64;

    // Setting it to what it is writes the first page.
    static readonly string MarkLog = $"pragma application_id = {Migration.ApplicationId}";

    const string LogAlone = "It was overwritten, so that of what was in use before only the last changes, the write-ahead log,";

    static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    // While another process writes the first page, it may be read in halves.
    static readonly TimeSpan SecondLook = TimeSpan.FromMilliseconds(50);

    readonly Lock looking = new();
    string links = "";
    FileStamp? stamp;
    long lookedAt;
    int reopened;
    long counted;
    int removed;

    /// <summary>
    /// Told what another program did: that the file was replaced by another memory, which was then opened, or that skills were removed.
    /// </summary>
    public event Action<string>? Noticed;

    /// <summary>Checks, at most once a second, that the open file is still the one at the path, or opens that.</summary>
    /// <exception cref="SkillException">There is none, or it is not a memory that can be used.</exception>
    async Task RequireSameFileAsync(CancellationToken cancel)
    {
        if (Stopwatch.GetElapsedTime(Volatile.Read(ref lookedAt)) < LookInterval)
        {
            return;
        }
        if (!await IsSameFileAsync(cancel))
        {
            await writing.WaitAsync(cancel);
            try
            {
                await ReopenHeldAsync(cancel);
            }
            finally
            {
                writing.Release();
            }
        }
        Volatile.Write(ref lookedAt, Stopwatch.GetTimestamp());
    }

    async Task<bool> IsSameFileAsync(CancellationToken cancel)
    {
        await watching.WaitAsync(cancel);
        try
        {
            if (writer is null || !File.Exists(path))
            {
                return false;
            }
            watcher ??= await ConnectAsync(WaitInside, cancel);
            if (!IsSameFile(watcher))
            {
                return false;
            }
            await LookForRemovedAsync(watcher, cancel);
            return true;
        }
        finally
        {
            watching.Release();
        }
    }

    /// <summary>Says once that another program removed skills. What cannot be read is told by who wants to read it.</summary>
    async Task LookForRemovedAsync(SqliteConnection connection, CancellationToken cancel)
    {
        try
        {
            var version = await connection.QuerySingleAsync<long>("pragma data_version", cancel);
            if (version == counted)
            {
                return;
            }
            counted = version;
            var now = await Inventory.CountRemovedAsync(connection, cancel);
            if (now > removed)
            {
                Noticed?.Invoke($"Skills were removed outside skillmcp ({now}): 'skillmcp doctor' names them.");
            }
            removed = now;
        }
        catch (SqliteException)
        {
        }
    }

    /// <summary>Whether the file that a connection has open is at the path, and holds what SQLite wrote into it.</summary>
    bool IsSameFile(SqliteConnection? connection)
    {
        if (connection is null || NativeFile.HasMoved(connection) || LinksTo(path) != links)
        {
            return false;
        }
        lock (looking)
        {
            var now = NativeFile.Stamp(connection);
            // A new file has no first page yet.
            if (stamp is { } known && !(now is { } found && found.CanFollow(known)))
            {
                return false;
            }
            stamp = now;
            return true;
        }
    }

    /// <summary>
    /// The links along a path: SQLite follows them when it opens a file, and does not notice later that they lead elsewhere.
    /// </summary>
    static string LinksTo(string path)
    {
        var links = "";
        for (var part = path; part is not null; part = Path.GetDirectoryName(part))
        {
            links += new FileInfo(part).LinkTarget is { } target ? $"{part}>{target}\n" : "";
        }
        return links;
    }

    /// <summary>Closes the file that is not at the path any more and opens the one that is, if it is a memory.</summary>
    async Task ReopenHeldAsync(CancellationToken cancel)
    {
        ObjectDisposedException.ThrowIf(isClosed, this);
        await HoldReadersAsync(cancel);
        try
        {
            await Task.Delay(SecondLook, cancel);
            if (!IsSameFile(writer))
            {
                await ReopenAloneAsync(cancel);
            }
        }
        finally
        {
            ReleaseReaders();
        }
    }

    /// <summary>Waits until nobody reads from a connection of its own, and holds off whoever would.</summary>
    async Task HoldReadersAsync(CancellationToken cancel)
    {
        var held = 0;
        try
        {
            for (; held < MaxReaders; held++)
            {
                await reading.WaitAsync(cancel);
            }
            await watching.WaitAsync(cancel);
        }
        catch (OperationCanceledException) when (held > 0)
        {
            reading.Release(held);
            throw;
        }
    }

    void ReleaseReaders()
    {
        watching.Release();
        reading.Release(MaxReaders);
    }

    async Task ReopenAloneAsync(CancellationToken cancel)
    {
        if (!File.Exists(path))
        {
            throw new SkillException(SqliteFault.Gone(path));
        }
        RequireMemory();
        var wasMoved = writer is not null && NativeFile.HasMoved(writer);
        var kept = writer is null ? null : await PutLogAsideAsync(writer, cancel);
        await CloseAsync();
        await PrepareAsync(OpenMode.Existing, cancel);
        reopened++;
        // The log is then that of the new file, for other processes that still have the old one open.
        await WriteHeldAsync(connection => Task.FromResult(raw.sqlite3_exec(connection.Handle, MarkLog)), _ => true, cancel);
        Noticed?.Invoke(
            $"'{path}' was replaced by another memory, which is used from now on."
            + (kept is null ? "" : $" {(wasMoved ? "What was in use before" : LogAlone)} is kept as '{kept}'."));
    }

    /// <summary>Checks that what is at the path is a whole memory: it may still be being copied.</summary>
    void RequireMemory()
    {
        try
        {
            using var connection = new SqliteConnection(ConnectionString(ImmutableUri(path), SqliteOpenMode.ReadOnly));
            connection.Open();
            ReadGeneration(connection);
            var verdict = connection.QuerySingle<string>("pragma quick_check(1)");
            if (verdict != "ok")
            {
                throw new SkillException($"It is damaged ({verdict}).");
            }
        }
        catch (Exception refused) when (refused is SkillException or SqliteException)
        {
            throw new SkillException(SqliteFault.NotReplaceable(path, refused.Message));
        }
    }

    /// <summary>
    /// Puts away the log that the closed file has left at the path, before SQLite replays it into another file, and keeps what it held.
    /// Of several processes that had the file open, the first does so, and the others find another log there.
    /// </summary>
    /// <returns>Where it is kept; null if there was no log or another process has kept it.</returns>
    async Task<string?> PutLogAsideAsync(SqliteConnection old, CancellationToken cancel)
    {
        if (!IsLogAtPath(old))
        {
            return null;
        }
        var kept = NativeFile.LogHeader(old).Length == 0 ? null : await KeepAsync(old, cancel);
        await LockAsync(old, cancel);
        try
        {
            if (IsLogAtPath(old))
            {
                File.Delete(WriteAheadLog.IndexOf(path));
                File.Delete(WriteAheadLog.PathOf(path));
                return kept;
            }
        }
        finally
        {
            Rollback(old);
        }
        if (kept is not null)
        {
            File.Delete(kept);
        }
        return null;
    }

    bool IsLogAtPath(SqliteConnection old) => NativeFile.LogHeader(old).AsSpan().SequenceEqual(WriteAheadLog.HeaderAt(path));

    /// <summary>Orders the processes that had the same file open, as far as that can be: they share its locks still.</summary>
    async Task LockAsync(SqliteConnection old, CancellationToken cancel)
    {
        try
        {
            await ExecuteAsync(old, "begin immediate", cancel);
        }
        // It was overwritten with what does not go with its log.
        catch (SqliteException fault) when (!SqliteFault.IsBusy(fault.SqliteErrorCode))
        {
        }
        // Whoever holds the lock does not let go of the file that was replaced.
        catch (SkillException)
        {
        }
    }

    /// <summary>Keeps what the old file held or, where it was overwritten, its log.</summary>
    async Task<string> KeepAsync(SqliteConnection old, CancellationToken cancel)
    {
        var kept = KeptFile.CreateBeside(path);
        if (NativeFile.HasMoved(old))
        {
            await CopyAsync(old, kept, cancel);
        }
        else
        {
            File.Copy(WriteAheadLog.PathOf(path), kept, overwrite: true);
        }
        return kept;
    }

    /// <summary>Closes all connections. If the file is not the one at the path, its log is not written into what is there now.</summary>
    async Task CloseAsync()
    {
        var isSame = IsSameFile(writer);
        SqliteConnection?[] open = [.. readers, watcher, writer];
        readers.Clear();
        (watcher, writer) = (null, null);
        foreach (var connection in open.OfType<SqliteConnection>())
        {
            if (!isSame)
            {
                raw.sqlite3_db_config(connection.Handle, raw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, out _);
            }
            await connection.DisposeAsync();
        }
    }
}
