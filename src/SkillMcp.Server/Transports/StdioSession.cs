using System.Text.Json;
using ModelContextProtocol.Protocol;

namespace SkillMcp.Server.Transports;

/// <summary>What one session hears and says on standard input and output.</summary>
sealed class StdioSession : TransportBase
{
    readonly LineWriter output;

    public StdioSession(LineWriter output) : base("stdio", loggerFactory: null)
    {
        this.output = output;
        // Of several in a row, each has subscriptions of its own.
        SessionId = Guid.NewGuid().ToString();
        SetConnected();
    }

    public Task ReceiveAsync(JsonRpcMessage message, CancellationToken cancel) => WriteMessageAsync(message, cancel);

    // Also after its end: whoever sends a few lines and closes still reads the answers.
    public override Task SendMessageAsync(JsonRpcMessage message, CancellationToken cancellationToken = default) =>
        output.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(message, JsonRpcLine.Type), cancellationToken);

    /// <summary>Nothing more will be received; what was is still answered.</summary>
    public void End() => SetDisconnected();

    public override ValueTask DisposeAsync()
    {
        End();
        return default;
    }
}
