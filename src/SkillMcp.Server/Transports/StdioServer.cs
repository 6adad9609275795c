using ModelContextProtocol.Server;

namespace SkillMcp.Server.Transports;

/// <summary>Serves one client over standard input and output. No host and no web stack: a client waits for the first answer.</summary>
static class StdioServer
{
    /// <summary>Serves until the client closes the input.</summary>
    public static async Task RunAsync(Surface surface, ILoggerFactory loggers, CancellationToken cancel)
    {
        var options = new McpServerOptions();
        surface.Apply(options);
        await using var transport = new StdioTransport(Console.OpenStandardInput(), Console.OpenStandardOutput());
        await using var server = McpServer.Create(transport, options, loggers);
        await server.RunAsync(cancel);
    }
}
