using System.CommandLine;
using SkillMcp.Server.Tools;
using SkillMcp.Sqlite;

namespace SkillMcp.Server.Commands;

static class StatsCommand
{
    public static Command Build() => new Command("stats", "Show the memory in numbers.")
    {
        Terminal.AsJson,
    }
        .OnMemory(OpenMode.Existing, ShowAsync);

    static async Task ShowAsync(ParseResult typed, SkillMemory memory, CancellationToken cancel)
    {
        var stats = await memory.StatsAsync(cancel);
        if (typed.GetValue(Terminal.AsJson))
        {
            Terminal.Json(StatsAnswer.Of(stats), CommandJson.Default.StatsAnswer);
            return;
        }
        Terminal.Line($"{stats.TotalSkills} active {(stats.TotalSkills == 1 ? "skill" : "skills")}, on average {Phrase.Percent(stats.AverageReliability)} reliable");
        if (stats.TotalSkills > 0)
        {
            Terminal.Table(["Category", "Skills"], [.. stats.ByCategory.OrderByDescending(category => category.Value).ThenBy(category => category.Key, StringComparer.Ordinal)
                .Select(category => new[] { category.Key, category.Value.ToString() })]);
        }
    }
}
