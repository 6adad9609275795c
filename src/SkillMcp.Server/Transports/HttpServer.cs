using System.Net.Sockets;
using ModelContextProtocol.AspNetCore;
using ModelContextProtocol.Server;

namespace SkillMcp.Server.Transports;

/// <summary>Serves many clients of this machine over HTTP at <c>/mcp</c>.</summary>
static class HttpServer
{
    const string Path = "/mcp";

    // Ten times what a long trajectory needs; a larger body is a mistake or an attack.
    const long MaxBodyBytes = 1 << 20;

    public static async Task RunAsync(
        ServerSetup setup, ILoggerFactory loggers, HttpAddress address, Action<string> announce, CancellationToken cancel)
    {
        await using var app = Build(setup, loggers, address);
        await StartAsync(app, address, cancel);
        announce(app.Urls.First() + Path);
        await app.WaitForShutdownAsync(cancel);
    }

    static async Task StartAsync(WebApplication app, HttpAddress address, CancellationToken cancel)
    {
        try
        {
            await app.StartAsync(cancel);
        }
        catch (IOException)
        {
            throw new SkillException(
                $"Port in use: another program listens on {address.Url}. Choose another --port, or 0 for any free one.");
        }
        catch (SocketException refused)
        {
            throw new SkillException(
                $"Cannot listen on {address.Url} ({refused.Message}): choose another --port, from 1024 up, or 0 for any free one.");
        }
    }

    static WebApplication Build(ServerSetup setup, ILoggerFactory loggers, HttpAddress address)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(address.Url).ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = MaxBodyBytes);
        builder.Services.AddSingleton(loggers);
        // Before the SDK's own setup, so that it finds our shared collections instead of making new ones for each request.
        builder.Services.AddOptions<McpServerOptions>().Configure(setup.Apply);
        builder.Services.AddMcpServer().WithHttpTransport(transport => Configure(transport, setup, address));
        var app = builder.Build();
        app.UseMiddleware<LocalRequestsOnly>();
        app.UseMiddleware<JsonRequestsOnly>();
        app.MapMcp(Path);
        // Open streams would delay the shutdown until its timeout.
        app.Lifetime.ApplicationStopping.Register(setup.Notifier.End);
        return app;
    }

    static void Configure(HttpServerTransportOptions transport, ServerSetup setup, HttpAddress address)
    {
        transport.SessionMode = HttpServerSessionMode.StatefulForInitializeClients;
        // Marked as obsolete or experimental, and needed as long as clients of the older protocols are served.
#pragma warning disable MCP9004, MCP9006, MCPEXP002
        transport.EnableLegacySse = address.Sse;
        transport.IdleTimeout = TimeSpan.FromMinutes(30);
        transport.MaxIdleSessionCount = 200;
        transport.RunSessionHandler = async (_, session, cancel) =>
        {
            using var subscribing = setup.Notifier.Begin(session);
            await session.RunAsync(cancel);
        };
#pragma warning restore MCP9004, MCP9006, MCPEXP002
    }
}
