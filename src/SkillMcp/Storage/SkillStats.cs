namespace SkillMcp.Storage;

/// <summary>Statistics of the active skills.</summary>
/// <param name="TotalSkills">The number of skills.</param>
/// <param name="ByCategory">The number of skills in each category.</param>
/// <param name="AverageReliability">
/// The mean reliability, 0-1, where that of a skill without executions is what is believed of it; 0 if there are no skills.
/// </param>
public sealed record SkillStats(int TotalSkills, IReadOnlyDictionary<string, int> ByCategory, double AverageReliability)
{
    /// <summary>How many of the skills were never executed.</summary>
    public int Untried { get; init; }

    /// <summary>The mean reliability of the others, 0-1; 0 if there are none.</summary>
    public double AverageOfTried { get; init; }

    /// <summary>How many runs are remembered that are no skills: a second run, or a name, makes a skill of one.</summary>
    public int RememberedRuns { get; init; }
}
