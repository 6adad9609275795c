using SkillMcp.Packaging;

namespace SkillMcp.Server.Commands.Transfer;

/// <summary>A skill as it is in a client's folder.</summary>
/// <param name="place">Its folder.</param>
sealed class SkillOnDisk(string place)
{
    // A file of this size is not read to tell whether it is a skill's.
    const long MaxLength = SkillFile.MaxTotalBytes;

    readonly Lazy<Dictionary<string, FileInfo>> files = new(() => FilesIn(new DirectoryInfo(place)));

    /// <summary>Whether there is anything of this name.</summary>
    public bool Exists { get; } = Path.Exists(place) || new FileInfo(place).LinkTarget is not null;

    /// <summary>Whether it was deleted: without its SKILL.md, what lies there is no skill.</summary>
    public bool IsDeleted => !Exists || IsFolder && !Has(SkillFile.Markdown);

    /// <summary>Whether it is a folder of its own and not a link, which is another program's.</summary>
    public bool IsFolder => Directory.Exists(place) && new DirectoryInfo(place).LinkTarget is null;

    /// <summary>Whether it holds these files; others beside them do not count.</summary>
    /// <param name="digests">What each holds, by path.</param>
    public bool Holds(IReadOnlyDictionary<string, string> digests) => digests.All(file => Holds(file.Key, file.Value));

    /// <summary>Whether a path is taken by something.</summary>
    public bool Has(string path) => Path.Exists(PathOf(path));

    /// <summary>All of its files, with what they hold.</summary>
    /// <exception cref="SkillException">They are too many or too large for a skill.</exception>
    public IReadOnlyList<FolderFile> Read()
    {
        var total = files.Value.Values.Sum(file => file.Length);
        return files.Value.Count > SkillFile.MaxFiles || total > MaxLength
            ? throw new SkillException("it has more or larger files than a skill may have")
            : [.. files.Value.Select(file => FolderFile.Read(file.Key, file.Value))];
    }

    /// <summary>Removes files, and the folders that are empty then; others stay.</summary>
    public void Remove(IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            File.Delete(PathOf(path));
            for (var folder = Path.GetDirectoryName(PathOf(path))!;
                folder.Length >= place.Length && Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any();
                folder = Path.GetDirectoryName(folder)!)
            {
                Directory.Delete(folder);
            }
        }
    }

    bool Holds(string path, string digest) =>
        files.Value.TryGetValue(path, out var file) && file.Length <= MaxLength
        && FileDigest.Matches(File.ReadAllBytes(file.FullName), digest);

    string PathOf(string path) => Path.Combine(place, path.Replace('/', Path.DirectorySeparatorChar));

    /// <summary>The files of a folder, by path; no links, and nothing that is never part of a skill.</summary>
    static Dictionary<string, FileInfo> FilesIn(DirectoryInfo folder, string within = "")
    {
        var found = new Dictionary<string, FileInfo>(StringComparer.Ordinal);
        foreach (var entry in folder.Exists ? folder.GetFileSystemInfos() : [])
        {
            if (entry.LinkTarget is not null || SkillSource.IsIgnored(entry.Name))
            {
                continue;
            }
            if (entry is DirectoryInfo below)
            {
                foreach (var (path, file) in FilesIn(below, $"{within}{entry.Name}/"))
                {
                    found.Add(path, file);
                }
            }
            else if (SkillSource.IsRegular((FileInfo)entry))
            {
                found.Add(within + entry.Name, (FileInfo)entry);
            }
        }
        return found;
    }
}
