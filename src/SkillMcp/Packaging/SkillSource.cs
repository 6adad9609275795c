using System.Formats.Tar;

namespace SkillMcp.Packaging;

/// <summary>
/// The skills that a path holds: a file, a folder of any nesting, or a zip. They come one by one, so that a thousand need no more room
/// than one; what cannot be taken is told by its name, and the rest goes on. Links are not followed: they may lead anywhere.
/// </summary>
public static class SkillSource
{
    /// <summary>The most files and folders that are looked at.</summary>
    public const int MaxEntries = 100_000;

    // No one keeps skills so deep, and a path has an end.
    const int MaxDepth = 64;

    const string Link = "it is a link, which may lead anywhere: put what it leads to in its place, or name that as a path of its own";
    internal const string NoFile = "it is no file but a pipe, a socket or a device";

    /// <summary>What is never part of a skill.</summary>
    static readonly HashSet<string> Ignored = new(StringComparer.OrdinalIgnoreCase)
    {
        ".git", ".hg", ".svn", ".DS_Store", "__MACOSX", "node_modules", "__pycache__", ".venv", ".pytest_cache", "Thumbs.db", "desktop.ini",
    };

    public static IEnumerable<SourceItem> Read(string path)
    {
        if (Directory.Exists(path))
        {
            return new FolderSkillReader().Read(path);
        }
        if (!File.Exists(path))
        {
            return [new RejectedItem(path, "there is no such file or folder")];
        }
        // Whoever names a link means what it leads to.
        var file = new FileInfo(new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path);
        return IsRegular(file) ? ReadFile(path, file) : [new RejectedItem(path, $"{NoFile}: pipe it into 'skillmcp import -'")];
    }

    /// <summary>Whether a file or folder of this name is never part of a skill.</summary>
    public static bool IsIgnored(string name) => Ignored.Contains(name) || name.StartsWith("._", StringComparison.Ordinal);

    static IEnumerable<SourceItem> ReadFile(string path, FileInfo file)
    {
        SourceItem found;
        FileStream? open = null;
        try
        {
            open = file.OpenRead();
            found = KindOf(open) switch
            {
                Kind.Zip => new ZipItem(path, open),
                Kind.Json => new JsonItem(path, open),
                _ when open.Length > SkillFile.MaxTotalBytes => new RejectedItem(path, TooLarge(open.Length)),
                _ when !file.Extension.Equals(".md", StringComparison.OrdinalIgnoreCase) && HoldsNul(open) => new RejectedItem(path, "it is none of what can be imported: a SKILL.md, a folder, a zip or JSON"),
                _ => Alone(path, file, open),
            };
        }
        catch (Exception mistake) when (mistake is IOException or UnauthorizedAccessException)
        {
            found = new RejectedItem(path, mistake.Message);
        }
        using (open)
        {
            foreach (var one in found is ZipItem zip ? ZipSkillReader.Read(path, zip.Stream) : [found])
            {
                yield return one;
            }
        }
    }

    /// <summary>Whether it is no text; it is at its beginning afterwards.</summary>
    static bool HoldsNul(FileStream file)
    {
        var start = new byte[4_096];
        var length = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return start.AsSpan(0, length).Contains((byte)0);
    }

    enum Kind
    {
        Text,
        Json,
        Zip,
    }

    /// <summary>What a file is, by how it begins; it is at its beginning afterwards.</summary>
    static Kind KindOf(FileStream file)
    {
        var start = new byte[64];
        var length = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        file.Position = 0;
        var bytes = start.AsSpan(0, length);
        return bytes.StartsWith("PK\x03\x04"u8) || bytes.StartsWith("PK\x05\x06"u8) ? Kind.Zip
            : bytes.TrimStart("\uFEFF \t\r\n\u0000"u8) is var text && (text.StartsWith("{"u8) || text.StartsWith("["u8)) || bytes is [0xFF, 0xFE, (byte)'{' or (byte)'[', ..] or [0xFE, 0xFF, 0, (byte)'{' or (byte)'[', ..] ? Kind.Json
            : Kind.Text;
    }

