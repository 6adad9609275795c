using System.Text.Json.Nodes;
using System.Threading.Channels;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace SkillMcp.Tests.EndToEnd;

/// <summary>What a client is told of changes, in whichever way its protocol has for that.</summary>
public sealed class NotificationListener : IAsyncDisposable
{
    /// <summary>What is told where the list of resources has changed, and no address.</summary>
    public const string List = "the list";

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly Channel<string> told = Channel.CreateUnbounded<string>();
    readonly TaskCompletionSource<JsonNode> acknowledged = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly CancellationTokenSource closing = new();
    readonly List<IAsyncDisposable> held = [];
    readonly string id = $"listener {Guid.NewGuid()}";
    McpClient? listening;

    /// <summary>What the server agreed to tell; null where the protocol has no word for that.</summary>
    public JsonNode? Granted { get; private set; }

    /// <summary>The request that holds the stream open; null where there is none.</summary>
    public Task<JsonRpcResponse>? Stream { get; private set; }

    /// <summary>Listens to changes of these addresses and of the list.</summary>
    public static Task<NotificationListener> OpenAsync(McpClient client, params string[] addresses) => OpenAsync(client, list: true, addresses);

    /// <summary>Listens to changes of these addresses and, where it is wanted or the protocol tells it unasked, of the list.</summary>
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

    /// <summary>The next thing that is told.</summary>
    public async Task<string> NextAsync() => await told.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    /// <summary>What was told and not asked for here yet.</summary>
    public IReadOnlyList<string> Untaken
    {
        get
        {
            var all = new List<string>();
            while (told.Reader.TryRead(out var one))
            {
                all.Add(one);
            }
            return all;
        }
    }

    /// <summary>All that is told until this is.</summary>
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

    /// <summary>Closes the stream, where there is one: over a socket by closing it, over pipes in a word, which the SDK's client leaves to us.</summary>
    public async Task CloseAsync()
    {
        await closing.CancelAsync();
        await listening!.SendNotificationAsync(NotificationMethods.CancelledNotification, new CancelledNotificationParams { RequestId = new RequestId(id) });
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
        // Of several streams of one client, each is told its own alone.
        if (tag is null == isTagged)
        {
            told.Writer.TryWrite($"{what} with the tag '{tag}'");
        }
        else if (!isTagged || tag == id)
        {
            told.Writer.TryWrite(what);
        }
        return ValueTask.CompletedTask;
    }));

    async Task ListenAsync(McpClient client, bool list, string[] addresses)
    {
        listening = client;
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
                ["notifications"] = new JsonObject { ["resourcesListChanged"] = list, ["resourceSubscriptions"] = new JsonArray([.. addresses.Select(address => (JsonNode)address)]) },
            },
        }, closing.Token);
        if (await Task.WhenAny(acknowledged.Task, Stream).WaitAsync(Patience) == Stream)
        {
            await Stream;
        }
        Granted = await acknowledged.Task.WaitAsync(Patience);
    }
}
