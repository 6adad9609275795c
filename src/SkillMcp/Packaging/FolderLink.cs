namespace SkillMcp.Packaging;

/// <summary>Where an entry of a folder leads that is a link, or a text that Git wrote in place of one.</summary>
static class FolderLink
{
    public const string Nowhere = "it is a link that leads nowhere";

    public const string Back = "it is a link that leads back to a folder around it";

    public const string Again = "it is a link to what another one in this skill leads to";

    // A path is hardly longer.
    const int MaxText = 1_024;

    /// <summary>What a person is told of a link that leads out of what was named.</summary>
    public static string Elsewhere(string target) =>
        $"it is a link to {target}, outside of what was named: name that too, or follow all links with --follow";

    /// <summary>The path that an entry leads to, as it is written; null if it is not a link.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="isOfSkill">Whether it is a file of a skill other than SKILL.md, whose text is taken as it is.</param>
    public static string? TargetOf(FileSystemInfo entry, bool isOfSkill)
    {
        var mayBeText = !isOfSkill || SkillSource.IsSkill(entry.Name);
        return entry.LinkTarget ?? (mayBeText && entry is FileInfo file ? TargetIn(file) : null);
    }

    /// <summary>
    /// The path in a text of one line that leads to a file or folder from where it is. Git writes such texts where links cannot be made,
    /// as on Windows.
    /// </summary>
    static string? TargetIn(FileInfo file)
    {
        var mayLead = file.Extension.Length == 0 || SkillSource.IsSkill(file.Name);
        if (!mayLead || !file.Exists || file.Length is 0 or > MaxText)
        {
            return null;
        }
        var text = File.ReadAllText(file.FullName);
        var isPath = text.StartsWith("../", StringComparison.Ordinal) && !text.AsSpan().ContainsAny('\n', '\r', '\0');
        return isPath && Path.Exists(Path.Combine(file.DirectoryName!, text)) ? text : null;
    }
}
