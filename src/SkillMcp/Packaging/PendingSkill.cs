namespace SkillMcp.Packaging;

/// <summary>The files of one skill in a folder, before they are read.</summary>
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
        // A name that is not text cannot be asked for, and what was there may be gone by now.
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

    /// <summary>One file that cannot be imported refuses the whole skill; the first reason is kept.</summary>
    public void Refuse(string path, string why) => mistake = mistake.Length > 0 ? mistake : $"{path}: {why}";

    public SourceItem Read()
    {
        if (mistake.Length > 0)
        {
            return new RefusedItem(place, mistake);
        }
        try
        {
            return new FolderItem(place, name, [.. files.Select(file => new FolderFile(file.Path, File.ReadAllBytes(file.File.FullName)))]);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return new RefusedItem(place, $"it cannot be read: {unreadable.Message}");
        }
    }
}