    /// <summary>A SKILL.md that is named by itself: what lies beside it may be anything.</summary>
    static FolderItem Alone(string path, FileInfo file, Stream content)
    {
        var isSkill = IsSkill(file.Name);
        var beside = isSkill && file.Directory is { } folder
            ? new[] { "scripts", "references", "assets" }.Where(name => Directory.Exists(Path.Combine(folder.FullName, name))).ToList()
            : [];
        return new FolderItem(path, isSkill ? file.Directory?.Name ?? "" : Path.GetFileNameWithoutExtension(file.Name), [new FolderFile(SkillFile.Markdown, Bytes(content))])
        {
            // With nothing else in its folder, it is that folder.
            Origin = isSkill && file.Directory is { } whole && IsAlone(whole) ? whole.FullName : path,
            Remark = beside.Count == 0 ? "" : $"{string.Join(" and ", beside)} beside it stayed out: import the folder to take it along",
        };
    }

    static bool IsAlone(DirectoryInfo folder) => !folder.EnumerateFileSystemInfos().Where(entry => !IsIgnored(entry.Name)).Skip(1).Any();

    static byte[] Bytes(Stream content)
    {
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }

    internal static bool IsSkill(string fileName) => fileName.Equals(SkillFile.Markdown, StringComparison.OrdinalIgnoreCase);

    internal static string TooLarge(long size) => $"it has {size:N0} bytes, and all files of a skill together may have {SkillFile.MaxTotalBytes:N0}";

    /// <summary>Whether it can be opened and will end: opening a pipe waits for somebody to write.</summary>
    static bool IsRegular(FileInfo file)
    {
        if (OperatingSystem.IsWindows() || file.Length > 0)
        {
            return true;
        }
        try
        {
            // Nothing else in .NET tells what a file is without opening it.
            using var header = new MemoryStream();
            using (var tar = new TarWriter(header, leaveOpen: true))
            {
                tar.WriteEntry(file.FullName, "probe");
            }
            header.Position = 0;
            return new TarReader(header).GetNextEntry()?.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile;
        }
        catch (Exception odd) when (odd is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return odd is UnauthorizedAccessException;
        }
    }

    /// <summary>One walk through a folder.</summary>
    sealed class FolderSkillReader
    {
        int seen;
        bool isOver;

        public IEnumerable<SourceItem> Read(string path) => Visit(path, new DirectoryInfo(path), "", null, 0);

        /// <param name="place">The folder, as it is told.</param>
        /// <param name="folder">The folder.</param>
        /// <param name="within">Where it is in the skill that it belongs to.</param>
        /// <param name="skill">The skill that it belongs to; null where it belongs to none.</param>
        /// <param name="depth">How many folders are above it.</param>
        IEnumerable<SourceItem> Visit(string place, DirectoryInfo folder, string within, PendingSkill? skill, int depth)
        {
            if (isOver)
            {
                return [];
            }
            var mistake = $"it is more than {MaxDepth} folders deep";
            if (depth > MaxDepth || Entries(folder, out mistake) is not { } entries)
            {
                skill?.Refuse(within, mistake);
                return skill is null ? [new RejectedItem(place, mistake)] : [];
            }
            var own = entries.Exists(entry => entry is FileInfo && IsSkill(entry.Name)) ? new PendingSkill(place, NameOf(folder)) : null;
            var inside = VisitEntries(place, entries, own is null ? within : "", own ?? skill, depth);
            return own is null ? inside : inside.Concat(Later(own.Taken));
        }

        IEnumerable<SourceItem> VisitEntries(string place, List<FileSystemInfo> entries, string within, PendingSkill? skill, int depth)
        {
            foreach (var entry in entries)
            {
                var (entryPlace, path) = ($"{place.TrimEnd('/', Path.DirectorySeparatorChar)}/{entry.Name}", within + entry.Name);
                if (IsIgnored(entry.Name))
                {
                    yield return new SkippedItem(entryPlace, "never part of a skill");
                }
                else if (entry.LinkTarget is not null)
                {
                    skill?.Refuse(path, Link);
                    if (skill is null && (entry is DirectoryInfo || IsSkill(entry.Name)))
                    {
                        yield return new RejectedItem(entryPlace, Link);
                    }
                }
                else if (entry is DirectoryInfo below)
                {
                    foreach (var found in Visit(entryPlace, below, path + "/", skill, depth + 1))
                    {
                        yield return found;
                    }
                }
                else
                {
                    skill?.Add(path, (FileInfo)entry);
                }
            }
        }

