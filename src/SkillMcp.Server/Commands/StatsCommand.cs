using System.CommandLine;
using SkillMcp.Server.Presentation;
using SkillMcp.Server.Wire;
using SkillMcp.Sqlite;

namespace SkillMcp.Server.Commands;

static class StatsCommand
{
    public static Command Build() => new Command("stats", "Show the memory in numbers.")
    {
        Screen.AsJson,
    }
        .OnMemory(OpenMode.Existing, ShowAsync);

    static async Task ShowAsync(ParseResult typed, SkillMemory memory, CancellationToken cancel)
    {
        var stats = await memory.StatsAsync(cancel);
        if (typed.GetValue(Screen.AsJson))
        {
            Screen.Json(StatsAnswer.Of(stats), CommandJson.Default.StatsAnswer);
            return;
        }
        Screen.Line($"{stats.TotalSkills} active {(stats.TotalSkills == 1 ? "skill" : "skills")}, on average {SkillText.Percent(stats.AverageReliability)} reliable");
        if (stats.TotalSkills > 0)
        {
            Screen.Table(["Category", "Skills"], [.. stats.ByCategory.OrderByDescending(category => category.Value).ThenBy(category => category.Key, StringComparer.Ordinal)
                .Select(category => new[] { category.Key, category.Value.ToString() })]);
        }
    }
}
