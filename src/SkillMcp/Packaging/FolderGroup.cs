namespace SkillMcp.Packaging;

/// <summary>What tells skills of one name apart: the folder of their plugin.</summary>
static class FolderGroup
{
    // Folders that programs prescribe, so that they are called the same in every plugin.
    static readonly HashSet<string> Usual = new(StringComparer.OrdinalIgnoreCase)
    {
        "skills", "plugins", "agents", "commands", "rules", "src", "packages", "references", "assets", "examples", "templates", "docs",
    };

    /// <summary>The nearest folder around a skill that has a name of its own; empty if there is none below what was named.</summary>
    /// <param name="root">What was named.</param>
    /// <param name="place">The folder or file of the skill.</param>
    public static string Of(string root, string place)
    {
        var above = place[Math.Min(root.TrimEnd('/', '\\').Length, place.Length)..].Split('/', StringSplitOptions.RemoveEmptyEntries);
        return above.SkipLast(1).LastOrDefault(name => name[0] != '.' && !Usual.Contains(name)) ?? "";
    }
}
