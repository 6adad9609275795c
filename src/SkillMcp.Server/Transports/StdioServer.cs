using System.Text;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace SkillMcp.Server.Transports;

/// <summary>
/// Serves one client over standard input and output, one JSON-RPC message a line. It uses no host and no web stack, to start fast.
/// Unlike the SDK's transport it answers a line that it cannot read, as its sender would wait for ever. An <c>initialize</c> begins
/// a new session: several clients probe with <c>server/discover</c> and then initialize, which the SDK refuses within one session.
/// </summary>
sealed class StdioServer(ServerSetup setup, ILoggerFactory loggers)
{
    readonly LineWriter output = new(Console.OpenStandardOutput());
    readonly List<Task> served = [];
    StdioSession? session;

    /// <summary>Serves until the client closes the input, or is gone, and everything is answered.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        using var input = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var gone = ParentProcess.WhenGoneAsync(ending.Token);
        while (await ReadLineAsync(input, gone, cancel) is { } line)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                await ReceiveAsync(line, cancel);
            }
        }
        await ending.CancelAsync();
        EndSession();
        await Task.WhenAll(served);
    }

    /// <summary>The next line; null if there is no more, or nobody left to write one.</summary>
    static async Task<string?> ReadLineAsync(StreamReader input, Task gone, CancellationToken cancel)
    {
        // A read of standard input cannot be cancelled, only abandoned.
        var line = input.ReadLineAsync(cancel).AsTask();
        return await Task.WhenAny(line, gone).WaitAsync(cancel) == line ? await line : null;
    }

    /// <summary>Ends the session: its open requests are still answered, its subscriptions and streams end.</summary>
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
