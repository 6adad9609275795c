using System.CommandLine;
using System.Diagnostics;
using SkillMcp.Sqlite;

namespace SkillMcp.Benchmarks.Speed;

/// <summary><c>together</c>: several servers on one file, each with a client that writes as fast as it is answered.</summary>
static class TogetherCommand
{
    const int SharedSkills = 20;

    static readonly Option<int> Processes = new("--processes")
    {
        Description = "How many servers.",
        HelpName = "N",
        DefaultValueFactory = _ => 8,
    };

    static readonly Option<int> Seconds = new("--seconds")
    {
        Description = "For how long they write.",
        HelpName = "N",
        DefaultValueFactory = _ => 10,
    };

    public static Command Build()
    {
        var command = new Command("together", "Durable writes of several servers on one file, and that none is lost.")
        {
            RunningServer.Executable, Processes, Seconds, Report.AsJson,
        };
        command.SetAction(RunAsync);
        return command;
    }

    static async Task<int> RunAsync(ParseResult typed, CancellationToken cancel)
    {
        using var scratch = new Scratch();
        var file = scratch["skills.db"];
        await SeedAsync(file, cancel);
        string[] serve = [typed.GetValue(RunningServer.Executable)!, "serve", "--db", file];
        var clients = Enumerable.Range(0, typed.GetValue(Processes))
            .Select(number => new WritingClient(number, SharedSkills, serve))
            .ToList();
        await Task.WhenAll(clients.Select(client => client.GreetAsync()));
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(clients.Select(client => client.WriteAsync(TimeSpan.FromSeconds(typed.GetValue(Seconds)), cancel)));
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        await Task.WhenAll(clients.Select(client => client.DisposeAsync().AsTask()));

        var written = clients.Sum(client => client.Written);
        var lost = written - await ExecutionsAsync(file, cancel);
        var errors = clients.Sum(client => client.Errors);
        var together = new Together(clients.Count, written, written / seconds, BareCommitsASecond(scratch), errors, lost);
        Report.Print(typed, together, $"outcomes and runs for {seconds:0} s, each acknowledged only when it is on the disk", [
            ["servers", "writes", "a second", "bare commits a second", "errors", "lost"],
            [
                $"{together.Processes}",
                $"{together.Writes:#,0}",
                $"{together.WritesASecond:#,0}",
                $"{together.BareCommitsASecond:#,0}",
                $"{together.Errors}",
                $"{together.Lost}",
            ],
        ]);
        return together is { Errors: 0, Lost: 0 } ? 0 : 1;
    }

    /// <summary>The commits of one writer alone on this disk: writers of one file take turns, so several cannot exceed it.</summary>
    static double BareCommitsASecond(Scratch scratch)
    {
        using var bare = new BareCommits(scratch["bare.db"]);
        var (began, commits) = (Stopwatch.GetTimestamp(), 0);
        for (; Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(2); commits++)
        {
            bare.Commit();
        }
        return commits / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    /// <summary>Creates the file with the skills that all clients report on.</summary>
    static async Task SeedAsync(string file, CancellationToken cancel)
    {
        await using var database = await SkillDatabase.OpenAsync(file, OpenMode.Create, cancel);
        var memory = MemoryIn(database);
        for (var number = 0; number < SharedSkills; number++)
        {
            await memory.AddAsync(SyntheticSkills.Procedure(number), default, new Actor(Author.Person), cancel: cancel);
        }
    }

    /// <summary>How many executions the file holds: every acknowledged write is one.</summary>
    static async Task<int> ExecutionsAsync(string file, CancellationToken cancel)
    {
        await using var database = await SkillDatabase.OpenAsync(file, OpenMode.Existing, cancel);
        var (memory, executions, last) = (MemoryIn(database), 0, "");
        while (await memory.ListAsync(new SkillFilter(), last, limit: 100, cancel) is { Count: > 0 } page)
        {
            executions += page.Sum(skill => skill.Record.Total);
            last = page[^1].Name.Value;
        }
        return executions;
    }

    static SkillMemory MemoryIn(SkillDatabase database) => new(new SqliteSkillStore(database), Project.Everybody, TimeProvider.System);
}
