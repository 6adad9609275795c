using System.Buffers.Binary;

namespace SkillMcp.Sqlite;

/// <summary>
/// What tells one file of skills from another: two numbers of its first page, which every commit writes to the write-ahead log too.
/// </summary>
/// <param name="Lineage">SQLite's count of changes to the schema, which begins at a random number in each of our files.</param>
/// <param name="Changes">SQLite's change counter, which never falls.</param>
readonly record struct FileStamp(uint Lineage, uint Changes)
{
    /// <summary>How much of the first page holds it.</summary>
    public const int Length = 44;

    const int ApplicationIdOffset = 68;
    const int ChangesOffset = 24;
    const int LineageOffset = 40;

    // So many changes of the schema are taken for those of one file. By chance two files are as near once in 500,000 times.
    const int MaxSchemaChanges = 4096;

    // Older versions of this program did not give a file its number, and SQLite begins to count at 0.
    const int MinMark = 1 << 20;

    /// <summary>The application id that the header of a file says; 0 if it is not a file of SQLite.</summary>
    public static int ApplicationIdAt(string path)
    {
        using var file = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
        Span<byte> header = stackalloc byte[ApplicationIdOffset + sizeof(int)];
        var isWhole = RandomAccess.Read(file, header, 0) == header.Length && header.StartsWith("SQLite format 3\0"u8);
        return isWhole ? BinaryPrimitives.ReadInt32BigEndian(header[ApplicationIdOffset..]) : 0;
    }

    /// <summary>A number for a new file.</summary>
    public static int NewMark() => Random.Shared.Next(MinMark, int.MaxValue - MaxSchemaChanges);

    /// <summary>Whether a count of changes to the schema began at such a number.</summary>
    public static bool IsMark(long lineage) => lineage >= MinMark;

    public static FileStamp Of(ReadOnlySpan<byte> page) => new(
        BinaryPrimitives.ReadUInt32BigEndian(page[LineageOffset..]), BinaryPrimitives.ReadUInt32BigEndian(page[ChangesOffset..]));

    /// <summary>Whether this can be the stamp of the same file as an earlier one.</summary>
    public bool CanFollow(FileStamp earlier) => (IsNear(earlier) || !IsMark(earlier.Lineage)) && Changes >= earlier.Changes;

    /// <summary>Whether a write-ahead log can be of this file: it holds what was written after, or what the file has already.</summary>
    /// <param name="first">The stamp of the first page 1 in the log.</param>
    /// <param name="last">The stamp of the last one.</param>
    public bool CanPrecede(FileStamp first, FileStamp last) =>
        // A file that has no number yet is given one through its log.
        (IsNear(first) || IsNear(last) || !IsMark(Lineage)) && Changes + 1 >= first.Changes && Changes <= last.Changes;

    bool IsNear(FileStamp other) => Math.Abs((long)unchecked((int)(Lineage - other.Lineage))) < MaxSchemaChanges;
}
