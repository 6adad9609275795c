namespace SkillMcp.Packaging;

/// <summary>
/// The skills in a folder and the folders below it. Links are refused, and nothing of a skill is read before all of its files are listed.
/// </summary>
sealed class FolderSkillReader
{
    // Deeper than anyone keeps skills; the walk calls itself for each level.
    const int MaxDepth = 64;

    const string Link = "it is a link, which may lead anywhere: put what it leads to in its place, or name that as a path of its own";

    int seen;
    bool isOver;

    public IEnumerable<SourceItem> Read(string path) => Visit(path, new DirectoryInfo(path), "", null, 0);

    /// <param name="place">The folder, as it is reported.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="within">Where it is in the skill that it belongs to.</param>
    /// <param name="skill">The skill that it belongs to; null if it belongs to none.</param>
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
            return skill is null ? [new RefusedItem(place, mistake)] : [];
        }
        if (!entries.Exists(entry => entry is FileInfo && SkillSource.IsSkill(entry.Name)))
        {
            return VisitEntries(place, entries, within, skill, depth);
        }
        var own = new PendingSkill(place, new DirectoryInfo(folder.FullName).Name);
        return VisitEntries(place, entries, "", own, depth).Concat(Later(own.Read));
    }

    IEnumerable<SourceItem> VisitEntries(string place, List<FileSystemInfo> entries, string within, PendingSkill? skill, int depth)
    {
        foreach (var entry in entries)
        {
            var (entryPlace, path) = ($"{place.TrimEnd('/', Path.DirectorySeparatorChar)}/{entry.Name}", within + entry.Name);
            if (SkillSource.IsIgnored(entry.Name))
            {
                yield return new SkippedItem(entryPlace, SkillSource.NeverPart);
            }
            else if (entry.LinkTarget is not null)
            {
                skill?.Refuse(path, Link);
                if (skill is null && (entry is DirectoryInfo || SkillSource.IsSkill(entry.Name)))
                {
                    yield return new RefusedItem(entryPlace, Link);
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

    /// <summary>What is in a folder, by name; null if it cannot be read or there is too much.</summary>
    List<FileSystemInfo>? Entries(DirectoryInfo folder, out string mistake)
    {
        mistake = "";
        try
        {
            var everything = new EnumerationOptions { AttributesToSkip = 0, IgnoreInaccessible = false };
            var entries = folder.EnumerateFileSystemInfos("*", everything).Take(SkillSource.MaxEntries - seen + 1).ToList();
            seen += entries.Count;
            if (seen > SkillSource.MaxEntries)
            {
                isOver = true;
                mistake = $"there are more than {SkillSource.MaxEntries:N0} files in all: import its parts, one by one";
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

    static IEnumerable<SourceItem> Later(Func<SourceItem> read)
    {
        yield return read();
    }
}
