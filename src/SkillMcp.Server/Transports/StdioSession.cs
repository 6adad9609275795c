using System.Text.Json;
using ModelContextProtocol.Protocol;

namespace SkillMcp.Server.Transports;

/// <summary>The messages of one session on standard input and output.</summary>
sealed class StdioSession : TransportBase
{
    readonly LineWriter output;

    public StdioSession(LineWriter output) : base("stdio", loggerFactory: null)
    {
        this.output = output;
        // Of several sessions in a row, each has its own subscriptions.
        SessionId = Guid.NewGuid().ToString();
        SetConnected();
    }

    public Task ReceiveAsync(JsonRpcMessage message, CancellationToken cancel) => WriteMessageAsync(message, cancel);

    // Also after its end: a client that sends a few lines and closes the input still reads the answers.
    public override Task SendMessageAsync(JsonRpcMessage message, CancellationToken cancellationToken = default) =>
        output.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(message, JsonRpcLine.Type), cancellationToken);

    /// <summary>Ends receiving; what was received is still answered.</summary>
    public void End() => SetDisconnected();

    public override ValueTask DisposeAsync()
    {
        End();
        return default;
    }
}
