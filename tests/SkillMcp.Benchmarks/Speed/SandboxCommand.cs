using System.CommandLine;
using System.Diagnostics;
using SkillMcp.Server.Verification;

namespace SkillMcp.Benchmarks.Speed;

/// <summary><c>sandbox</c>: how much longer a command takes in the sandbox of this machine.</summary>
static class SandboxCommand
{
    const string Nothing = "exit 0";

    static readonly Option<int> Runs = new("--runs")
    {
        Description = "How often the command is run, bare and in the sandbox.",
        HelpName = "N",
        DefaultValueFactory = _ => 50,
    };

    public static Command Build()
    {
        var command = new Command("sandbox", "A command that does nothing, bare and in the sandbox, in turns.") { Runs, Report.AsJson };
        command.SetAction(RunAsync);
        return command;
    }

    static async Task RunAsync(ParseResult typed, CancellationToken cancel)
    {
        using var scratch = new Scratch();
        Directory.CreateDirectory(scratch["work"]);
        var sandbox = Sandboxes.Find(scratch["skills.db"]);
        var run = new SandboxedRun { Command = Nothing, Folder = new SandboxBind(scratch["work"], IsWritable: false) };
        var (bare, held) = (new List<double>(), new List<double>());
        for (var turn = 0; turn <= typed.GetValue(Runs); turn++)
        {
            bare.Add(await MeasureAsync(() => RunBareAsync(cancel)));
            held.Add(await MeasureAsync(() => sandbox.RunAsync(run, cancel)));
        }
        // The first turn warms the caches of the machine.
        Print(typed, sandbox.Title, Quantiles.Of(bare.Skip(1)), Quantiles.Of(held.Skip(1)));
    }

    static async Task RunBareAsync(CancellationToken cancel)
    {
        using var process = Process.Start("/bin/bash", ["-c", Nothing]);
        await process.WaitForExitAsync(cancel);
    }

    static async Task<double> MeasureAsync(Func<Task> run)
    {
        var began = Stopwatch.GetTimestamp();
        await run();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    static void Print(ParseResult typed, string title, Quantiles bare, Quantiles held)
    {
        var more = new Quantiles(held.P50 - bare.P50, held.P95 - bare.P95);
        Report.Print(
            typed,
            new { Sandbox = title, Bare = bare, Held = held, More = more },
            $"{typed.GetValue(Runs)} runs each, in turns, from the start to the result: median / 95 %",
            [["", "time"], ["bare", $"{bare}"], [title, $"{held}"], ["more", $"{more}"]]);
    }
}
