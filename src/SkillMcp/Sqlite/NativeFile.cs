using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SkillMcp.Sqlite;

/// <summary>
/// What SQLite's layer for files knows of those that a connection has open. Opening them a second time to read them would not do:
/// closing a stream releases the POSIX locks that this process holds on the file.
/// </summary>
static unsafe partial class NativeFile
{
    // Of SQLite's interface: SQLITE_FCNTL_FILE_POINTER, SQLITE_FCNTL_HAS_MOVED and SQLITE_FCNTL_JOURNAL_POINTER.
    const int FilePointer = 7;
    const int FileHasMoved = 20;
    const int JournalPointer = 28;

    /// <summary>Whether another file, or none, is at the path of the file that a connection has open.</summary>
    public static bool HasMoved(SqliteConnection connection)
    {
        // Windows does not let an open file be moved, and SQLite does not know the question there.
        var moved = 0;
        return FileControl(connection.Handle!, "main", FileHasMoved, &moved) == raw.SQLITE_OK && moved != 0;
    }

    /// <summary>The stamp of the file as it is on disk, whatever its write-ahead log says; null if there is none to read.</summary>
    public static FileStamp? Stamp(SqliteConnection connection)
    {
        var page = stackalloc byte[FileStamp.Length];
        return Read(connection, FilePointer, page, FileStamp.Length)
            ? FileStamp.Of(new ReadOnlySpan<byte>(page, FileStamp.Length))
            : null;
    }

    /// <summary>The header of the write-ahead log that a connection has open; empty if nothing was written to it.</summary>
    public static byte[] LogHeader(SqliteConnection connection)
    {
        var header = stackalloc byte[WriteAheadLog.HeaderLength];
        return Read(connection, JournalPointer, header, WriteAheadLog.HeaderLength)
            ? new ReadOnlySpan<byte>(header, WriteAheadLog.HeaderLength).ToArray()
            : [];
    }

    static bool Read(SqliteConnection connection, int which, byte* buffer, int length)
    {
        void* file = null;
        if (FileControl(connection.Handle!, "main", which, &file) != raw.SQLITE_OK || file is null)
        {
            return false;
        }
        // sqlite3_file begins with a pointer to its methods, and these are: a version, xClose, xRead.
        var methods = *(void***)file;
        return methods is not null
            && ((delegate* unmanaged[Cdecl]<void*, void*, int, long, int>)methods[2])(file, buffer, length, 0) == raw.SQLITE_OK;
    }

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_file_control", StringMarshalling = StringMarshalling.Utf8)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    private static partial int FileControl(sqlite3 connection, string schema, int operation, void* argument);
}
