using System.CommandLine;
using SkillMcp.Benchmarks.Speed;
using Report = SkillMcp.Benchmarks.Speed.Report;

namespace SkillMcp.Benchmarks.Durability;

/// <summary><c>durability</c>: that nothing acknowledged is lost, whenever a server is killed or the power fails.</summary>
static class DurabilityCommand
{
    static readonly Option<int> Kills = new("--kills")
    {
        Description = "How often a server that writes is killed (kill -9).",
        HelpName = "N",
        DefaultValueFactory = _ => 310,
    };

    static readonly Option<int> Cuts = new("--cuts")
    {
        Description = "At how many random places the write-ahead log is cut off, or spoiled from there on.",
        HelpName = "N",
        DefaultValueFactory = _ => 1500,
    };

    static readonly Option<int> PowerCuts = new("--power-cuts")
    {
        Description = "How many power cuts are played while the log is copied into the file: any of its sectors may be written or not.",
        HelpName = "N",
        DefaultValueFactory = _ => 130,
    };

    static readonly Option<int> Seed = new("--seed")
    {
        Description = "Of the random numbers.",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    };

    public static Command Build()
    {
        var command = new Command("durability", "That nothing acknowledged is lost: kill -9, cut logs and power cuts.")
        {
            RunningServer.Executable, Kills, Cuts, PowerCuts, Seed, Report.AsJson,
        };
        command.SetAction(RunAsync);
        return command;
    }

    static async Task<int> RunAsync(ParseResult typed, CancellationToken cancel)
    {
        using var scratch = new Scratch();
        var random = new Random(typed.GetValue(Seed));
        var figures = new List<DurabilityFigures>
        {
            await KilledServers.RunAsync(typed.GetValue(RunningServer.Executable)!, scratch["killed.db"], typed.GetValue(Kills), random, cancel),
            await CutLogs.RunAsync(scratch, typed.GetValue(Cuts), random, cancel),
            await PowerFailures.RunAsync(scratch, typed.GetValue(PowerCuts), random, cancel),
        };
        Report.Print(typed, figures, "each time the file is opened again, checked, and asked for every write that was acknowledged", [
            ["", "times", "acknowledged", "lost", "not sound"],
            .. figures.Select(row => row.Row),
        ]);
        return figures.Exists(row => row.Lost + row.Unsound > 0) ? 1 : 0;
    }
}

/// <summary>What became of what was acknowledged.</summary>
/// <param name="What">What happened to the file.</param>
/// <param name="Times">How often.</param>
/// <param name="Acknowledged">The writes that were to be there, over all times.</param>
/// <param name="Lost">Those that were not.</param>
/// <param name="Unsound">How often the file was damaged afterwards.</param>
sealed record DurabilityFigures(string What, int Times, long Acknowledged, long Lost, int Unsound)
{
    public string[] Row => [What, $"{Times:#,0}", $"{Acknowledged:#,0}", $"{Lost}", $"{Unsound}"];
}
