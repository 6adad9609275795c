using System.Text.Json.Serialization;

namespace SkillMcp.Server.Wire;

/// <param name="TotalSkills">The active skills.</param>
/// <param name="ByCategory">How many each category has.</param>
/// <param name="AvgReliability">The mean of what is said of each; of one without executions, that is what was believed before.</param>
/// <param name="Untried">How many have no executions; left out where there are none.</param>
/// <param name="RememberedRuns">The runs that are no skills yet.</param>
sealed record StatsAnswer(
    int TotalSkills,
    IReadOnlyDictionary<string, int> ByCategory,
    double AvgReliability,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Untried,
    int RememberedRuns)
{
    public static StatsAnswer Of(SkillStats stats) => new(
        stats.TotalSkills, stats.ByCategory, stats.AverageReliability, LeftOut.IfZero(stats.Untried), stats.RememberedRuns);
}
