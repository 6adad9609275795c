namespace SkillMcp.Server.Wire;

sealed record StatsAnswer(int TotalSkills, IReadOnlyDictionary<string, int> ByCategory, double AvgReliability, int RememberedRuns)
{
    public static StatsAnswer Of(SkillStats stats) =>
        new(stats.TotalSkills, stats.ByCategory, stats.AverageReliability, stats.RememberedRuns);
}
