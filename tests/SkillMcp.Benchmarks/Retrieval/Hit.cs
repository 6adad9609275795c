namespace SkillMcp.Benchmarks.Retrieval;

/// <summary>A skill that a method found, and its score.</summary>
sealed record Hit(string Id, double Score);
