using System.CommandLine;
using SkillMcp.Server.Commands.Invocation;
using SkillMcp.Server.Commands.JsonOutput;
using SkillMcp.Server.Commands.Output;
using SkillMcp.Server.Wire;

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
        var known = await memory.StatsAsync(cancel);
        var stats = MemoryStatsAnswer.Of(known, await memory.RetrievalWeeksAsync(cancel));
        if (typed.GetValue(Terminal.AsJson))
        {
            Terminal.Json(stats, CommandJson.Default.MemoryStatsAnswer);
            return;
        }
        Terminal.Line(ReliabilityText.Of(known));
        if (stats.RememberedRuns > 0)
        {
            var are = stats.RememberedRuns == 1 ? "is" : "are";
            Terminal.Line(
                $"{Quantity.Of(stats.RememberedRuns, "run")} {are} remembered: "
                    + "a second one like it, a name or a yes in skillmcp review makes a skill of one");
        }
        if (stats.TotalSkills > 0)
        {
            var categories = stats.ByCategory
                .OrderByDescending(category => category.Value)
                .ThenBy(category => category.Key, StringComparer.Ordinal);
            Terminal.Table(
                [new("Category", Wraps: true), new("Skills")],
                [.. categories.Select(category => new[] { category.Key, category.Value.ToString() })]);
        }
        ShowWeeks(stats.Weeks);
    }

    static void ShowWeeks(IReadOnlyList<WeekAnswer> weeks)
    {
        Terminal.Line();
        if (weeks.Count == 0)
        {
            Terminal.Line("Nothing was retrieved in the last 90 days: how retrievals end is shown here by week.");
            return;
        }
        Terminal.Heading($"Retrievals that ended well: {Sparkline.Of(weeks.Select(week => week.EndedWell))}");
        Terminal.Table(
            [new("Week"), new("Retrieved", Rank: 2), new("Reported", Rank: 3), new("Ended well", Rank: 1)], [.. weeks.Select(Row)]);
    }

    static string[] Row(WeekAnswer week) =>
        [week.Week, $"{week.Retrievals}", $"{week.Reported}", week.EndedWell is { } share ? SkillText.Percent(share) : "not known"];
}
