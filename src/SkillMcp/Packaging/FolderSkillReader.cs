namespace SkillMcp.Packaging;

/// <summary>
/// The skills in a folder and the folders below it. Nothing of a skill is read before all of its files are listed. What a link leads to
/// within the folder is read in its own place; what it leads to elsewhere is read after all of that, if it may be followed.
/// </summary>
/// <param name="root">The folder that was named.</param>
/// <param name="links">Which links are followed.</param>
sealed class FolderSkillReader(string root, FollowedLinks links)
{
    // Deeper than anyone keeps skills; the walk calls itself for each level.
    const int MaxDepth = 64;

    readonly List<VisitedFolder> linked = [];
    readonly List<(string Place, string Target)> elsewhere = [];
    int seen;
    bool isOver;

    public IEnumerable<SourceItem> Read()
    {
        foreach (var found in Visit(new VisitedFolder(root, new DirectoryInfo(root), RealPath.Of(root) ?? root)))
        {
            yield return found;
        }
        // What a link leads to can hold further links.
        for (var at = 0; at < linked.Count; at++)
        {
            if (links.WasRead(linked[at].Real))
            {
                continue;
            }
            links.Follow(linked[at].Real);
            foreach (var found in Visit(linked[at]))
            {
                yield return found;
            }
        }
        foreach (var (place, target) in elsewhere.Where(link => !links.WasRead(link.Target)))
        {
            yield return new RefusedItem(place, FolderLink.Elsewhere(target)) { IsLinkElsewhere = true };
        }
    }

    IEnumerable<SourceItem> Visit(VisitedFolder folder)
    {
        if (isOver)
        {
            return [];
        }
        var mistake = $"it is more than {MaxDepth} folders deep";
        if (folder.Depth > MaxDepth || Entries(folder.Folder, out mistake) is not { } entries)
        {
            folder.Skill?.Refuse(folder.Within, mistake);
            return folder.Skill is null ? [new RefusedItem(folder.Place, mistake)] : [];
        }
        if (entries.Find(entry => entry is FileInfo && SkillSource.IsSkill(entry.Name)) is not { } markdown)
        {
            links.Read(folder.Real);
            return VisitEntries(folder, entries);
        }
        if (AliasOf(folder, markdown, entries) is { } alias)
        {
            linked.Add(alias);
            return [];
        }
        // Of a link that was followed, the same skill may have been reached by another.
        if (!links.Read(folder.Real) && folder.IsLinked)
        {
            return [];
        }
        var own = new PendingSkill(folder.Place, folder.Folder.Name) { Group = FolderGroup.Of(root, folder.Place) };
        folder.Skill?.AddNested(folder.Within, own);
        return VisitEntries(folder with { Within = "", Skill = own }, entries).Concat(Later(own.Read));
    }

    /// <summary>The skill that a folder stands for which holds nothing but a link to its SKILL.md; null if it does not.</summary>
    VisitedFolder? AliasOf(VisitedFolder folder, FileSystemInfo markdown, List<FileSystemInfo> entries)
    {
        if (entries.Count > 1 || Resolve(markdown, isOfSkill: true) is not { } target || !SkillSource.IsSkill(Path.GetFileName(target)))
        {
            return null;
        }
        var real = Path.GetDirectoryName(target)!;
        return links.MayRead(real) ? folder.Linked(folder.Place, "", real) : null;
    }

    IEnumerable<SourceItem> VisitEntries(VisitedFolder folder, List<FileSystemInfo> entries)
    {
        foreach (var entry in entries)
        {
            var place = $"{folder.Place.TrimEnd('/', Path.DirectorySeparatorChar)}/{entry.Name}";
            foreach (var found in VisitEntry(folder, entry, place))
            {
                yield return found;
            }
        }
    }

    IEnumerable<SourceItem> VisitEntry(VisitedFolder folder, FileSystemInfo entry, string place)
    {
        if (SkillSource.IsIgnored(entry.Name))
        {
            return [new SkippedItem(place, SkillSource.NeverPart)];
        }
        if (FolderLink.TargetOf(entry, folder.Skill is not null) is { } written)
        {
            return VisitLink(folder, entry, place, written);
        }
        if (entry is DirectoryInfo below)
        {
            return Visit(folder.Below(place, below));
        }
        if (folder.Skill is { } skill)
        {
            skill.Add(folder.Within + entry.Name, (FileInfo)entry);
            return [];
        }
        var wasRead = links.WasRead(Path.Combine(folder.Real, entry.Name));
        return wasRead ? [] : [Loose(folder, place, entry.Name, entry.FullName, isLink: false)];
    }

