using System.Text.Json.Serialization;

namespace SkillMcp.Server.Wire;

/// <summary>The memory in numbers, and what became of its answers by week, the oldest first.</summary>
/// <param name="TotalSkills">The active skills.</param>
/// <param name="ByCategory">How many each category has.</param>
/// <param name="AvgReliability">The mean of what is said of each; of one without executions, that is what was believed before.</param>
/// <param name="Untried">How many have no executions; left out where there are none.</param>
/// <param name="RememberedRuns">The runs that are no skills yet.</param>
/// <param name="Weeks">What became of its answers.</param>
sealed record MemoryStatsAnswer(
    int TotalSkills,
    IReadOnlyDictionary<string, int> ByCategory,
    double AvgReliability,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Untried,
    int RememberedRuns,
    IReadOnlyList<WeekAnswer> Weeks)
{
    public static MemoryStatsAnswer Of(SkillStats stats, IReadOnlyList<RetrievalWeek> weeks) => new(
        stats.TotalSkills,
        stats.ByCategory,
        stats.AverageReliability,
        LeftOut.IfZero(stats.Untried),
        stats.RememberedRuns,
        [.. weeks.Select(WeekAnswer.Of)]);
}

/// <param name="Week">The week as ISO 8601 writes it, such as 2026-W48.</param>
/// <param name="Retrievals">How often a skill was handed over.</param>
/// <param name="Reported">How many of these were reported on.</param>
/// <param name="EndedWell">The share of the reported ones that ended well, 0-1; null if none was reported on.</param>
sealed record WeekAnswer(string Week, int Retrievals, int Reported, double? EndedWell)
{
    public static WeekAnswer Of(RetrievalWeek week) => new(week.Name, week.Retrievals, week.Reported, week.EndedWell);
}
