using System.CommandLine;
using System.Diagnostics;
using Microsoft.Extensions.AI;
using SkillMcp.Agents;
using SkillMcp.Benchmarks.Speed;
using SkillMcp.Sqlite;
using Report = SkillMcp.Benchmarks.Speed.Report;

namespace SkillMcp.Benchmarks.Agents;

/// <summary><c>agents</c>: what a memory adds to a turn of a chat client, beside the time of the model.</summary>
static class AgentsCommand
{
    static readonly Option<int> Skills = new("--skills")
    {
        Description = "How many skills the memory has.",
        HelpName = "N",
        DefaultValueFactory = _ => 10_000,
    };

    static readonly Option<int> Turns = new("--turns")
    {
        Description = "How many turns are measured.",
        HelpName = "N",
        DefaultValueFactory = _ => 300,
    };

    public static Command Build()
    {
        var command = new Command("agents", "What the memory adds to a turn of a chat client whose model answers at once.")
        {
            Skills, Turns, Report.AsJson,
        };
        command.SetAction(RunAsync);
        return command;
    }

    static async Task RunAsync(ParseResult typed, CancellationToken cancel)
    {
        using var scratch = new Scratch();
        await using var database = await SkillDatabase.OpenAsync(scratch["skills.db"], OpenMode.Create, cancel);
        using var bare = new BareCommits(scratch["bare.db"]);
        await using var memory = new SkillMemory(new SqliteSkillStore(database), Project.Everybody, TimeProvider.System);
        await new GrowingMemory(memory, null, bare, typed.GetValue(Turns)).FillAsync(typed.GetValue(Skills), cancel);
        using var model = new InstantModel();
        using var client = model.AsBuilder().UseProceduralMemory(memory).Build();
        var (fitting, other) = (new List<double>(), new List<double>());
        for (var turn = -20; turn < typed.GetValue(Turns); turn++)
        {
            var wanted = (int)((long)Math.Max(turn, 0) * typed.GetValue(Skills) / typed.GetValue(Turns));
            var served = await TimeAsync(client, SyntheticSkills.TaskFor(wanted), cancel);
            var unserved = await TimeAsync(client, "Write a short poem about the sea in autumn", cancel);
            if (turn >= 0)
            {
                fitting.Add(served);
                other.Add(unserved);
            }
        }
        string[] row = [$"{typed.GetValue(Skills):#,0}", $"{Quantiles.Of(fitting)}", $"{Quantiles.Of(other)}", $"{model.WithSkill}"];
        Report.Print(typed, row, $"p50 / p95 of {typed.GetValue(Turns)} turns, in milliseconds",
            ["skills", "a task", "a poem", "shown a procedure"], row);
    }

    static async Task<double> TimeAsync(IChatClient client, string words, CancellationToken cancel)
    {
        var began = Stopwatch.GetTimestamp();
        await client.GetResponseAsync(words, cancellationToken: cancel);
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }
}
