namespace SkillMcp.Benchmarks.Speed;

/// <summary>One start of a server, up to its answer to tools/list.</summary>
sealed record Start(double Milliseconds, long ResidentBytes, int ToolListBytes);
