using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using SkillMcp.Sqlite;

namespace SkillMcp.Benchmarks.Speed;

/// <summary><c>together</c>: several servers on one file, each with a client that writes as fast as it is answered.</summary>
static class TogetherCommand
{
    const int SharedSkills = 20;

    static readonly Option<string> Server = new("--server") { Description = "The skillmcp executable.", HelpName = "PATH", Required = true };
    static readonly Option<int> Processes = new("--processes") { Description = "How many servers.", HelpName = "N", DefaultValueFactory = _ => 8 };
    static readonly Option<int> Seconds = new("--seconds") { Description = "For how long they write.", HelpName = "N", DefaultValueFactory = _ => 10 };

    public static Command Build()
    {
        var command = new Command("together", "Durable writes of several servers on one file, and that none is lost.") { Server, Processes, Seconds, Report.AsJson };
        command.SetAction(RunAsync);
        return command;
    }

    static async Task<int> RunAsync(ParseResult typed, CancellationToken cancel)
    {
        using var scratch = new Scratch();
        var file = scratch["skills.db"];
        await SeedAsync(file, cancel);
        var clients = Enumerable.Range(0, typed.GetValue(Processes)).Select(number => new WritingClient(number, SharedSkills, [typed.GetValue(Server)!, "serve", "--db", file])).ToList();
        await Task.WhenAll(clients.Select(client => client.GreetAsync()));
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(clients.Select(client => client.WriteAsync(TimeSpan.FromSeconds(typed.GetValue(Seconds)), cancel)));
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        await Task.WhenAll(clients.Select(client => client.DisposeAsync().AsTask()));

        var written = clients.Sum(client => client.Written);
        var lost = written - await ExecutionsAsync(file, cancel);
        var together = new Together(clients.Count, written, written / seconds, BareCommitsASecond(scratch), clients.Sum(client => client.Errors), lost);
        Report.Print(typed, together, $"outcomes and runs for {seconds:0} s, each acknowledged only when it is on the disk", [
            ["servers", "writes", "a second", "bare commits a second", "errors", "lost"],
            [$"{together.Processes}", $"{together.Writes:#,0}", $"{together.WritesASecond:#,0}", $"{together.BareCommitsASecond:#,0}", $"{together.Errors}", $"{together.Lost}"],
        ]);
        return together is { Errors: 0, Lost: 0 } ? 0 : 1;
    }

    /// <summary>What one writer alone gets out of this disk: writers of one file take turns, so no number of them gets more.</summary>
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

    /// <summary>Makes the file with the skills that all will report on.</summary>
    static async Task SeedAsync(string file, CancellationToken cancel)
    {
        await using var database = await SkillDatabase.OpenAsync(file, OpenMode.Create, cancel);
        var memory = MemoryIn(database);
        for (var number = 0; number < SharedSkills; number++)
        {
            await memory.AddAsync(SyntheticSkills.Procedure(number), default, new Provenance(Author.Person), cancel: cancel);
        }
    }

    /// <summary>How many executions the file knows of: every write that was acknowledged is one.</summary>
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

/// <summary>A client with a server of its own, that by turns reports on a skill that all share and stores a run that is new.</summary>
sealed class WritingClient(int number, int sharedSkills, IReadOnlyList<string> command) : IAsyncDisposable
{
    const int RunsPerClient = 1_000_000;

    readonly RunningServer server = RunningServer.Start(command);

    public int Written { get; private set; }

    public int Errors { get; private set; }

    public Task GreetAsync() => server.GreetAsync();

    public async Task WriteAsync(TimeSpan duration, CancellationToken cancel)
    {
        var began = Stopwatch.GetTimestamp();
        for (var call = 0; Stopwatch.GetElapsedTime(began) < duration && !cancel.IsCancellationRequested; call++)
        {
            var answer = await server.AskAsync("tools/call", call % 2 == 0 ? Outcome(call) : Run(call));
            if (Succeeded(answer))
            {
                Written++;
            }
            else
            {
                Errors++;
                Console.Error.WriteLine(answer);
            }
        }
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    JsonObject Outcome(int call) => Call("record_outcome", new JsonObject
    {
        ["skill"] = SyntheticSkills.Procedure((number + call) % sharedSkills).Title,
        ["outcome"] = "success",
    });

    JsonObject Run(int call)
    {
        var run = SyntheticSkills.Run((number + 1) * RunsPerClient + call);
        return Call("store_trajectory", new JsonObject
        {
            ["task"] = run.Task,
            ["steps"] = new JsonArray([.. run.Steps.Select(step => (JsonNode)step.Text)]),
            ["success"] = true,
            ["category"] = run.Category,
        });
    }

    static JsonObject Call(string tool, JsonObject arguments) => new() { ["name"] = tool, ["arguments"] = arguments };

    static bool Succeeded(string answer)
    {
        using var message = JsonDocument.Parse(answer);
        return message.RootElement.TryGetProperty("result", out var result) && !(result.TryGetProperty("isError", out var failed) && failed.GetBoolean());
    }
}

/// <summary>What several servers wrote together.</summary>
/// <param name="Processes">How many.</param>
/// <param name="Writes">That were acknowledged.</param>
/// <param name="WritesASecond">Of all together.</param>
/// <param name="BareCommitsASecond">Of one writer of one row, on the same disk.</param>
/// <param name="Errors">Calls that were refused.</param>
/// <param name="Lost">Acknowledged, and not in the file afterwards.</param>
sealed record Together(int Processes, int Writes, double WritesASecond, double BareCommitsASecond, int Errors, int Lost);
