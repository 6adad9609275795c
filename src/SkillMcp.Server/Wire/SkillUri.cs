namespace SkillMcp.Server.Wire;

/// <summary>Where the server's resources are found.</summary>
static class SkillUri
{
    /// <summary>A skill as an Agent Skill: what its author wrote.</summary>
    public const string Markdown = "skill://{name}/SKILL.md";

    /// <summary>A file of a skill's folder.</summary>
    public const string File = "skill://{name}/{+path}";

    /// <summary>Which Agent Skills there are.</summary>
    public const string Index = "skill://index.json";

    /// <summary>How a skill has fared.</summary>
    public const string Record = "skillmcp://skill/{name}/record";

    public const string Stats = "skillmcp://stats";

    public const string Stale = "skillmcp://stale";

    const string Scheme = "skill://";

    public static string Of(SkillName name) => $"{Scheme}{name}/SKILL.md";

    /// <summary>A file or folder within a skill's folder; the folder itself where the path is empty.</summary>
    public static string Of(SkillName name, string path) =>
        path == "" ? $"{Scheme}{name}" : $"{Scheme}{name}/{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}";

    /// <summary>
    /// Reads an address within a skill's folder; null where it can be none. The path is only ever compared with those that the folder has:
    /// what climbs out of it finds nothing.
    /// </summary>
    public static (SkillName Name, string Path)? Parse(string uri)
    {
        if (!uri.StartsWith(Scheme, StringComparison.Ordinal))
        {
            return null;
        }
        // A client may encode what need not be, and leave what should.
        var segments = uri[Scheme.Length..].Split('/').Select(Uri.UnescapeDataString).ToList();
        return segments.TrueForAll(segment => segment.Length > 0 && !segment.Contains('/')) && SkillName.From(segments[0]) is { } name && name.Value == segments[0]
            ? (name, string.Join('/', segments.Skip(1)))
            : null;
    }
}
