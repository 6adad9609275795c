namespace SkillMcp.Benchmarks.Retrieval;

/// <summary>Tasks that a skill served before.</summary>
sealed record PastTasksRow(string Skill, string[] Tasks);
