using System.CommandLine;
using SkillMcp.Agents.Drafting;
using SkillMcp.Server.Clients;
using SkillMcp.Server.Commands.Invocation;
using SkillMcp.Server.Commands.Sessions;
using SkillMcp.Server.Elicitation;
using SkillMcp.Server.Tools;
using SkillMcp.Server.Transports;
using SkillMcp.Server.Verification;
using SkillMcp.Sqlite;

namespace SkillMcp.Server.Commands;

/// <summary><c>skillmcp serve</c>: the memory for agents, over stdio or HTTP.</summary>
static partial class ServeCommand
{
    const string InClient = "client";

    static readonly Option<bool> Http = new("--http") { Description = "Serve Streamable HTTP at /mcp instead of stdio." };

    static readonly Option<string> Host = new("--host")
    {
        Description = "Where to listen; this machine only.",
        HelpName = "HOST",
        DefaultValueFactory = _ => HttpAddress.DefaultHost,
    };

    static readonly Option<int> Port = new("--port")
    {
        Description = "The port; 0 for any free one.",
        HelpName = "PORT",
        DefaultValueFactory = _ => HttpAddress.DefaultPort,
    };

    static readonly Option<bool> Sse = new("--sse") { Description = "Serve the older HTTP+SSE endpoints too." };

    static readonly Option<bool> ReadOnly = new("--read-only")
    {
        Description = "Without the tools that write: agents follow what is there and change nothing.",
    };

    static readonly Option<bool> QuarantineWrites = new("--quarantine-writes")
    {
        Description = "Quarantine everything that agents write until you approve it (skillmcp review).",
    };

    static readonly Option<string> Approvals = new Option<string>("--approvals")
    {
        Description = "Where a skill is approved: in the client, which asks you for its name, or in a terminal only.",
        DefaultValueFactory = _ => InClient,
    }.AcceptOnlyFromAmong(InClient, "terminal");

    static readonly Option<bool> NoTrials = new("--no-trials")
    {
        Description = "Hand over the current way of each skill always, and try no other.",
    };

    static readonly Option<bool> SharedChanges = new("--shared-changes")
    {
        Description = "With --project: agents may change and retire everybody's skills too.",
    };

    static readonly Option<bool> Verify = new("--verify")
    {
        Description = "Make a skill's checks when an agent reports that it worked, as far as verify.toml allows them.",
    };

    static readonly Option<string?> Retest = new("--retest")
    {
        Description =
            "Make the checks of skills again that were not proved for so long (24h, 30d) or failed since, as verify.toml allows them.",
        HelpName = "24h",
    };

    // A client waits for the answer: the first is given without the model, where that takes longer to load.
    static readonly TimeSpan ModelPatience = TimeSpan.FromMilliseconds(500);

    public static Command Build() => new Command("serve", "Serve the memory to agents over the Model Context Protocol.")
    {
        Http, Host, Port, Sse, ReadOnly, QuarantineWrites, Approvals, NoTrials, SharedChanges, Verify, Retest, SandboxSelection.Container,
        MeasuredShare.Option, ModelSelection.Embeddings, ChatSelection.Chat, ChatSelection.Model, ChatSelection.Api,
    }
        .OnFile(OpenMode.Create, RunAsync);

