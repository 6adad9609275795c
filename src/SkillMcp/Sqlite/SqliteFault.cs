using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SkillMcp.Sqlite;

/// <summary>Explains SQLite's result codes to the person who chose the file.</summary>
static class SqliteFault
{
    /// <summary>Whether another connection holds a lock that it will probably release soon.</summary>
    public static bool IsBusy(int code) => Primary(code) is raw.SQLITE_BUSY or raw.SQLITE_LOCKED;

    /// <summary>Runs work on a file. If it fails because of the file, throws a <see cref="SkillException"/> that explains why.</summary>
    public static async Task<T> ExplainedAsync<T>(string path, Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (SqliteException fault) when (Sentence(fault.SqliteExtendedErrorCode, path) is { } sentence)
        {
            throw Primary(fault.SqliteErrorCode) == raw.SQLITE_CORRUPT
                ? new DamagedFileException(sentence)
                : new SkillException(sentence);
        }
    }

    /// <summary>What is wrong with the file and what to do about it; null if the error is not caused by the file, but is a bug.</summary>
    static string? Sentence(int code, string path) => Primary(code) switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED =>
            $"'{path}' is locked by another program. Close what has it open (a database browser, a backup) and try again.",
        raw.SQLITE_READONLY or raw.SQLITE_PERM =>
            $"'{path}' is read-only, so nothing can be stored. "
            + "Allow writing to the file and its folder, or choose another file with --db.",
        raw.SQLITE_FULL => $"There is no room left for '{path}', and nothing was written. Free some space and try again.",
        raw.SQLITE_IOERR => $"'{path}' could not be read or written (SQLite error {code}). Check the disk that it is on.",
        raw.SQLITE_CORRUPT => Damaged(path),
        raw.SQLITE_NOTADB => NotOurs(path),
        raw.SQLITE_CANTOPEN =>
            $"'{path}' cannot be opened. It must be a file, in a folder that may be read (and written, to store anything).",
        _ => null,
    };

    public static string NotOurs(string path) => $"'{path}' is not a file of skillmcp, and was left as it is. Choose another with --db.";

    public static string Damaged(string path) =>
        $"'{path}' is damaged. 'skillmcp restore FILE' puts a backup in its place and keeps it; "
        + "'skillmcp doctor --salvage FILE' saves what can be read of it into a new file.";

    public static string NothingToSave(string path, string reason) =>
        $"Nothing can be read of '{path}' ({reason}), so nothing was saved. Only a backup helps: 'skillmcp restore FILE'.";

    public static string Gone(string path) =>
        $"'{path}' is not there any more: it was removed or renamed while it was in use. Nothing was stored. Put it back where it was, "
        + "or put a backup there with 'skillmcp restore FILE'; this server goes on with either.";

    public static string ReplacedMeanwhile(string path) =>
        $"'{path}' was removed or replaced while this was written, and it was not stored. Try again.";

    public static string NotForgotten(string path) =>
        $"It was purged, but another program keeps reading '{path}' as it was before, so that its write-ahead log still holds the text. "
        + "End that program: the log is emptied when the last one closes the file.";

    public static string NotReplaceable(string path, string reason) =>
        $"'{path}' was replaced while it was in use, and what is there now cannot be used: {reason} Nothing was stored. "
        + "Put a backup there with 'skillmcp restore FILE'; this server goes on with it.";

    public static string ForeignLog(string path) =>
        $"'{WriteAheadLog.PathOf(path)}' is not the write-ahead log of '{path}' but of another file that was there before, "
        + "and would damage it: a copy that is made with cp over a memory leaves them so. Both were left as they are. "
        + "To go on with what was copied there, name the file that it was copied from, or another backup: "
        + $"skillmcp restore FILE --db \"{path}\". If there is no such file any more: cp \"{path}\" \"{path}.copy\", and then "
        + $"skillmcp restore \"{path}.copy\" --db \"{path}\". Either keeps both, under other names. "
        + "A memory in use is copied with 'skillmcp backup FILE', and put back with 'skillmcp restore FILE'.";

    public static string LogWithoutFile(string path) =>
        $"'{path}' is not there or is empty, but its write-ahead log '{WriteAheadLog.PathOf(path)}' is, and holds what was written last. "
        + "Put the file back where it was, or move the log elsewhere to begin with an empty memory.";

    public static string Newer(string path, long generation) =>
        $"'{path}' was written by a newer skillmcp (generation {generation}, this one knows {Migration.Newest}), "
        + "and was left as it is. Update skillmcp, or choose another file with --db.";

    public static string UnknownSchema(string path, int generation, IEnumerable<SchemaDifference> differences) =>
        $"'{path}' is marked as generation {generation} of skillmcp's files, but its schema is not that generation's, "
        + "and it was left as it is. "
        + $"{string.Join(' ', differences.Select(difference => difference.Sentence))} Restore a backup, or choose another file with --db.";

    // The low byte of an extended result code is the primary code.
    static int Primary(int code) => code & 0xff;
}
