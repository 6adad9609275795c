namespace SkillMcp.Server;

/// <summary>Where the server's resources are found.</summary>
static class SkillUri
{
    /// <summary>A skill as an Agent Skill: what its author wrote.</summary>
    public const string Markdown = "skill://{name}/SKILL.md";

    /// <summary>Which Agent Skills there are.</summary>
    public const string Index = "skill://index.json";

    /// <summary>How a skill has fared.</summary>
    public const string Record = "skillmcp://skill/{name}/record";

    public const string Stats = "skillmcp://stats";

    public const string Stale = "skillmcp://stale";

    public static string Of(SkillName name) => $"skill://{name}/SKILL.md";
}
