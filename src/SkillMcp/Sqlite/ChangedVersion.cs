namespace SkillMcp.Sqlite;

/// <summary>A version of a skill whose text no longer matches its hash.</summary>
/// <param name="Project">The skill's project; empty for the one that all projects share.</param>
/// <param name="Skill">The skill's name.</param>
/// <param name="Version">Which version.</param>
/// <param name="IsCurrent">Whether it is the one that would be handed out.</param>
sealed record ChangedVersion(string Project, string Skill, int Version, bool IsCurrent);
