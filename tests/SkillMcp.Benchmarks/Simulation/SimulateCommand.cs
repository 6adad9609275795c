using System.CommandLine;

namespace SkillMcp.Benchmarks.Simulation;

/// <summary><c>simulate</c>: what a memory makes of what happened, where the truth is known.</summary>
static class SimulateCommand
{
    static readonly Option<int> Seed = new("--seed") { Description = "What the random choices begin with.", DefaultValueFactory = _ => 1 };

    static readonly Option<int> Replicates = new("--replicates")
    {
        Description = "How often the rules alone are played.",
        DefaultValueFactory = _ => 200,
    };

    static readonly Option<bool> Settings = new("--settings") { Description = "Several settings of the rules alone, instead of the table." };

    public static Command Build()
    {
        var command = new Command("simulate", "What a memory makes of what happened, where the truth is known.")
        {
            Seed,
            Replicates,
            Settings,
        };
        command.SetAction(typed => SettingsTable.Print(typed.GetValue(Replicates), typed.GetValue(Seed)));
        return command;
    }
}
