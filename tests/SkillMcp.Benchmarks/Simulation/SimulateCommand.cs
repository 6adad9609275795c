using System.CommandLine;
using System.Diagnostics;

namespace SkillMcp.Benchmarks.Simulation;

/// <summary><c>simulate</c>: what a memory makes of what happened, where the truth is known.</summary>
static class SimulateCommand
{
    static readonly Option<int> Seed = new("--seed") { Description = "What the random choices begin with.", DefaultValueFactory = _ => 1 };

    static readonly Option<int> Replicates = new("--replicates")
    {
        Description = "How often a scenario is played on a memory; with --settings, how often the rules are played.",
        DefaultValueFactory = _ => 20,
    };

    static readonly Option<bool> Settings = new("--settings")
    {
        Description = "Several settings of the rules alone, instead of the table.",
    };

    public static Command Build()
    {
        var command = new Command("simulate", "What a memory makes of what happened, where the truth is known.")
        {
            Seed,
            Replicates,
            Settings,
        };
        command.SetAction((typed, _) => RunAsync(typed.GetValue(Replicates), typed.GetValue(Seed), typed.GetValue(Settings)));
        return command;
    }

    static async Task RunAsync(int replicates, int seed, bool isOfSettings)
    {
        if (isOfSettings)
        {
            SettingsTable.Print(replicates, seed);
            return;
        }
        var watch = Stopwatch.StartNew();
        Console.WriteLine(SimulationRow.Head);
        await foreach (var row in new SimulationTable(replicates, seed).RowsAsync())
        {
            Console.WriteLine(row);
            Console.Error.WriteLine($"{watch.Elapsed.TotalSeconds:0} s: {row.What}");
        }
    }
}
