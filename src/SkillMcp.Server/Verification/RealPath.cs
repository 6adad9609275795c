namespace SkillMcp.Server.Verification;

/// <summary>Where a path leads once every link on it is followed.</summary>
static class RealPath
{
    const int MaxLinks = 40;

    /// <exception cref="SkillException">It is not absolute, or its links lead in a circle.</exception>
    public static string Of(string path)
    {
        if (!Path.IsPathFullyQualified(path))
        {
            throw new SkillException($"'{path}' is not a whole path: write one that begins with /.");
        }
        return Of(Path.GetFullPath(path), MaxLinks);
    }

    public static bool IsWithin(string path, string folder) =>
        string.Equals(path, folder, Comparison)
        || path.StartsWith(Path.TrimEndingDirectorySeparator(folder).TrimEnd('/') + Path.DirectorySeparatorChar, Comparison);

    static StringComparison Comparison =>
        OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;

    static string Of(string path, int left)
    {
        var real = Path.GetPathRoot(path)!;
        foreach (var part in path[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            var next = Path.Combine(real, part);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                real = next;
                continue;
            }
            if (left == 0)
            {
                throw new SkillException($"The links of '{path}' lead in a circle.");
            }
            real = Of(Path.GetFullPath(target, real), left - 1);
        }
        return real;
    }
}
