using System.CommandLine;
using SkillMcp.Server.Elicitation;
using SkillMcp.Server.Transports;
using SkillMcp.Sqlite;

namespace SkillMcp.Server.Commands;

/// <summary><c>skillmcp serve</c>: the memory for agents, over stdio or HTTP.</summary>
static class ServeCommand
{
    static readonly Option<bool> Http = new("--http") { Description = "Serve Streamable HTTP at /mcp instead of stdio." };
    static readonly Option<string> Host = new("--host") { Description = "Where to listen; this machine only.", HelpName = "HOST", DefaultValueFactory = _ => HttpAddress.DefaultHost };
    static readonly Option<int> Port = new("--port") { Description = "The port; 0 for any free one.", HelpName = "PORT", DefaultValueFactory = _ => HttpAddress.DefaultPort };
    static readonly Option<bool> Sse = new("--sse") { Description = "Serve the older HTTP+SSE endpoints too." };
    static readonly Option<bool> ReadOnly = new("--read-only") { Description = "Without the tools that write: agents follow what is there and change nothing." };
    static readonly Option<bool> QuarantineWrites = new("--quarantine-writes") { Description = "Keep all that agents write apart until you approve it (skillmcp review)." };

    public static Command Build()
    {
        var command = new Command("serve", "Serve the memory to agents over the Model Context Protocol.") { Http, Host, Port, Sse, ReadOnly, QuarantineWrites };
        return command.OnFile(OpenMode.Create, RunAsync);
    }

    static async Task<int> RunAsync(ParseResult typed, SkillDatabase database, CancellationToken cancel)
    {
        var address = AddressFrom(typed);
        var memory = MemoryFile.MemoryIn(database, typed, new SkillMemoryOptions { QuarantineAgents = typed.GetValue(QuarantineWrites) });
        using var loggers = StderrLoggerProvider.CreateFactory();
        // Over HTTP nobody knows who would answer for the user.
        await using var setup = new ServerSetup(memory, new Consent(canAsk: address is null), readOnly: typed.GetValue(ReadOnly), TimeProvider.System, loggers);
        try
        {
            await (address is null ? ServeStdioAsync(setup, loggers, cancel) : HttpServer.RunAsync(setup, loggers, address, Announce, cancel));
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // Asked to stop, which is no fault.
        }
        finally
        {
            await memory.FlushAsync(CancellationToken.None);
        }
        return 0;
    }

    /// <summary>Where HTTP is served; null for stdio.</summary>
    /// <exception cref="SkillException">It says where, and not that it is HTTP.</exception>
    static HttpAddress? AddressFrom(ParseResult typed)
    {
        Option[] ofHttp = [Host, Port, Sse];
        return (typed.GetValue(Http), ofHttp.FirstOrDefault(option => typed.GetResult(option) is { Implicit: false })) switch
        {
            (true, _) => HttpAddress.Parse(typed.GetValue(Host)!, typed.GetValue(Port), typed.GetValue(Sse)),
            (false, { } given) => throw new SkillException($"{given.Name} is about HTTP: write --http too, or leave it out and serve stdio."),
            _ => null,
        };
    }

    static Task ServeStdioAsync(ServerSetup setup, ILoggerFactory loggers, CancellationToken cancel)
    {
        if (!Console.IsInputRedirected)
        {
            Console.Error.WriteLine("""
                skillmcp is a memory of procedures for AI agents. It is serving MCP over stdin and stdout now, which is for a client to start:
                  skillmcp install claude-code (or claude-desktop, vscode, cursor)
                or, in the configuration of another client:
                  { "mcpServers": { "skillmcp": { "command": "skillmcp", "args": ["serve"] } } }
                Ctrl-D ends it. skillmcp --help shows what people can do.
                """);
        }
        return new StdioServer(setup, loggers).RunAsync(cancel);
    }

    static void Announce(string url) => Console.Error.WriteLine($"skillmcp serves MCP at {url}");
}
