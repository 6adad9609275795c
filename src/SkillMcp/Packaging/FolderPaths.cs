namespace SkillMcp.Packaging;

/// <summary>The paths of a folder's files: unique, and none is also a folder of another.</summary>
/// <param name="first">The path of the first file.</param>
sealed class FolderPaths(string first)
{
    readonly HashSet<string> files = new(StringComparer.Ordinal) { first };
    readonly HashSet<string> folders = new(StringComparer.Ordinal);

    /// <summary>Adds a path; false where it is taken, or no folder can hold it.</summary>
    public bool Add(string path)
    {
        var segments = path.Split('/');
        var above = Enumerable.Range(1, segments.Length - 1).Select(count => string.Join('/', segments[..count])).ToList();
        if (!segments.All(IsSound) || folders.Contains(path) || above.Exists(files.Contains) || !files.Add(path))
        {
            return false;
        }
        folders.UnionWith(above);
        return true;
    }

    static bool IsSound(string segment) =>
        segment is not ("" or "." or "..") && segment.IndexOfAny(['\\', '\0']) < 0 && VisibleText.Of(segment) == segment;
}
