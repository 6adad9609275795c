using System.IO.Compression;

namespace SkillMcp.Packaging;

/// <summary>
/// The skills in a zip. What its headers say of sizes is believed where it forbids, and never where it allows: bytes are counted as they come.
/// Nothing is unpacked to a disk, and a zip in it is a file.
/// </summary>
static class ZipSkillReader
{
    const long MaxZipBytes = 256 << 20;

    /// <summary>The most bytes that come out of one zip.</summary>
    const long MaxUnpackedBytes = 1L << 30;

    // Text shrinks to a tenth, rarely to a fiftieth; what shrinks more and is large was made to burst.
    const int MaxCompressionRatio = 200;
    const int MinBytesForRatio = 1 << 20;

    static readonly uint[] Remainders = [..
        Enumerable.Range(0, 256).Select(number => Enumerable.Range(0, 8).Aggregate((uint)number, (rest, _) => (rest & 1) == 0 ? rest >> 1 : 0xEDB88320 ^ rest >> 1))];

    public static IEnumerable<SourceItem> Read(string place, Stream stream)
    {
        if (stream.Length > MaxZipBytes)
        {
            return [new RejectedItem(place, $"it has {stream.Length:N0} bytes, and a zip may have {MaxZipBytes:N0}: import its parts, one by one")];
        }
        try
        {
            var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            return archive.Entries.Count > SkillSource.MaxEntries
                ? [new RejectedItem(place, $"there are more than {SkillSource.MaxEntries:N0} files in it: import its parts, one by one")]
                : Read(place, archive);
        }
        catch (Exception damaged) when (damaged is InvalidDataException or IOException or ArgumentException or NotSupportedException)
        {
            return [new RejectedItem(place, $"it is no zip, or a damaged one: {damaged.Message}")];
        }
    }

