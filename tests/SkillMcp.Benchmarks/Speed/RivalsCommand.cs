using System.CommandLine;

namespace SkillMcp.Benchmarks.Speed;

/// <summary><c>rivals</c>: storing and searching end to end over stdio, in turns with other memories.</summary>
static class RivalsCommand
{
    static readonly Option<string> Before = new("--before")
    {
        Description = "An older skillmcp executable, to be compared with.",
        HelpName = "PATH",
    };

    static readonly Option<string> ServerMemory = new("--server-memory")
    {
        Description = "The command of @modelcontextprotocol/server-memory.",
        HelpName = "\"COMMAND ...\"",
    };

    static readonly Option<string> AiDevkit = new("--ai-devkit")
    {
        Description = "The command of @ai-devkit/memory.",
        HelpName = "\"COMMAND ...\"",
    };

    static readonly Option<string> Skills = new("--skills")
    {
        Description = "At how many skills to measure.",
        HelpName = "N,N,...",
        DefaultValueFactory = _ => "1000,10000",
    };

    static readonly Option<int> Repeats = new("--repeats")
    {
        Description = "How often each is measured at each size.",
        HelpName = "N",
        DefaultValueFactory = _ => 200,
    };

    public static Command Build()
    {
        var command = new Command("rivals", "Storing and searching over stdio, in turns with other memories.")
        {
            RunningServer.Executable, Before, ServerMemory, AiDevkit, Skills, Repeats, Report.AsJson,
        };
        command.SetAction(RunAsync);
        return command;
    }

    static async Task RunAsync(ParseResult typed, CancellationToken cancel)
    {
        using var scratch = new Scratch();
        var rivals = new List<MeasuredRival>();
        try
        {
            foreach (var adapter in Adapters(typed, scratch))
            {
                rivals.Add(await MeasuredRival.StartAsync(adapter));
            }
            var sizes = new List<RivalAtSize>();
            var repeats = typed.GetValue(Repeats);
            var filled = 0;
            foreach (var skills in typed.GetValue(Skills)!.Split(',').Select(int.Parse).Order())
            {
                foreach (var rival in rivals)
                {
                    await rival.FillAsync(filled, skills - filled, cancel);
                }
                await MeasureAsync(rivals, skills, repeats, cancel);
                sizes.AddRange(rivals.Select(rival => rival.At(skills)));
                filled = skills + repeats;
            }
            Report.Print(typed, sizes, $"p50 / p99 of {repeats} calls each, in turns; embeddings are off", [
                ["server", "skills", "start", "filled a second", "search", "named in five", "store", "memory"],
                .. sizes.Select(size => size.Row),
            ]);
        }
        finally
        {
            foreach (var rival in rivals)
            {
                await rival.DisposeAsync();
            }
        }
    }

    static async Task MeasureAsync(List<MeasuredRival> rivals, int skills, int repeats, CancellationToken cancel)
    {
        for (var repeat = 0; repeat < repeats; repeat++)
        {
            cancel.ThrowIfCancellationRequested();
            foreach (var rival in rivals)
            {
                await rival.SearchAsync((int)((long)repeat * skills / repeats));
                await rival.StoreAsync(skills + repeat);
            }
        }
    }

    static IEnumerable<RivalAdapter> Adapters(ParseResult typed, Scratch scratch)
    {
        yield return RivalAdapter.SkillMcp("skillmcp", typed.GetValue(RunningServer.Executable)!, scratch["skills.db"]);
        if (typed.GetValue(Before) is { } before)
        {
            yield return RivalAdapter.SkillMcp("before", before, scratch["before.db"]);
        }
        if (typed.GetValue(AiDevkit) is { } aiDevkit)
        {
            yield return RivalAdapter.AiDevkit(aiDevkit, scratch["home"]);
        }
        if (typed.GetValue(ServerMemory) is { } serverMemory)
        {
            yield return RivalAdapter.ServerMemory(serverMemory, scratch["memory.json"]);
        }
    }
}
