namespace SkillMcp.Packaging;

/// <summary>
/// Which links an import follows: those that lead into a folder that was named or that a person allows. What several of them lead to is
/// read once. Not thread-safe.
/// </summary>
/// <param name="named">The paths that were named.</param>
/// <param name="mayFollow">Whether a link that leads elsewhere is followed, by the path of what it leads to.</param>
sealed class FollowedLinks(IEnumerable<string> named, Func<string, bool> mayFollow)
{
    readonly List<string> named = [.. named.Select(RealPath.Of).OfType<string>().Where(Directory.Exists)];
    readonly List<string> followed = [];
    readonly HashSet<string> read = new(StringComparer.Ordinal);

    /// <summary>Whether a path without links lies in a folder that was named, and is read there.</summary>
    internal bool IsNamed(string target) => named.Exists(folder => RealPath.IsIn(target, folder));

    /// <summary>Whether what a link leads to may be read, by its path without links.</summary>
    internal bool MayRead(string target) =>
        IsNamed(target) || followed.Exists(folder => RealPath.IsIn(target, folder)) || mayFollow(target);

    /// <summary>Notes that links within a folder may be followed, because a link to it was.</summary>
    internal void Follow(string folder) => followed.Add(folder);

    /// <summary>Notes that a file or folder is read; false if it was read before.</summary>
    internal bool Read(string path) => read.Add(path);

    internal bool WasRead(string path) => read.Contains(path);
}
