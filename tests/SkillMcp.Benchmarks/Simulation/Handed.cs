namespace SkillMcp.Benchmarks.Simulation;

/// <summary>A procedure that was handed over whole.</summary>
sealed record Handed(string Skill, IReadOnlyList<Step> Steps, Guid? Retrieval);
