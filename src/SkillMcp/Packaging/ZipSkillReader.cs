using System.IO.Compression;
using System.IO.Hashing;

namespace SkillMcp.Packaging;

/// <summary>
/// The skills in a zip. A size in a header can rule an entry out, and never lets one in: bytes are counted as they come.
/// Nothing is unpacked to a disk, and a zip within it is a file like any other.
/// </summary>
static class ZipSkillReader
{
    const string Link = "it is a link, which may lead anywhere: put what it leads to in its place";

    const long MaxZipBytes = 256 << 20;

    /// <summary>The most bytes that come out of one zip.</summary>
    const long MaxUnpackedBytes = 1L << 30;

    // Text shrinks to a tenth, rarely to a fiftieth; what shrinks more and is large was made to exhaust memory.
    const int MaxCompressionRatio = 200;
    const int MinBytesForRatio = 1 << 20;

    public static IEnumerable<SourceItem> Read(string place, Stream stream)
    {
        if (stream.Length > MaxZipBytes)
        {
            var mistake = $"it has {stream.Length:N0} bytes, and a zip may have {MaxZipBytes:N0}: import its parts, one by one";
            return [new RefusedItem(place, mistake)];
        }
        try
        {
            var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            return archive.Entries.Count > SkillSource.MaxEntries
                ? [new RefusedItem(place, $"there are more than {SkillSource.MaxEntries:N0} files in it: import its parts, one by one")]
                : Read(place, archive);
        }
        catch (Exception damaged) when (damaged is InvalidDataException or IOException or ArgumentException or NotSupportedException)
        {
            return [new RefusedItem(place, "it is not a zip, or it is damaged")];
        }
    }

    static IEnumerable<SourceItem> Read(string place, ZipArchive archive)
    {
        using var _ = archive;
        var files = new List<ZipArchiveEntry>();
        var ignored = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var entry in archive.Entries.OrderBy(entry => entry.FullName, StringComparer.Ordinal))
        {
            var parts = entry.FullName.Split('/');
            var ignoredAt = Array.FindIndex(parts, SkillSource.IsIgnored);
            if (SkillFile.DangerIn(entry.FullName.TrimEnd('/')) is { } mistake)
            {
                yield return new RefusedItem($"{place}/{entry.FullName}", $"its path {mistake}");
            }
            else if (ignoredAt >= 0)
            {
                ignored.Add(string.Join('/', parts[..(ignoredAt + 1)]));
            }
            else if (!entry.FullName.EndsWith('/'))
            {
                files.Add(entry);
            }
        }
        foreach (var path in ignored)
        {
            yield return new SkippedItem($"{place}/{path}", SkillSource.NeverPart);
        }
        var left = MaxUnpackedBytes;
        var roots = files.Where(file => SkillSource.IsSkill(file.Name))
            .Select(file => FolderOf(file.FullName))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        // Folders whose names differ only in case are one, as they may be where the zip is unpacked.
        var skills = files.ToLookup(file => RootOf(file.FullName, roots), StringComparer.OrdinalIgnoreCase);
        foreach (var skill in skills.Where(skill => skill.Key is not null))
        {
            var whole = Take(place, skill.Key!, WithNested(skill.Key!, skills), ref left);
            // What is wrong with a skill in its folder is that skill's alone.
            yield return whole is RefusedItem ? Take(place, skill.Key!, [.. skill], ref left) : whole;
        }
        foreach (var file in skills[null])
        {
            var group = FolderGroup.Of("", file.FullName);
            yield return new LooseFile($"{place}/{file.FullName}", file.FullName, () => Unpack(file)) { Group = group };
        }

        ReadOnlyMemory<byte> Unpack(ZipArchiveEntry file) => Take(file, SkillFile.MaxTotalBytes, ref left, out var content) is { } mistake
            ? throw new SkillException(mistake)
            : content;
    }

    /// <summary>The files of a skill, and those of the skills in its folder where they fit together.</summary>
    static IReadOnlyList<ZipArchiveEntry> WithNested(string root, ILookup<string?, ZipArchiveEntry> skills)
    {
        var nested = skills.Where(skill =>
            skill.Key?.Length > root.Length && skill.Key.StartsWith(root, StringComparison.OrdinalIgnoreCase));
        List<ZipArchiveEntry> whole = [.. skills[root], .. nested.SelectMany(skill => skill)];
        var fits = whole.Count < SkillFile.MaxFiles && whole.Sum(file => file.Length) <= SkillFile.MaxTotalBytes;
        return fits ? whole : [.. skills[root]];
    }

    /// <summary>The nearest folder above a file that is a skill's; null if none is.</summary>
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
            return new RefusedItem(skill, SkillFile.TooMany);
        }
        var files = new List<FolderFile>();
        var leftOut = new List<string>();
        var room = SkillFile.MaxTotalBytes;
        foreach (var entry in entries)
        {
            var path = entry.FullName[root.Length..];
            if (IsLink(entry) && !SkillSource.IsSkill(path))
            {
                leftOut.Add($"{path} is left out: {Link}");
                continue;
            }
            if (Take(entry, room, ref left, out var content) is { } mistake)
            {
                return new RefusedItem(skill, $"{path}: {mistake}");
            }
            files.Add(new FolderFile(path, content) { IsExecutable = IsExecutable(entry) });
            room -= content.Length;
        }
        var name = root.Length > 0 ? root.TrimEnd('/').Split('/')[^1] : Path.GetFileNameWithoutExtension(place);
        return new FolderItem(skill, name, files) { Group = FolderGroup.Of("", root), Remark = string.Join("; ", leftOut) };
    }

    /// <summary>Whether an entry can be run as a program; null if the archive was made where files have no such mode.</summary>
    static bool? IsExecutable(ZipArchiveEntry entry) => (entry.ExternalAttributes >> 16) switch
    {
        0 => null,
        var mode => ((UnixFileMode)mode).HasFlag(UnixFileMode.UserExecute),
    };

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
            return SkillFile.TooLarge(entry.Length);
        }
        try
        {
            return Unpack(entry, room, ref left, out content);
        }
        catch (Exception damaged) when (damaged is InvalidDataException or IOException or NotSupportedException)
        {
            return damaged is NotSupportedException ? "it is packed in a way that cannot be read" : "it is damaged";
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
                return $"it unpacks to more than {MaxCompressionRatio} times its size, like a zip bomb";
            }
        }
        content = bytes.ToArray();
        // The library does not compare it.
        return Crc32.HashToUInt32(content) == entry.Crc32 ? null : "it is damaged: its checksum differs";
    }

    /// <summary>What is wrong with an entry that is not a plain file, by its Unix mode; null if nothing is.</summary>
    static string? Irregular(ZipArchiveEntry entry) => KindOf(entry) switch
    {
        0 or 0x8000 => null,
        0xA000 => Link,
        _ => SkillSource.NoFile,
    };

    static bool IsLink(ZipArchiveEntry entry) => KindOf(entry) == 0xA000;

    static int KindOf(ZipArchiveEntry entry) => entry.ExternalAttributes >>> 16 & 0xF000;
}
