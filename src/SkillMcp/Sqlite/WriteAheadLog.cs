using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace SkillMcp.Sqlite;

/// <summary>
/// Reads what a write-ahead log says of the file that it belongs to. SQLite replays any log that it finds beside a file into it,
/// also that of another file.
/// </summary>
static class WriteAheadLog
{
    public const int HeaderLength = 32;

    const int FrameHeaderLength = 24;
    const int SaltOffset = 16;
    const int FrameSaltOffset = 8;
    const int SaltLength = 8;

    public static string PathOf(string file) => file + "-wal";

    public static string IndexOf(string file) => file + "-shm";

    /// <summary>The stamps of the first and the last copy of page 1 in a log; null if it has none.</summary>
    public static (FileStamp First, FileStamp Last)? Stamps(string file)
    {
        if (new FileInfo(PathOf(file)) is not { Exists: true, Length: > HeaderLength })
        {
            return null;
        }
        using var log = File.OpenHandle(PathOf(file), share: FileShare.ReadWrite | FileShare.Delete);
        return Stamps(log);
    }

    /// <summary>The header of the log at a path; empty if nothing was written to it.</summary>
    public static byte[] HeaderAt(string file)
    {
        if (!File.Exists(PathOf(file)))
        {
            return [];
        }
        using var log = File.OpenHandle(PathOf(file), share: FileShare.ReadWrite | FileShare.Delete);
        var header = new byte[HeaderLength];
        return RandomAccess.Read(log, header, 0) == HeaderLength ? header : [];
    }

    static (FileStamp First, FileStamp Last)? Stamps(SafeFileHandle log)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        RandomAccess.Read(log, header, 0);
        var salt = header.Slice(SaltOffset, SaltLength);
        var pageSize = BinaryPrimitives.ReadInt32BigEndian(header[8..]);
        if (pageSize is < 512 or > 65536)
        {
            return null;
        }
        (FileStamp First, FileStamp Last)? found = null;
        Span<byte> frame = stackalloc byte[FrameHeaderLength + FileStamp.Length];
        for (long at = HeaderLength; RandomAccess.Read(log, frame, at) == frame.Length; at += FrameHeaderLength + pageSize)
        {
            // Frames of an earlier use of the log, which SQLite ignores, have another salt.
            if (!frame.Slice(FrameSaltOffset, SaltLength).SequenceEqual(salt))
            {
                break;
            }
            if (BinaryPrimitives.ReadInt32BigEndian(frame) == 1)
            {
                var stamp = FileStamp.Of(frame[FrameHeaderLength..]);
                found = (found?.First ?? stamp, stamp);
            }
        }
        return found;
    }
}
