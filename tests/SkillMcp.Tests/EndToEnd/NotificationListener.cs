using System.Text.Json.Nodes;
using System.Threading.Channels;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace SkillMcp.Tests.EndToEnd;

/// <summary>Receives the change notifications of a client, in the way of its protocol version.</summary>
public sealed class NotificationListener : IAsyncDisposable
{
    /// <summary>Represents a change of the list of resources, which has no address.</summary>
    public const string List = "the list";

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly Channel<string> received = Channel.CreateUnbounded<string>();
    readonly TaskCompletionSource<JsonNode> acknowledged = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly CancellationTokenSource closing = new();
    readonly List<IAsyncDisposable> held = [];
    readonly string id = $"listener {Guid.NewGuid()}";
    McpClient? streaming;

    /// <summary>The notifications that the server acknowledged; null where the protocol has no acknowledgement.</summary>
    public JsonNode? Granted { get; private set; }

    /// <summary>The request that holds the stream open; null where there is none.</summary>
    public Task<JsonRpcResponse>? Stream { get; private set; }

    /// <summary>Listens to changes of these addresses and of the list.</summary>
    public static Task<NotificationListener> OpenAsync(McpClient client, params string[] addresses) =>
        OpenAsync(client, list: true, addresses);

    /// <summary>Listens to changes of these addresses and, where it is asked for or the protocol sends them unasked, of the list.</summary>
    public static async Task<NotificationListener> OpenAsync(McpClient client, bool list, params string[] addresses)
    {
        var listener = new NotificationListener();
        var isModern = client.NegotiatedProtocolVersion == "2026-07-28";
        listener.Hear(client, NotificationMethods.ResourceListChangedNotification, isModern);
        listener.Hear(client, NotificationMethods.ResourceUpdatedNotification, isModern);
        if (isModern)
        {
            await listener.ListenAsync(client, list, addresses);
        }
        else
        {
            foreach (var address in addresses)
            {
                await client.SubscribeToResourceAsync(address);
            }
        }
        return listener;
    }

    /// <summary>The next notification.</summary>
    public async Task<string> NextAsync() => await received.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    /// <summary>The notifications that were received and not taken yet.</summary>
    public IReadOnlyList<string> Untaken
    {
        get
        {
            var all = new List<string>();
            while (received.Reader.TryRead(out var one))
            {
                all.Add(one);
            }
            return all;
        }
    }

    /// <summary>All notifications up to this one.</summary>
    public async Task<List<string>> UntilAsync(string last)
    {
        var all = new List<string>();
        do
        {
            all.Add(await NextAsync());
        }
        while (all[^1] != last);
        return all;
    }

    /// <summary>
    /// Closes the stream: over a socket by closing it, over pipes by a notification, which the SDK's client leaves to us.
    /// </summary>
    public async Task CloseAsync()
    {
        await closing.CancelAsync();
        await streaming!.SendNotificationAsync(NotificationMethods.CancelledNotification,
            new CancelledNotificationParams { RequestId = new RequestId(id) });
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        foreach (var handler in held)
        {
            await handler.DisposeAsync();
        }
        closing.Dispose();
    }

    void Hear(McpClient client, string method, bool isTagged) => held.Add(client.RegisterNotificationHandler(method, (notification, _) =>
    {
        var tag = notification.Params?["_meta"]?["io.modelcontextprotocol/subscriptionId"]?.GetValue<string>();
        var what = notification.Params?["uri"]?.GetValue<string>() ?? List;
        // Of several streams of one client, each receives only its own notifications.
        if (tag is null == isTagged)
        {
            received.Writer.TryWrite($"{what} with the tag '{tag}'");
        }
        else if (!isTagged || tag == id)
        {
            received.Writer.TryWrite(what);
        }
        return ValueTask.CompletedTask;
    }));

    async Task ListenAsync(McpClient client, bool list, string[] addresses)
    {
        streaming = client;
        held.Add(client.RegisterNotificationHandler(NotificationMethods.SubscriptionsAcknowledgedNotification, (notification, _) =>
        {
            if (notification.Params!["_meta"]!["io.modelcontextprotocol/subscriptionId"]!.GetValue<string>() == id)
            {
                acknowledged.TrySetResult(notification.Params["notifications"]!);
            }
            return ValueTask.CompletedTask;
        }));
        Stream = client.SendRequestAsync(new JsonRpcRequest
        {
            Id = new RequestId(id),
            Method = RequestMethods.SubscriptionsListen,
            Params = new JsonObject
            {
                ["notifications"] = new JsonObject
                {
                    ["resourcesListChanged"] = list,
                    ["resourceSubscriptions"] = new JsonArray([.. addresses.Select(address => (JsonNode)address)]),
                },
            },
        }, closing.Token);
        if (await Task.WhenAny(acknowledged.Task, Stream).WaitAsync(Patience) == Stream)
        {
            await Stream;
        }
        Granted = await acknowledged.Task.WaitAsync(Patience);
    }
}
