using System.CommandLine;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SkillMcp.Benchmarks.Speed;

/// <summary>A server of the Model Context Protocol as a client starts it: a process that answers over its standard output.</summary>
sealed class RunningServer : IAsyncDisposable
{
    static readonly TimeSpan ExitTimeout = TimeSpan.FromSeconds(10);

    readonly Process process;
    int asked;

    RunningServer(Process process) => this.process = process;

    /// <summary>The executable that a benchmark measures.</summary>
    public static Option<string> Executable { get; } = new("--server")
    {
        Description = "The skillmcp executable.",
        HelpName = "PATH",
        Required = true,
    };

    /// <param name="command">The program and its arguments.</param>
    /// <param name="environment">Environment variables in addition to our own.</param>
    public static RunningServer Start(IReadOnlyList<string> command, params IEnumerable<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }
        var process = Process.Start(start)!;
        // Its errors are read and dropped, because a full pipe would block the server.
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        return new RunningServer(process);
    }

    /// <summary>Starts a server up to its answer to tools/list, which is what a client waits for.</summary>
    /// <returns>The server, the answer, and the milliseconds from the start of its process.</returns>
    /// <inheritdoc cref="Start"/>
    public static async Task<(RunningServer Server, string Tools, double Milliseconds)> StartListedAsync(
        IReadOnlyList<string> command, params IEnumerable<(string Name, string Value)> environment)
    {
        var began = Stopwatch.GetTimestamp();
        var server = Start(command, environment);
        await server.GreetAsync();
        var tools = await server.AskAsync("tools/list", []);
        return (server, tools, Stopwatch.GetElapsedTime(began).TotalMilliseconds);
    }

    /// <summary>The physical memory that it uses now.</summary>
    public long ResidentBytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>Opens the session, as every client does first.</summary>
    public async Task GreetAsync()
    {
        await AskAsync("initialize", new JsonObject
        {
            ["protocolVersion"] = "2025-11-25",
            ["capabilities"] = new JsonObject(),
            ["clientInfo"] = new JsonObject { ["name"] = "benchmark", ["version"] = "1" },
        });
        await SayAsync(new JsonObject { ["jsonrpc"] = "2.0", ["method"] = "notifications/initialized" });
    }

    /// <summary>Sends a request, and waits for the line that answers it.</summary>
    public async Task<string> AskAsync(string method, JsonObject parameters)
    {
        var id = ++asked;
        await SayAsync(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id, ["method"] = method, ["params"] = parameters });
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (IsAnswer(line, id))
            {
                return line;
            }
        }
        throw new InvalidOperationException($"{process.StartInfo.FileName} ended before it answered {method}.");
    }

    /// <summary>Ends it without warning, as kill -9 does.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Closes its input, which ends the server, and kills it if it does not end.</summary>
    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(ExitTimeout);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }
        process.Dispose();
    }

    async Task SayAsync(JsonObject message)
    {
        await process.StandardInput.WriteAsync(message.ToJsonString() + "\n");
        await process.StandardInput.FlushAsync();
    }

    // Notifications may come before the answer.
    static bool IsAnswer(string line, int id)
    {
        using var message = JsonDocument.Parse(line);
        return message.RootElement.TryGetProperty("id", out var answered)
            && answered.ValueKind == JsonValueKind.Number
            && answered.GetInt32() == id;
    }
}
