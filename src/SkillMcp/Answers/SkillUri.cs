namespace SkillMcp.Answers;

/// <summary>The addresses of the server's resources.</summary>
static class SkillUri
{
    /// <summary>A skill as an Agent Skill: what its author wrote.</summary>
    public const string Markdown = "skill://{name}/SKILL.md";

    /// <summary>A file of a skill's folder.</summary>
    public const string File = "skill://{name}/{+path}";

    /// <summary>The index of the Agent Skills.</summary>
    public const string Index = "skill://index.json";

    /// <summary>The record of a skill's use.</summary>
    public const string Record = "skillmcp://skill/{name}/record";

    public const string Stats = "skillmcp://stats";

    public const string Stale = "skillmcp://stale";

    const string Scheme = "skill://";

    public static string Of(SkillName name) => $"{Scheme}{name}/SKILL.md";

    /// <summary>A file or folder within a skill's folder; the folder itself where the path is empty.</summary>
    public static string Of(SkillName name, string path) =>
        path == "" ? $"{Scheme}{name}" : $"{Scheme}{name}/{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}";

    /// <summary>The skill that a caller names, by its name or by its address, which is shown beside it.</summary>
    /// <exception cref="SkillException">It is neither.</exception>
    public static SkillName NameOf(string text) =>
        Parse(text) is (var name, "" or "SKILL.md") ? name : SkillName.Parse(text);

    /// <summary>
    /// Parses an address within a skill's folder; null if it is not one. The path is only compared with the paths of the folder's files,
    /// so that one that climbs out of the folder finds nothing.
    /// </summary>
    public static (SkillName Name, string Path)? Parse(string uri)
    {
        if (!uri.StartsWith(Scheme, StringComparison.Ordinal))
        {
            return null;
        }
        // Clients differ in what they percent-encode.
        var segments = uri[Scheme.Length..].Split('/').Select(Uri.UnescapeDataString).ToList();
        if (segments.Exists(segment => segment.Length == 0 || segment.Contains('/')))
        {
            return null;
        }
        return SkillName.From(segments[0]) is { } name && name.Value == segments[0]
            ? (name, string.Join('/', segments.Skip(1)))
            : null;
    }
}