        /// <summary>What is in a folder, by name; null where it cannot be read or there is too much.</summary>
        List<FileSystemInfo>? Entries(DirectoryInfo folder, out string mistake)
        {
            mistake = "";
            try
            {
                var entries = folder.EnumerateFileSystemInfos("*", new EnumerationOptions { AttributesToSkip = 0, IgnoreInaccessible = false }).Take(MaxEntries - seen + 1).ToList();
                seen += entries.Count;
                if (seen > MaxEntries)
                {
                    isOver = true;
                    mistake = $"there are more than {MaxEntries:N0} files in all: import its parts, one by one";
                    return null;
                }
                entries.Sort((one, other) => string.CompareOrdinal(one.Name, other.Name));
                return entries;
            }
            catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
            {
                mistake = $"it cannot be read: {unreadable.Message}";
                return null;
            }
        }

        static string NameOf(DirectoryInfo folder) => new DirectoryInfo(folder.FullName).Name;

        static IEnumerable<SourceItem> Later(Func<SourceItem> taken)
        {
            yield return taken();
        }
    }

    /// <summary>The files of one skill, before they are read.</summary>
    sealed class PendingSkill(string place, string name)
    {
        readonly List<(string Path, FileInfo File)> files = [];
        long size;
        string mistake = "";

        public void Add(string path, FileInfo file)
        {
            try
            {
                AddReadable(path, file);
            }
            // A name that is no text cannot be asked for, and what was there may be gone by now.
            catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
            {
                Refuse(path, $"it cannot be read: {unreadable.Message}");
            }
        }

        void AddReadable(string path, FileInfo file)
        {
            size += file.Length;
            files.Add((path, file));
            if (size > SkillFile.MaxTotalBytes)
            {
                Refuse(path, file.Length > SkillFile.MaxTotalBytes ? TooLarge(file.Length) : $"with it, {TooLarge(size)}");
            }
            else if (files.Count > SkillFile.MaxFiles)
            {
                Refuse(path, $"a skill may have {SkillFile.MaxFiles} files, and this one has more");
            }
            else if (!IsRegular(file))
            {
                Refuse(path, NoFile);
            }
        }

        /// <summary>A skill of which a part cannot be taken is not that skill.</summary>
        public void Refuse(string path, string why) => mistake = mistake.Length > 0 ? mistake : $"{path}: {why}";

        public SourceItem Taken()
        {
            try
            {
                return mistake.Length > 0 ? new RejectedItem(place, mistake) : new FolderItem(place, name, [.. files.Select(file => new FolderFile(file.Path, File.ReadAllBytes(file.File.FullName)))]);
            }
            catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
            {
                return new RejectedItem(place, $"it cannot be read: {unreadable.Message}");
            }
        }
    }
}

/// <summary>What was found where somebody keeps skills.</summary>
/// <param name="Place">Where it is, as a person would name it.</param>
public abstract record SourceItem(string Place);

/// <summary>A folder with a SKILL.md, or one by itself.</summary>
/// <param name="Place">Where it is.</param>
/// <param name="Name">What the folder is called.</param>
/// <param name="Files">All that is in it.</param>
public sealed record FolderItem(string Place, string Name, IReadOnlyList<FolderFile> Files) : SourceItem(Place)
{
    /// <summary>What it is known again by, when it is read once more.</summary>
    public string Origin { get; init; } = Place;

    /// <summary>What a person should know of it; empty where there is nothing.</summary>
    public string Remark { get; init; } = "";
}

/// <summary>A text of JSON, to be read before the next is asked for.</summary>
public sealed record JsonItem(string Place, Stream Stream) : SourceItem(Place);

/// <summary>What cannot be taken, and why.</summary>
public sealed record RejectedItem(string Place, string Reason) : SourceItem(Place);

/// <summary>What was left where it is, because it is nobody's skill.</summary>
public sealed record SkippedItem(string Place, string Reason) : SourceItem(Place);

/// <summary>A zip, before it is looked into.</summary>
sealed record ZipItem(string Place, Stream Stream) : SourceItem(Place);
