using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;

namespace SkillMcp.Benchmarks.Speed;

/// <summary><c>start</c>: how long a client waits for the tools, and how much memory the server uses then.</summary>
static class StartCommand
{
    static readonly Option<string> Rival = new("--rival")
    {
        Description = "Another server's command, to be started in turns with ours.",
        HelpName = "\"COMMAND ...\"",
    };
    static readonly Option<int> Runs = new("--runs")
    {
        Description = "How often each is started.",
        HelpName = "N",
        DefaultValueFactory = _ => 20,
    };

    public static Command Build()
    {
        var command = new Command("start", "From starting the process to its answer to tools/list, over stdio.")
        {
            RunningServer.Executable, Rival, Runs, Report.AsJson,
        };
        command.SetAction(RunAsync);
        return command;
    }

    static async Task RunAsync(ParseResult typed, CancellationToken cancel)
    {
        using var scratch = new Scratch();
        string[] ours = [typed.GetValue(RunningServer.Executable)!, "serve", "--db", scratch["skills.db"]];
        string[] rival = typed.GetValue(Rival) is { } command ? [.. CommandLineParser.SplitCommandLine(command)] : [];
        (string, string) rivalsFile = ("MEMORY_FILE_PATH", scratch["memory.json"]);

        var (ourStarts, rivalStarts) = (new List<Start>(), new List<Start>());
        for (var run = 0; run <= typed.GetValue(Runs); run++)
        {
            cancel.ThrowIfCancellationRequested();
            ourStarts.Add(await StartAsync(ours));
            if (rival.Length > 0)
            {
                rivalStarts.Add(await StartAsync(rival, rivalsFile));
            }
        }
        // The first start of each creates its file and warms the caches of the machine.
        Print(typed, [.. ourStarts.Skip(1)], [.. rivalStarts.Skip(1)]);
    }

    static async Task<Start> StartAsync(IReadOnlyList<string> command, params IEnumerable<(string, string)> environment)
    {
        var (started, tools, waited) = await RunningServer.StartListedAsync(command, environment);
        await using var server = started;
        return new Start(waited, server.ResidentBytes, Encoding.UTF8.GetByteCount(tools));
    }

    static void Print(ParseResult typed, List<Start> ours, List<Start> rivals)
    {
        var (our, rival) = (Starts.Of(ours), rivals.Count > 0 ? Starts.Of(rivals) : null);
        // Pair by pair, so that other load on the machine slows both.
        var ratio = rival is null ? null : new Ratios(
            new SortedSamples(ours.Zip(rivals, (o, r) => o.Milliseconds / r.Milliseconds)).Median,
            new SortedSamples(ours.Zip(rivals, (o, r) => (double)o.ResidentBytes / r.ResidentBytes)).Median,
            (double)our.ToolListBytes / rival.ToolListBytes);
        List<string[]> table = [["", "fastest", "median", "memory", "tools/list"], Row("skillmcp", our)];
        if (rival is not null)
        {
            table.Add(Row("rival", rival));
            string[] ratios = [Report.Ratio(ratio!.Start), Report.Ratio(ratio.Memory), Report.Ratio(ratio.ToolList)];
            table.Add(["ratio (median of pairs)", "", .. ratios]);
        }
        Report.Print(
            typed,
            new { Server = our, Rival = rival, Ratio = ratio },
            $"{ours.Count} starts each, in turns, from the start of the process to its tools/list answer",
            table);

        static string[] Row(string name, Starts starts) =>
        [
            name,
            Report.Milliseconds(starts.Fastest),
            Report.Milliseconds(starts.Median),
            Report.Bytes(starts.ResidentBytes),
            Report.Bytes(starts.ToolListBytes),
        ];
    }
}
