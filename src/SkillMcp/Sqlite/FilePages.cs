using System.Buffers.Binary;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace SkillMcp.Sqlite;

/// <summary>
/// Reads the rows of a file page by page. SQLite finds a page only through others, of which one may be lost.
/// The format is that of https://www.sqlite.org/fileformat2.html.
/// </summary>
sealed class FilePages : IDisposable
{
    // Those of all our files.
    const int PageSize = 4096;

    const int HeaderLength = 100;
    const int FirstFreeOffset = 32;
    const byte IndexInterior = 2;
    const byte IndexLeaf = 10;
    const byte TableLeaf = 13;
    const int NextLength = sizeof(int);

    readonly SafeFileHandle file;
    readonly int count;

    public FilePages(string path)
    {
        file = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
        count = (int)(RandomAccess.GetLength(file) / PageSize);
    }

    public void Dispose() => file.Dispose();

    /// <summary>The rows of all pages that are in use, of tables and of indexes.</summary>
    public IEnumerable<PageRow> Rows()
    {
        var free = FreePages();
        return Enumerable.Range(1, count).Where(page => !free.Contains(page)).SelectMany(RowsOf);
    }

    /// <summary>The pages that are not in use, and may still hold what was deleted.</summary>
    HashSet<int> FreePages()
    {
        var free = new HashSet<int>();
        if (count == 0)
        {
            return free;
        }
        var next = NumberAt(Read(1), FirstFreeOffset);
        while (IsPage(next) && free.Add(next))
        {
            var page = Read(next);
            var listed = Math.Clamp(NumberAt(page, NextLength), 0, (PageSize / NextLength) - 2);
            free.UnionWith(Enumerable.Range(2, listed).Select(at => NumberAt(page, at * NextLength)));
            next = NumberAt(page, 0);
        }
        return free;
    }

    bool IsPage(int number) => number >= 1 && number <= count;

    byte[] Read(int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, count);
        var page = new byte[PageSize];
        RandomAccess.Read(file, page, (number - 1L) * PageSize);
        return page;
    }

    List<PageRow> RowsOf(int number)
    {
        var page = Read(number);
        var start = number == 1 ? HeaderLength : 0;
        var kind = page[start];
        if (kind is not (TableLeaf or IndexLeaf or IndexInterior))
        {
            return [];
        }
        var rows = new List<PageRow>();
        var cells = BinaryPrimitives.ReadUInt16BigEndian(page.AsSpan(start + 3));
        var pointer = start + (kind == IndexInterior ? 12 : 8);
        for (var cell = 0; cell < cells && pointer + 1 < PageSize; cell++, pointer += 2)
        {
            if (RowAt(page, kind, BinaryPrimitives.ReadUInt16BigEndian(page.AsSpan(pointer))) is { } row)
            {
                rows.Add(row);
            }
        }
        return rows;
    }

    /// <returns>Null if what is there is not a row, because the page is damaged or is not of a tree.</returns>
    PageRow? RowAt(byte[] page, byte kind, int at)
    {
        try
        {
            at += kind == IndexInterior ? NextLength : 0;
            var length = Varint(page, ref at);
            long? key = kind == TableLeaf ? Varint(page, ref at) : null;
            return new PageRow(key, Values(Payload(page, at, length, kind == TableLeaf)));
        }
        catch (Exception outside) when (outside is ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>The bytes of a row, of which a long one has most in pages of their own.</summary>
    byte[] Payload(byte[] page, int at, long length, bool isOfTable)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, (long)count * PageSize);
        var most = isOfTable ? PageSize - 35 : ((PageSize - 12) * 64 / 255) - 23;
        var least = ((PageSize - 12) * 32 / 255) - 23;
        var shared = least + ((length - least) % (PageSize - NextLength));
        var here = checked((int)(length <= most ? length : shared <= most ? shared : least));
        using var payload = new MemoryStream();
        payload.Write(page, at, here);
        var next = payload.Length < length ? NumberAt(page, at + here) : 0;
        while (payload.Length < length)
        {
            var more = Read(next);
            payload.Write(more, NextLength, (int)Math.Min(PageSize - NextLength, length - payload.Length));
            next = NumberAt(more, 0);
        }
        return payload.ToArray();
    }

    static List<object?> Values(ReadOnlySpan<byte> row)
    {
        var values = new List<object?>();
        var at = 0;
        var end = checked((int)Varint(row, ref at));
        var body = end;
        while (at < end)
        {
            values.Add(Value(row, Varint(row, ref at), ref body));
        }
        return values;
    }

    static object? Value(ReadOnlySpan<byte> row, long type, ref int at)
    {
        var length = checked((int)(type switch
        {
            0 or 8 or 9 => 0,
            <= 4 => type,
            5 => 6,
            6 or 7 => 8,
            _ => (type - 12) / 2,
        }));
        var bytes = row.Slice(at, length);
        at += length;
        return type switch
        {
            0 => null,
            <= 6 => Integer(bytes),
            7 => BinaryPrimitives.ReadDoubleBigEndian(bytes),
            8 => 0L,
            9 => 1L,
            _ when type % 2 == 0 => bytes.ToArray(),
            _ => Encoding.UTF8.GetString(bytes),
        };
    }

    static long Integer(ReadOnlySpan<byte> bytes)
    {
        var value = (long)(sbyte)bytes[0];
        foreach (var next in bytes[1..])
        {
            value = (value << 8) | next;
        }
        return value;
    }

    /// <summary>A number of one to nine bytes: of the first eight the highest bit says whether another one follows.</summary>
    static long Varint(ReadOnlySpan<byte> bytes, ref int at)
    {
        var value = 0L;
        for (var read = 1; read <= 8; read++)
        {
            var next = bytes[at++];
            value = (value << 7) | (next & 0x7fL);
            if (next < 0x80)
            {
                return value;
            }
        }
        return (value << 8) | bytes[at++];
    }

    static int NumberAt(byte[] page, int at) => BinaryPrimitives.ReadInt32BigEndian(page.AsSpan(at));
}
