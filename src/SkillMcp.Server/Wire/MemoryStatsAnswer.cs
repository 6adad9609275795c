namespace SkillMcp.Server.Wire;

/// <summary>The memory in numbers, and what became of its answers by week, the oldest first.</summary>
sealed record MemoryStatsAnswer(
    int TotalSkills,
    IReadOnlyDictionary<string, int> ByCategory,
    double AvgReliability,
    int RememberedRuns,
    IReadOnlyList<WeekAnswer> Weeks)
{
    public static async Task<MemoryStatsAnswer> OfAsync(SkillMemory memory, CancellationToken cancel)
    {
        var stats = await memory.StatsAsync(cancel);
        var weeks = await memory.RetrievalWeeksAsync(cancel);
        return new MemoryStatsAnswer(
            stats.TotalSkills, stats.ByCategory, stats.AverageReliability, stats.RememberedRuns, [.. weeks.Select(WeekAnswer.Of)]);
    }
}

/// <param name="Week">The week as ISO 8601 writes it, such as 2026-W48.</param>
/// <param name="Retrievals">How often a skill was handed over.</param>
/// <param name="Reported">How many of these were reported on.</param>
/// <param name="EndedWell">The share of the reported ones that ended well, 0-1; null if none was reported on.</param>
sealed record WeekAnswer(string Week, int Retrievals, int Reported, double? EndedWell)
{
    public static WeekAnswer Of(RetrievalWeek week) => new(week.Name, week.Retrievals, week.Reported, week.EndedWell);
}