    static IEnumerable<SourceItem> Read(string place, ZipArchive archive)
    {
        using var _ = archive;
        var files = new List<ZipArchiveEntry>();
        var ignored = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var entry in archive.Entries.OrderBy(entry => entry.FullName, StringComparer.Ordinal))
        {
            if (MistakeIn(entry.FullName) is { } mistake)
            {
                yield return new RejectedItem($"{place}/{entry.FullName}", mistake);
            }
            else if (entry.FullName.Split('/') is var parts && Array.FindIndex(parts, SkillSource.IsIgnored) is var at and >= 0)
            {
                ignored.Add(string.Join('/', parts[..(at + 1)]));
            }
            else if (!entry.FullName.EndsWith('/'))
            {
                files.Add(entry);
            }
        }
        foreach (var path in ignored)
        {
            yield return new SkippedItem($"{place}/{path}", "never part of a skill");
        }
        var left = MaxUnpackedBytes;
        foreach (var skill in SkillsIn(files))
        {
            yield return Take(place, skill.Key, [.. skill], ref left);
        }
    }

    /// <summary>The files by the folder of their skill; two folders whose names differ in case alone are one, as they are where it is unpacked.</summary>
    static IEnumerable<IGrouping<string, ZipArchiveEntry>> SkillsIn(List<ZipArchiveEntry> files)
    {
        var roots = files.Where(file => SkillSource.IsSkill(file.Name)).Select(file => FolderOf(file.FullName)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return files.Select(file => (Root: RootOf(file.FullName, roots), File: file)).Where(one => one.Root is not null).GroupBy(one => one.Root!, one => one.File, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The nearest folder above a file that is a skill's; null where none is.</summary>
    static string? RootOf(string path, HashSet<string> roots)
    {
        for (var folder = FolderOf(path); ; folder = FolderOf(folder.TrimEnd('/')))
        {
            if (roots.Contains(folder))
            {
                return folder;
            }
            if (folder.Length == 0)
            {
                return null;
            }
        }
    }

    /// <summary>The folder that a path is in, with its slash; empty for the uppermost.</summary>
    static string FolderOf(string path) => path[..(path.LastIndexOf('/') + 1)];

    static SourceItem Take(string place, string root, IReadOnlyList<ZipArchiveEntry> entries, ref long left)
    {
        var skill = $"{place}/{root}".TrimEnd('/');
        if (entries.Count > SkillFile.MaxFiles)
        {
            return new RejectedItem(skill, $"a skill may have {SkillFile.MaxFiles} files, and this one has {entries.Count:N0}");
        }
        var files = new List<FolderFile>();
        var room = SkillFile.MaxTotalBytes;
        foreach (var entry in entries)
        {
            var path = entry.FullName[root.Length..];
            if (Take(entry, room, ref left, out var content) is { } mistake)
            {
                return new RejectedItem(skill, $"{path}: {mistake}");
            }
            files.Add(new FolderFile(path, content));
            room -= content.Length;
        }
        return new FolderItem(skill, root.Length > 0 ? root.TrimEnd('/').Split('/')[^1] : Path.GetFileNameWithoutExtension(place), files);
    }

    /// <summary>Reads what is in an entry; tells what is wrong where it cannot be taken.</summary>
    static string? Take(ZipArchiveEntry entry, long room, ref long left, out byte[] content)
    {
        content = [];
        if (entry.IsEncrypted)
        {
            return "it is encrypted: unpack it, and import the folder";
        }
        if (Irregular(entry) is { } irregular)
        {
            return irregular;
        }
        if (entry.Length > room)
        {
            return SkillSource.TooLarge(entry.Length);
        }
        try
        {
            return Unpack(entry, room, ref left, out content);
        }
        catch (Exception damaged) when (damaged is InvalidDataException or IOException or NotSupportedException)
        {
            return $"it is damaged: {damaged.Message}";
        }
    }

    static string? Unpack(ZipArchiveEntry entry, long room, ref long left, out byte[] content)
    {
        using var packed = entry.Open();
        using var bytes = new MemoryStream();
        var buffer = new byte[1 << 16];
        content = [];
        for (int read; (read = packed.Read(buffer)) > 0;)
        {
            bytes.Write(buffer, 0, read);
            left -= read;
            if (left < 0)
            {
                return $"more than {MaxUnpackedBytes:N0} bytes come out of the zip: import its parts, one by one";
            }
            if (bytes.Length > room)
            {
                return $"more comes out of it than its header says, or than there is room for ({room:N0} bytes)";
            }
            if (bytes.Length > MinBytesForRatio && bytes.Length / Math.Max(1, entry.CompressedLength) > MaxCompressionRatio)
            {
                return $"it swells to more than {MaxCompressionRatio} times its size: such a file was made to burst";
            }
        }
        content = bytes.ToArray();
        return Checksum(content) == entry.Crc32 ? null : "it is damaged: its checksum is another";
    }

    /// <summary>The CRC-32 of zips, which the library does not compare.</summary>
    static uint Checksum(ReadOnlySpan<byte> content)
    {
        var sum = uint.MaxValue;
        foreach (var one in content)
        {
            sum = Remainders[(byte)(sum ^ one)] ^ sum >> 8;
        }
        return ~sum;
    }

    /// <summary>What is wrong with an entry that is no plain file, by the mode that Unix gives it.</summary>
    static string? Irregular(ZipArchiveEntry entry) => (entry.ExternalAttributes >>> 16 & 0xF000) switch
    {
        0 or 0x8000 => null,
        0xA000 => "it is a link, which may lead anywhere: put what it leads to in its place",
        _ => SkillSource.NoFile,
    };

    /// <summary>What is wrong with a name, wherever it is unpacked; null where nothing is.</summary>
    static string? MistakeIn(string name) => name switch
    {
        "" => "it has no name",
        _ when name.Contains('\\') => "there is a backslash in its name: folders are parted by /",
        _ when name[0] == '/' => "its path is absolute: it must begin in the zip",
        _ when name is [_, ':', ..] => "its path begins with a drive: it must begin in the zip",
        _ when name.TrimEnd('/').Split('/').Any(part => part is ".." or "." or "") => "its path leads out of the zip, or nowhere: '..', '.' and empty names are not allowed",
        _ when name.Any(char.IsControl) => "there is a control character in its name",
        _ => null,
    };
}
