namespace SkillMcp.Packaging;

/// <summary>Paths without links in them.</summary>
static class RealPath
{
    // As Linux has it; a chain of more is taken for one without end.
    const int MaxLinks = 40;

    static readonly StringComparison Case = OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;

    /// <summary>
    /// The path of a file or folder with every link on the way resolved; what is not there has none. Null if the links lead back to
    /// themselves or cannot be read.
    /// </summary>
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

    /// <inheritdoc cref="Of(string)"/>
    /// <exception cref="SkillException">It is not absolute, or its links lead back to themselves or cannot be read.</exception>
    public static string OfAbsolute(string path) => Path.IsPathFullyQualified(path)
        ? Of(path) ?? throw new SkillException($"The links of '{path}' lead in a circle, or cannot be read.")
        : throw new SkillException($"'{path}' is not a whole path: write one that begins with /.");

    /// <summary>Whether a path is a folder's or lies in it, both without links.</summary>
    public static bool IsIn(string path, string folder) =>
        path.Equals(folder, Case) || path.StartsWith(folder.TrimEnd('/', Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, Case);

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
        if (new FileInfo(real).LinkTarget is not { } target)
        {
            return real;
        }
        return --left < 0 ? null : Of(Path.GetFullPath(target, above), ref left);
    }
}
