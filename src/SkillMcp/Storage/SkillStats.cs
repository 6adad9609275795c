namespace SkillMcp.Storage;

/// <summary>The memory in numbers; active skills only.</summary>
/// <param name="TotalSkills">How many there are.</param>
/// <param name="ByCategory">How many in each category.</param>
/// <param name="AverageReliability">The mean of their reliabilities, 0-1; 0 where there are none.</param>
public sealed record SkillStats(int TotalSkills, IReadOnlyDictionary<string, int> ByCategory, double AverageReliability);
