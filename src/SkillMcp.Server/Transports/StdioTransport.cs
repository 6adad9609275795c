using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace SkillMcp.Server.Transports;

/// <summary>
/// One JSON-RPC message a line. Unlike the SDK's transport, which drops a line that it cannot read, this one answers it:
/// whoever sent it would else wait for ever.
/// </summary>
sealed class StdioTransport : TransportBase
{
    static readonly JsonTypeInfo<JsonRpcMessage> Message = (JsonTypeInfo<JsonRpcMessage>)McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(JsonRpcMessage));

    readonly StreamReader input;
    readonly Stream output;
    readonly SemaphoreSlim writing = new(1, 1);
    readonly CancellationTokenSource disposing = new();

    public StdioTransport(Stream input, Stream output) : base("stdio", loggerFactory: null)
    {
        this.input = new StreamReader(input, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        this.output = output;
        SetConnected();
        _ = Task.Run(ReadAllAsync);
    }

    // Also after the input has ended: whoever sends a few lines and closes still reads the answers.
    public override Task SendMessageAsync(JsonRpcMessage message, CancellationToken cancellationToken = default) =>
        WriteLineAsync(JsonSerializer.SerializeToUtf8Bytes(message, Message), cancellationToken);

    // A read of standard input cannot be called off: the loop ends with the process.
    public override async ValueTask DisposeAsync()
    {
        await disposing.CancelAsync();
        SetDisconnected();
    }

    async Task ReadAllAsync()
    {
        try
        {
            while (await input.ReadLineAsync(disposing.Token) is { } line)
            {
                if (!string.IsNullOrWhiteSpace(line))
                {
                    await ReceiveAsync(line);
                }
            }
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            // The other side has gone, as it may at any time.
        }
        finally
        {
            SetDisconnected();
        }
    }

    async Task ReceiveAsync(string line)
    {
        if (Read(line) is { } message)
        {
            await WriteMessageAsync(message, disposing.Token);
        }
        else
        {
            await WriteLineAsync(UnreadableLine.Answer(line), disposing.Token);
        }
    }

    static JsonRpcMessage? Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, Message);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    async Task WriteLineAsync(byte[] json, CancellationToken cancel)
    {
        await writing.WaitAsync(cancel);
        try
        {
            await output.WriteAsync(json, cancel);
            await output.WriteAsync("\n"u8.ToArray(), cancel);
            await output.FlushAsync(cancel);
        }
        finally
        {
            writing.Release();
        }
    }
}
