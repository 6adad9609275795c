using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SkillMcp.Benchmarks.Speed;

/// <summary>A client with its own server that reports on a shared skill and stores a new run in turns.</summary>
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
        return message.RootElement.TryGetProperty("result", out var result)
            && !(result.TryGetProperty("isError", out var failed) && failed.GetBoolean());
    }
}