    /// <summary>What a link leads to: a part of the skill that it is in, or skills to be read after all else.</summary>
    IEnumerable<SourceItem> VisitLink(VisitedFolder folder, FileSystemInfo link, string place, string written)
    {
        var target = Resolve(link, folder.Skill is not null);
        if (folder.Skill is { } skill)
        {
            return VisitLinkOf(skill, folder, link, place, target);
        }
        if (target is null)
        {
            return link.Extension.Length == 0 ? [new RefusedItem(place, FolderLink.Nowhere)] : [];
        }
        if (File.Exists(target))
        {
            return links.IsNamed(target) ? [] : [Loose(folder, place, link.Name, target, isLink: true)];
        }
        if (RealPath.IsIn(folder.Real, target))
        {
            return links.IsNamed(target) ? [] : [new RefusedItem(place, FolderLink.Back)];
        }
        if (IsOfStore(folder, target, written) || links.MayRead(target))
        {
            linked.Add(folder.Linked(place, link.Name, target));
        }
        else
        {
            elsewhere.Add((place, target));
        }
        return [];
    }

    IEnumerable<SourceItem> VisitLinkOf(PendingSkill skill, VisitedFolder folder, FileSystemInfo link, string place, string? target)
    {
        var path = folder.Within + link.Name;
        var isMarkdown = folder.Within.Length == 0 && SkillSource.IsSkill(link.Name);
        if (target is null)
        {
            skill.LeaveOut(path, FolderLink.Nowhere, isMarkdown);
        }
        else if (!links.MayRead(target))
        {
            skill.LeaveUnfollowed(path, target, isMarkdown);
        }
        else if (File.Exists(target))
        {
            links.Read(target);
            skill.Add(path, new FileInfo(target));
        }
        else if (RealPath.IsIn(folder.Real, target))
        {
            skill.LeaveOut(path, FolderLink.Back);
        }
        else if (HasSkill(target))
        {
            linked.Add(folder.Linked(place, link.Name, target));
        }
        else if (skill.Follow(target))
        {
            return Visit(folder.Below(place, new DirectoryInfo(target)) with { Within = path + "/", Real = target });
        }
        else
        {
            skill.LeaveOut(path, FolderLink.Again);
        }
        return [];
    }

    /// <summary>
    /// Whether a link in the folder that was named leads to a skill beside it: package managers of skills fill the folders of clients with
    /// such links into the one where they keep them. A link that was written by hand, or comes with somebody's files, may lead anywhere.
    /// </summary>
    static bool IsOfStore(VisitedFolder folder, string target, string written) =>
        folder.Depth == 0 && !Path.IsPathRooted(written) && HasSkill(target);

    static bool HasSkill(string folder) => File.Exists(Path.Combine(folder, SkillFile.Markdown));

    /// <summary>The path that an entry leads to, without links; null if it leads nowhere.</summary>
    static string? Resolve(FileSystemInfo entry, bool isOfSkill) =>
        FolderLink.TargetOf(entry, isOfSkill) is { } target
        && RealPath.Of(Path.Combine(Path.GetDirectoryName(entry.FullName)!, target)) is { } real
        && Path.Exists(real)
            ? real
            : null;

    LooseFile Loose(VisitedFolder folder, string place, string name, string target, bool isLink)
    {
        return new LooseFile(place, folder.Within + name, Content)
        {
            Group = FolderGroup.Of(root, place),
            HasFolder = path => Directory.Exists(Path.Combine(folder.Folder.FullName, path)),
        };

        ReadOnlyMemory<byte> Content()
        {
            var file = new FileInfo(target);
            if (isLink && !links.MayRead(target))
            {
                throw new SkillException(FolderLink.Elsewhere(target));
            }
            if (file.Length > SkillFile.MaxTotalBytes || !SkillSource.IsRegular(file))
            {
                throw new SkillException(file.Length > SkillFile.MaxTotalBytes ? SkillFile.TooLarge(file.Length) : SkillSource.NoFile);
            }
            links.Read(target);
            return File.ReadAllBytes(target);
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
            mistake = SkillSource.Unreadable(unreadable);
            return null;
        }
    }

    static IEnumerable<SourceItem> Later(Func<SourceItem> read)
    {
        yield return read();
    }
}
