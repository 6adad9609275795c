using System.CommandLine;

namespace SkillMcp.Benchmarks.Simulation;

/// <summary><c>uplift</c>: what is said of the difference that skills make, where the truth is known.</summary>
static class UpliftCommand
{
    static readonly Option<int> Seed = new("--seed") { Description = "What the random choices begin with.", DefaultValueFactory = _ => 1 };

    static readonly Option<int> Skills = new("--skills")
    {
        Description = "How many skills there are of each kind.",
        DefaultValueFactory = _ => 4_000,
    };

    static readonly Option<int> Played = new("--played")
    {
        Description = "How many of them are played on a real memory too.",
        DefaultValueFactory = _ => 20,
    };

    public static Command Build()
    {
        var command = new Command("uplift", "What is said of the difference that skills make, where the truth is known.")
        {
            Seed, Skills, Played,
        };
        command.SetAction((typed, _) => RunAsync(typed.GetValue(Skills), typed.GetValue(Played), typed.GetValue(Seed)));
        return command;
    }

    static async Task RunAsync(int skills, int played, int seed)
    {
        Console.WriteLine(UpliftRow.Head);
        // The true chance that a task ends well with the skill and without it, how many tasks without it, and how many for each with it.
        UpliftWorld[] worlds =
        [
            new(0.9, 0.5, Pairs: 60, WithEach: 1),
            new(0.9, 0.6, Pairs: 60, WithEach: 1),
            new(0.9, 0.7, Pairs: 60, WithEach: 1),
            new(0.8, 0.6, Pairs: 60, WithEach: 1),
            new(0.8, 0.6, Pairs: 60, WithEach: 9),
            new(0.8, 0.6, Pairs: 200, WithEach: 1),
            new(0.6, 0.9, Pairs: 60, WithEach: 1),
            new(0.5, 0.5, Pairs: 60, WithEach: 1),
            new(0.7, 0.7, Pairs: 60, WithEach: 1),
            new(0.9, 0.9, Pairs: 60, WithEach: 1),
            new(0.99, 0.99, Pairs: 60, WithEach: 1),
            new(0.7, 0.7, Pairs: 1_000, WithEach: 1),
            new(0.9, 0.9, Pairs: 1_000, WithEach: 1),
            new(0.7, 0.7, Pairs: 100, WithEach: 9),
            new(0.95, 0.95, Pairs: 100, WithEach: 9),
            new(0.95, 0.95, Pairs: 30, WithEach: 99),
            // Without a skill an agent tells of its failures seldom.
            new(0.7, 0.7, Pairs: 200, WithEach: 1) { FailuresTold = 0.3 },
            new(0.9, 0.5, Pairs: 200, WithEach: 1) { FailuresTold = 0.3 },
            new(0.9, 0.5, Pairs: 60, WithEach: 1) { FailuresTold = 0.9 },
        ];
        foreach (var world in worlds)
        {
            Console.WriteLine(new UpliftScenario(world, seed).Play(world.Pairs > 200 || world.WithEach > 9 ? skills / 10 : skills));
        }
        if (played == 0)
        {
            return;
        }
        Console.WriteLine();
        Console.WriteLine($"Played on a real memory that withholds skills from half of the tasks, {played} skills of each kind:");
        Console.WriteLine(UpliftRow.Head);
        foreach (var world in worlds.Where(world => world is { Pairs: 60, WithEach: 1, FailuresTold: 1, With: >= 0.9, Without: <= 0.9 }))
        {
            Console.WriteLine(await new UpliftScenario(world, seed).PlayAsync(played));
        }
    }
}
