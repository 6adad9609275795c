namespace SkillMcp.Packaging;

/// <summary>Paths without links in them.</summary>
static class RealPath
{
    // As Linux has it; a chain of more is taken for one without end.
    const int MaxLinks = 40;

    static readonly StringComparison Case = OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;

    /// <summary>The path of a file or folder with every link on the way resolved; null if that leads nowhere, or back to itself.</summary>
    public static string? Of(string path)
    {
        var left = MaxLinks;
        try
        {
            return Of(Path.GetFullPath(path), ref left);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    static string? Of(string path, ref int left)
    {
        if (Path.GetDirectoryName(path) is not { } parent)
        {
            return path;
        }
        if (Of(parent, ref left) is not { } above)
        {
            return null;
        }
        var real = Path.Combine(above, Path.GetFileName(path));
        if (!Path.Exists(real) && new FileInfo(real).LinkTarget is null)
        {
            return null;
        }
        if (new FileInfo(real).LinkTarget is not { } target)
        {
            return real;
        }
        return --left < 0 ? null : Of(Path.GetFullPath(target, above), ref left);
    }

    /// <summary>Whether a path is a folder's or lies in it, both without links.</summary>
    public static bool IsIn(string path, string folder) =>
        path.Equals(folder, Case) || path.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, Case);
}
