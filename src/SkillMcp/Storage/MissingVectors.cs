namespace SkillMcp.Storage;

/// <summary>The texts of a skill that have no vector of a model.</summary>
/// <param name="Skill">The skill.</param>
/// <param name="LacksText">Whether its title and description are among them.</param>
/// <param name="Tasks">The tasks among them that it served and is found by.</param>
sealed record MissingVectors(Skill Skill, bool LacksText, IReadOnlyList<PastTask> Tasks);
