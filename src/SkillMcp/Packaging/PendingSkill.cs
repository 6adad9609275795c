namespace SkillMcp.Packaging;

/// <summary>The files of one skill in a folder, before they are read.</summary>
/// <param name="place">Where it is.</param>
/// <param name="name">What its folder is called.</param>
sealed class PendingSkill(string place, string name)
{
    // Files beside SKILL.md, of which two may be generated.
    const int MaxFilesBeside = SkillFile.MaxFiles - 2;

    readonly List<(string Path, FileInfo File)> files = [];
    readonly List<(string Path, PendingSkill Skill)> nested = [];
    readonly List<string> leftOut = [];
    readonly List<string> unfollowed = [];
    readonly HashSet<string> followed = new(StringComparer.Ordinal);
    long size;
    string mistake = "";
    bool isMissing;

    /// <summary>What it is called apart from others of its name; empty if there is nothing to go by.</summary>
    public string Group { get; init; } = "";

    public void Add(string path, FileInfo file)
    {
        try
        {
            AddReadable(path, file);
        }
        // A name that is not text cannot be asked for, and what was there may be gone by now.
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            Refuse(path, SkillSource.Unreadable(unreadable));
        }
    }

    void AddReadable(string path, FileInfo file)
    {
        size += file.Length;
        files.Add((path, file));
        if (size > SkillFile.MaxTotalBytes)
        {
            Refuse(path, file.Length > SkillFile.MaxTotalBytes ? SkillFile.TooLarge(file.Length) : $"with it, {SkillFile.TooLarge(size)}");
        }
        else if (files.Count > SkillFile.MaxFiles)
        {
            Refuse(path, SkillFile.TooMany);
        }
        else if (!SkillSource.IsRegular(file))
        {
            Refuse(path, SkillSource.NoFile);
        }
    }

    /// <summary>Adds a skill in a folder within this one, which is a skill of its own and a part of this one as well.</summary>
    public void AddNested(string path, PendingSkill skill) => nested.Add((path, skill));

    /// <summary>Notes that a link to a folder is followed in it; false if one to the same folder was.</summary>
    public bool Follow(string folder) => followed.Add(folder);

    /// <summary>One file that cannot be read refuses the whole skill; the first reason is kept.</summary>
    public void Refuse(string path, string why) => mistake = mistake.Length > 0 ? mistake : $"{path}: {why}";

    /// <summary>Leaves a file out that is not there or may not be read, and says so.</summary>
    /// <param name="path">The file.</param>
    /// <param name="why">Why it is left out.</param>
    /// <param name="isMarkdown">Whether it is the SKILL.md, without which there is no skill.</param>
    public void LeaveOut(string path, string why, bool isMarkdown = false)
    {
        leftOut.Add($"{path} is left out: {why}");
        if (isMarkdown)
        {
            isMissing = why == FolderLink.Nowhere;
            Refuse(path, why);
        }
    }

    /// <summary>Leaves out what a link leads to that is not followed.</summary>
    public void LeaveUnfollowed(string path, string target, bool isMarkdown)
    {
        unfollowed.Add(path);
        LeaveOut(path, FolderLink.Elsewhere(target), isMarkdown);
    }

    public SourceItem Read()
    {
        if (mistake.Length > 0)
        {
            // A link without anything behind it loses nobody a skill.
            return isMissing ? new SkippedItem(place, mistake) : new RefusedItem(place, mistake);
        }
        try
        {
            var read = WithNested().Select(file => FolderFile.Read(file.Path, file.File)).ToList();
            return new FolderItem(place, name, read)
            {
                Group = Group,
                Unfollowed = unfollowed,
                Remark = string.Join("; ", leftOut),
            };
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return new RefusedItem(place, SkillSource.Unreadable(unreadable));
        }
    }

    /// <summary>Its files, and those of the skills in it where they fit together.</summary>
    IReadOnlyList<(string Path, FileInfo File)> WithNested()
    {
        if (nested.Count == 0)
        {
            return files;
        }
        var whole = files.Concat(NestedFiles()).ToList();
        if (whole.Count - 1 <= MaxFilesBeside && whole.Sum(file => file.File.Length) <= SkillFile.MaxTotalBytes)
        {
            return whole;
        }
        leftOut.Add("the skills in it are kept apart from it: with them it would be too large");
        return files;
    }

    IEnumerable<(string Path, FileInfo File)> NestedFiles() => nested
        .Where(one => one.Skill.mistake.Length == 0)
        .SelectMany(one => one.Skill.files.Concat(one.Skill.NestedFiles()).Select(file => ($"{one.Path}{file.Path}", file.File)));
}
