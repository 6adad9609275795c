using System.Formats.Tar;

namespace SkillMcp.Packaging;

/// <summary>
/// The skills that a path holds: a file, a folder of any nesting, or a zip. They come one by one, so that a thousand need no more memory
/// than one; what cannot be imported is reported by its name, and the rest goes on.
/// </summary>
static class SkillSource
{
    /// <summary>The most files and folders that are looked at.</summary>
    public const int MaxEntries = 100_000;

    internal const string NoFile = "it is not a regular file but a pipe, a socket or a device";

    internal const string NeverPart = "never part of a skill";

    // Left behind by version control, operating systems and package managers.
    static readonly HashSet<string> Ignored = new(StringComparer.OrdinalIgnoreCase)
    {
        ".git", ".hg", ".svn", ".DS_Store", "__MACOSX", "node_modules", "__pycache__", ".venv", ".pytest_cache", "Thumbs.db", "desktop.ini",
    };

    /// <summary>The skills that a path holds; no link that leads out of it is followed.</summary>
    public static IEnumerable<SourceItem> Read(string path) => Read(path, new FollowedLinks([path], _ => false));

    /// <summary>The skills that a path holds.</summary>
    public static IEnumerable<SourceItem> Read(string path, FollowedLinks links) => LooseFiles.Read(Find(path, links));

    static IEnumerable<SourceItem> Find(string path, FollowedLinks links)
    {
        if (Directory.Exists(path))
        {
            return new FolderSkillReader(path, links).Read();
        }
        if (!File.Exists(path))
        {
            return [new RefusedItem(path, "there is no such file or folder")];
        }
        // A link that is named itself means what it leads to.
        var file = new FileInfo(new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path);
        return IsRegular(file) ? ReadFile(path, file) : [new RefusedItem(path, $"{NoFile}: pipe it into 'skillmcp import -'")];
    }

    /// <summary>Whether a path holds skills in a form that is no text: a folder, a zip or JSON.</summary>
    public static bool IsPacked(string path)
    {
        if (!File.Exists(path))
        {
            return Directory.Exists(path);
        }
        using var file = File.OpenRead(path);
        var start = Start(file);
        return IsZip(start) || IsJson(start);
    }

    /// <summary>Whether a file or folder of this name is never part of a skill.</summary>
    public static bool IsIgnored(string name) => Ignored.Contains(name) || name.StartsWith("._", StringComparison.Ordinal);

    internal static bool IsSkill(string fileName) => fileName.Equals(SkillFile.Markdown, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it can be opened and will end: opening a pipe waits for a writer.</summary>
    public static bool IsRegular(FileInfo file)
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

    /// <summary>Why something cannot be read, in words that name no path and no program.</summary>
    internal static string Unreadable(Exception mistake) => mistake switch
    {
        UnauthorizedAccessException => "it cannot be read: you have no right to",
        FileNotFoundException or DirectoryNotFoundException => "it cannot be read: nothing is found under its name",
        PathTooLongException => "it cannot be read: its path is too long",
        _ => "it cannot be read: the disk or another program keeps it from being read",
    };

    static IEnumerable<SourceItem> ReadFile(string path, FileInfo file)
    {
        SourceItem found;
        FileStream? open = null;
        try
        {
            open = file.OpenRead();
            found = ItemIn(path, file, open);
        }
        catch (Exception mistake) when (mistake is IOException or UnauthorizedAccessException)
        {
            found = new RefusedItem(path, Unreadable(mistake));
        }
        using (open)
        {
            foreach (var one in found is ZipItem zip ? ZipSkillReader.Read(path, zip.Stream) : [found])
            {
                yield return one;
            }
        }
    }

    static SourceItem ItemIn(string path, FileInfo file, FileStream open)
    {
        var start = Start(open);
        if (IsZip(start))
        {
            return new ZipItem(path, open);
        }
        if (!IsSkill(file.Name) && open.Length <= SkillFile.MaxTotalBytes && LooseFiles.Take(Loose(path, file, open)) is { } taken)
        {
            return taken;
        }
        if (IsJson(start))
        {
            return new JsonItem(path, open);
        }
        if (open.Length > SkillFile.MaxTotalBytes)
        {
            return new RefusedItem(path, SkillFile.TooLarge(open.Length));
        }
        return !file.Extension.Equals(".md", StringComparison.OrdinalIgnoreCase) && start.Contains((byte)0)
            ? new RefusedItem(path, "it is none of what can be imported: a SKILL.md, a folder, a zip or JSON")
            : Alone(path, file, open);
    }

    /// <summary>The first bytes of a file, which is at its beginning afterwards.</summary>
    static ReadOnlySpan<byte> Start(FileStream file)
    {
        var start = new byte[4_096];
        var length = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return start.AsSpan(0, length);
    }

    // The header of a file, or of an empty archive's end.
    static bool IsZip(ReadOnlySpan<byte> start) => start.StartsWith("PK\x03\x04"u8) || start.StartsWith("PK\x05\x06"u8);

    /// <summary>Whether it begins with an object or a list, in UTF-8 or UTF-16.</summary>
    static bool IsJson(ReadOnlySpan<byte> start) =>
        start[..Math.Min(64, start.Length)].TrimStart("\uFEFF \t\r\n\u0000"u8) is [(byte)'{' or (byte)'[', ..]
        || start is [0xFF, 0xFE, (byte)'{' or (byte)'[', ..] or [0xFE, 0xFF, 0, (byte)'{' or (byte)'[', ..];

    /// <summary>A file that is named by itself, with the folders that tell of what kind it is.</summary>
    static LooseFile Loose(string path, FileInfo file, FileStream open)
    {
        return new LooseFile(path, string.Join('/', file.FullName.Split('/', '\\').TakeLast(3)), Content);

        ReadOnlyMemory<byte> Content()
        {
            var content = new byte[open.Length];
            open.ReadExactly(content);
            open.Position = 0;
            return content;
        }
    }

    /// <summary>A SKILL.md that is named by itself: what lies beside it may be anything.</summary>
    static FolderItem Alone(string path, FileInfo file, Stream content)
    {
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        IReadOnlyList<FolderFile> files = [new FolderFile(SkillFile.Markdown, bytes.ToArray())];
        if (!IsSkill(file.Name) || file.Directory is not { } folder)
        {
            return new FolderItem(path, Path.GetFileNameWithoutExtension(file.Name), files);
        }
        string[] usual = ["scripts", "references", "assets"];
        string[] beside = [.. usual.Where(name => Directory.Exists(Path.Combine(folder.FullName, name)))];
        return new FolderItem(path, folder.Name, files)
        {
            // With nothing else in its folder, it is that folder.
            Origin = IsAlone(folder) ? folder.FullName : path,
            Remark = beside.Length == 0 ? "" : $"{string.Join(" and ", beside)} beside it stayed out: import the folder to take it along",
        };
    }

    static bool IsAlone(DirectoryInfo folder) => !folder.EnumerateFileSystemInfos().Where(entry => !IsIgnored(entry.Name)).Skip(1).Any();
}