    static async Task<int> RunAsync(ParseResult typed, SkillDatabase database, CancellationToken cancel)
    {
        var address = AddressFrom(typed);
        var options = new SkillMemoryOptions
        {
            QuarantineAgents = typed.GetValue(QuarantineWrites),
            HasTrials = !typed.GetValue(NoTrials),
            MayChangeShared = typed.GetValue(SharedChanges),
            MeasuredPercent = MeasuredShare.From(typed),
        };
        using var loggers = StderrLoggerProvider.CreateFactory();
        var logger = loggers.CreateLogger("skillmcp");
        database.Noticed += happened => LogNoticed(logger, happened);
        using var model = ModelSelection.EmbedderFrom(typed, ModelPatience, unusable => LogUnusable(logger, unusable.Message));
        using var chat = ChatSelection.ClientFrom(typed);
        var drafter = chat is null ? null : new ChatDrafter(chat, CompositionRoot.Time, dropped: why => LogDropped(logger, why));
        var memory = CompositionRoot.MemoryIn(database, typed, options, model, drafter);
        // Over HTTP a question may reach another person than the user.
        var consent = new Consent(canAsk: address is null && typed.GetValue(Approvals) == InClient);
        var verification = typed.GetValue(Verify) ? VerificationFrom(typed, memory, logger) : null;
        await using var setup = new ServerSetup(
            memory, consent, readOnly: typed.GetValue(ReadOnly), CompositionRoot.Time, loggers, verification);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var retest = typed.GetValue(Retest) is { } age ? RetestAsync(typed, age, memory, logger, ended.Token) : Task.CompletedTask;
        try
        {
            await (address is null
                ? ServeStdioAsync(setup, loggers, cancel)
                : HttpServer.RunAsync(setup, loggers, address, Announce, cancel));
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // It was asked to stop, which is not an error.
        }
        finally
        {
            await ended.CancelAsync();
            await retest.ContinueWith(_ => { }, TaskScheduler.Default);
            await memory.FlushAsync(CancellationToken.None);
        }
        return 0;
    }

    static ReportVerification VerificationFrom(ParseResult typed, SkillMemory memory, ILogger logger) => new ReportVerifier(
        memory,
        cancel => SandboxSelection.VerificationFromAsync(typed, memory, cancel),
        why => LogNotVerified(logger, why)).VerifyAsync;

    /// <exception cref="SkillException">The age is none.</exception>
    static Task RetestAsync(ParseResult typed, string age, SkillMemory memory, ILogger logger, CancellationToken cancel)
    {
        var now = CompositionRoot.Time.GetUtcNow();
        return new IdleRetest(
            memory,
            token => SandboxSelection.VerificationFromAsync(typed, memory, token),
            now - Since.Parse(age, now),
            CompositionRoot.Time,
            happened => LogNoticed(logger, happened)).RunAsync(cancel);
    }

    /// <summary>Where HTTP is served; null for stdio.</summary>
    /// <exception cref="SkillException">An option of HTTP was given without <c>--http</c>.</exception>
    static HttpAddress? AddressFrom(ParseResult typed)
    {
        Option[] ofHttp = [Host, Port, Sse];
        return (typed.GetValue(Http), ofHttp.FirstOrDefault(option => typed.GetResult(option) is { Implicit: false })) switch
        {
            (true, _) => HttpAddress.Parse(typed.GetValue(Host)!, typed.GetValue(Port), typed.GetValue(Sse)),
            (false, { } given) =>
                throw new SkillException($"{given.Name} is about HTTP: write --http too, or leave it out and serve stdio."),
            _ => null,
        };
    }

    static Task ServeStdioAsync(ServerSetup setup, ILoggerFactory loggers, CancellationToken cancel)
    {
        if (!Console.IsInputRedirected)
        {
            Console.Error.WriteLine($$"""
                skillmcp is a memory of procedures for AI agents. It is serving MCP over stdin and stdout now.
                To have a client start it:
                  skillmcp install CLIENT, which is one of {{SupportedClients.Names}}
                or, in the configuration of another client:
                  { "mcpServers": { "skillmcp": { "command": "skillmcp", "args": ["serve"] } } }
                Ctrl-D ends it. skillmcp --help shows what people can do.
                """);
        }
        return new StdioServer(setup, loggers).RunAsync(cancel);
    }

    static void Announce(string url) => Console.Error.WriteLine($"skillmcp serves MCP at {url}");

    [LoggerMessage(LogLevel.Warning, "{Why}")]
    static partial void LogNotVerified(ILogger logger, string why);

    [LoggerMessage(LogLevel.Warning, "{Happened}")]
    static partial void LogNoticed(ILogger logger, string happened);

    [LoggerMessage(LogLevel.Warning, "A skill was drafted without the chat model: {Reason}")]
    static partial void LogDropped(ILogger logger, string reason);

    [LoggerMessage(LogLevel.Warning, "Skills were found by their words alone: {Reason}")]
    static partial void LogUnusable(ILogger logger, string reason);
}
