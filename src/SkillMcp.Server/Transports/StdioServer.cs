using System.Text;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace SkillMcp.Server.Transports;

/// <summary>
/// Serves one client over standard input and output, one JSON-RPC message a line. No host and no web stack: a client waits for the first answer.
/// Unlike the SDK's transport it answers a line that it cannot read, for whoever sent it would wait for ever; and an <c>initialize</c>
/// begins a new session, for several clients probe with <c>server/discover</c> and initialize all the same, which the SDK refuses within one.
/// </summary>
sealed class StdioServer(ServerSetup setup, ILoggerFactory loggers)
{
    readonly LineWriter output = new(Console.OpenStandardOutput());
    readonly List<Task> served = [];
    StdioSession? session;

    /// <summary>Serves until the client closes the input, and has answered everything then.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        using var input = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        // A read of standard input cannot be called off, only left behind.
        while (await input.ReadLineAsync(cancel).AsTask().WaitAsync(cancel) is { } line)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                await ReceiveAsync(line, cancel);
            }
        }
        EndSession();
        await Task.WhenAll(served);
    }

    /// <summary>What was asked is still answered; what would be told for ever is not waited for.</summary>
    void EndSession()
    {
        if (session is not null)
        {
            session.End();
            setup.Notifier.End(session.SessionId!);
        }
    }

    async Task ReceiveAsync(string line, CancellationToken cancel)
    {
        if (JsonRpcLine.Read(line) is not { } message)
        {
            await output.WriteAsync(UnreadableLine.Answer(line), cancel);
            return;
        }
        if (session is null || message is JsonRpcRequest { Method: RequestMethods.Initialize })
        {
            EndSession();
            session = new StdioSession(output);
            served.Add(ServeAsync(session, cancel));
        }
        await session.ReceiveAsync(message, cancel);
    }

    async Task ServeAsync(StdioSession begun, CancellationToken cancel)
    {
        var options = new McpServerOptions();
        setup.Apply(options);
        await using var server = McpServer.Create(begun, options, loggers);
        using var subscribing = setup.Notifier.Begin(server);
        await server.RunAsync(cancel);
    }
}
