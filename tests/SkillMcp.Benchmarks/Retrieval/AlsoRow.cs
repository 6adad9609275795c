namespace SkillMcp.Benchmarks.Retrieval;

/// <summary>Other words for a request of a set.</summary>
sealed record AlsoRow(string Set, string Id, string[] Also);
