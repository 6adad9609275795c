namespace SkillMcp.Storage;

/// <summary>The vector of a text that a skill is found by.</summary>
/// <param name="Skill">The skill as it was read when its text was embedded.</param>
/// <param name="Task">The task that the skill served; null for its title and description.</param>
/// <param name="Vector">The vector of that text.</param>
sealed record TextVector(Skill Skill, PastTask? Task, ModelVector Vector);
