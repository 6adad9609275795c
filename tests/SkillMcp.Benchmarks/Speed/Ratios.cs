namespace SkillMcp.Benchmarks.Speed;

/// <summary>Our figures divided by the rival's.</summary>
sealed record Ratios(double Start, double Memory, double ToolList);
