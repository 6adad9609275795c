using SkillMcp.Packaging;

namespace SkillMcp.Sessions.Reading;

/// <summary>The logs that stand beside one that is read.</summary>
static class LogFolder
{
    static readonly EnumerationOptions Beside = new() { IgnoreInaccessible = true };
    static readonly EnumerationOptions Below = new() { IgnoreInaccessible = true, RecurseSubdirectories = true, MaxRecursionDepth = 2 };

    /// <summary>Whether an id that a log gives can be the name of a file: the log may be anybody's.</summary>
    public static bool IsName(string id) =>
        id.Length is > 0 and < 200 && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');

    /// <summary>The files in a folder whose names match a pattern; none if there is no such folder.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) => Files(folder, pattern, Beside);

    /// <summary>The files in a folder, and in those within it, whose names match a pattern.</summary>
    public static IEnumerable<string> FilesBelow(string folder, string pattern) => Files(folder, pattern, Below);

    // Opening a pipe waits for a writer.
    static IEnumerable<string> Files(string folder, string pattern, EnumerationOptions options) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, pattern, options).Order(StringComparer.Ordinal)
            .Where(file => SkillSource.IsRegular(new FileInfo(file)))
        : [];
}
