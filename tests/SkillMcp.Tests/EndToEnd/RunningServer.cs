using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace SkillMcp.Tests.EndToEnd;

/// <summary>The real executable on a memory of its own, over real pipes or a real socket.</summary>
public sealed class RunningServer : IAsyncDisposable
{
    public static readonly string[] ProtocolVersions = ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25", "2026-07-28"];

    static readonly string[] OverHttp = ["--http", "--port", "0"];

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly TemporaryFolder folder = new();
    readonly Process process;
    readonly Task<string> log;
    int asked;

    RunningServer(string? file, params string[] options)
    {
        process = Start(["serve", "--db", file ?? folder["skills.db"], .. options]);
        Address = options.Contains("--http") ? new Uri(process.StandardError.ReadLine()!.Split(' ')[^1]) : null;
        log = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Where it listens; null over stdio.</summary>
    public Uri? Address { get; }

    public static RunningServer Stdio(params string[] options) => new(null, options);

    /// <summary>On a file that is there already, or outlives the server.</summary>
    public static RunningServer On(string file, params string[] options) => new(file, options);

    public static RunningServer Http(params string[] options) => new(null, [.. OverHttp, .. options]);

    /// <summary>On a file, over HTTP or stdio.</summary>
    public static RunningServer Over(bool http, string file) => http ? On(file, OverHttp) : On(file);

    /// <summary>Starts the executable with these arguments, its streams in our hands.</summary>
    public static Process Start(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Here.Executable, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("SKILLMCP_DB");
        start.Environment.Remove("SKILLMCP_PROJECT");
        // Few tests are about meaning, and reading the model costs each of the others a second: those name it.
        start.Environment["SKILLMCP_EMBEDDINGS"] = "off";
        return Process.Start(start)!;
    }

    /// <summary>A client as agents have it.</summary>
    /// <param name="version">The protocol version that it insists on; null for the newest.</param>
    /// <param name="person">What the person at the client answers when asked; null where the client cannot ask.</param>
    public Task<McpClient> ClientAsync(string? version = null, Func<ElicitRequestParams, string>? person = null) =>
        AskedAsync(version, person is null ? null : question => new ElicitResult { Action = person(question) });

    /// <summary>The same with a person who fills in forms.</summary>
    public Task<McpClient> AskedAsync(string? version, Func<ElicitRequestParams, ElicitResult>? person)
    {
        IClientTransport transport = Address is null
            ? new StreamClientTransport(process.StandardInput.BaseStream, process.StandardOutput.BaseStream)
            : new HttpClientTransport(
                new HttpClientTransportOptions { Endpoint = Address, TransportMode = HttpTransportMode.StreamableHttp });
        var options = new McpClientOptions
        {
            ProtocolVersion = version,
            ClientInfo = new Implementation { Name = "the-tests", Version = "7.7" },
            InitializationTimeout = Patience,
            DiscoverProbeTimeout = Patience,
        };
        if (person is not null)
        {
            options.Handlers.ElicitationHandler = (question, _) => ValueTask.FromResult(person(question!));
        }
        return McpClient.CreateAsync(transport, options);
    }

    /// <summary>Sends a line as it is and reads the answer.</summary>
    public async Task<JsonNode> AskAsync(string line)
    {
        await SendAsync(line);
        return await HearAsync(message => message["method"] is null);
    }

    /// <summary>Sends a line as it is.</summary>
    public async Task SendAsync(string line)
    {
        await process.StandardInput.WriteLineAsync(line);
        await process.StandardInput.FlushAsync();
    }

    /// <summary>Reads messages until one is what is waited for.</summary>
    public async Task<JsonNode> HearAsync(Func<JsonNode, bool> awaited)
    {
        JsonNode message;
        do
        {
            message = JsonNode.Parse((await process.StandardOutput.ReadLineAsync().WaitAsync(Patience))!)!;
        }
        while (!awaited(message));
        return message;
    }

    /// <summary>Sends a request and reads the answer to it.</summary>
    public Task<JsonNode> RequestAsync(string method, JsonNode? parameters = null) =>
        AskAsync(new JsonObject
        {
            ["jsonrpc"] = "2.0",
            ["id"] = ++asked,
            ["method"] = method,
            ["params"] = parameters ?? new JsonObject(),
        }.ToJsonString());

    /// <summary>Begins a session of a version that has sessions.</summary>
    public Task<JsonNode> InitializeAsync(string version = "2025-11-25") => RequestAsync("initialize", new JsonObject
    {
        ["protocolVersion"] = version,
        ["capabilities"] = new JsonObject(),
        ["clientInfo"] = new JsonObject { ["name"] = "the-tests", ["version"] = "7.7" },
    });

    /// <summary>Calls a tool with arguments as JSON.</summary>
    public Task<JsonNode> CallAsync(string tool, string arguments) =>
        RequestAsync("tools/call", new JsonObject { ["name"] = tool, ["arguments"] = JsonNode.Parse(arguments) });

    /// <summary>Closes its input and waits for its end.</summary>
    /// <returns>The exit code and everything that it wrote to standard error.</returns>
    public async Task<(int ExitCode, string Log)> EndAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync().WaitAsync(Patience);
        return (process.ExitCode, await log);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }
        await process.WaitForExitAsync();
        process.Dispose();
        folder.Dispose();
    }
}

/// <summary>What the tests read of a tool's answer.</summary>
public static class ToolAnswers
{
    public static async Task<(JsonElement Structure, string Text)> CallAsync(this McpClient client, string tool, object arguments)
    {
        var given = JsonSerializer.SerializeToElement(arguments).Deserialize<Dictionary<string, object?>>();
        var result = await client.CallToolAsync(tool, given);
        Assert.True(result.IsError is not true, Text(result));
        return (result.StructuredContent!.Value, Text(result));
    }

    public static string Text(CallToolResult result) =>
        string.Join('\n', result.Content.OfType<TextContentBlock>().Select(block => block.Text));

    /// <summary>The text of an answer that says what was wrong.</summary>
    public static string Mistake(this JsonNode answer)
    {
        Assert.True(answer["result"]?["isError"]?.GetValue<bool>(), answer.ToJsonString());
        return answer["result"]!["content"]![0]!["text"]!.GetValue<string>();
    }
}
