using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using SkillMcp.Server.Surface;
using SkillMcp.Server.Wire;

namespace SkillMcp.Server.Subscriptions;

/// <summary>
/// Notifies subscribers of changes in the memory, made by a tool of this server, another server or a command on the same file.
/// It polls about once a second while there are subscribers, and otherwise only after a call that may have changed something.
/// The contents of the resources are compared, so that a notification means a difference.
/// </summary>
sealed partial class ChangeNotifier(
    SkillMemory memory, McpServerResourceCollection resources, TimeProvider time, ILogger<ChangeNotifier> logger) : IAsyncDisposable
{
    // Each watches up to 500 addresses.
    const int MaxSubscribers = 200;

    static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    // Skills become stale and outcomes stop being recent without any write.
    static readonly TimeSpan MaxPollAge = TimeSpan.FromMinutes(1);

    // Added and removed again to raise the SDK's own event; nobody can read it.
    static readonly McpServerResource Trigger = new DeferredResource(
        new ResourceTemplate { UriTemplate = "skillmcp://trigger", Name = "trigger" }, () => () => "");

    static readonly (string Uri, WatchedAddress Address) ListEntry = (ChangeSubscriber.List, WatchedAddress.List);

    readonly HashSet<ChangeSubscriber> subscribers = [];
    readonly ConcurrentDictionary<string, ChangeSubscriber> sessions = new(StringComparer.Ordinal);
    readonly SemaphoreSlim polling = new(1, 1);
    readonly CancellationTokenSource stopped = new();
    string? list;
    long? generation;
    long lastPoll;
    bool requested;
    bool closed;
    Task? running;

    /// <summary>
    /// Lets a session subscribe until the result is disposed of. A session without an id cannot subscribe: over HTTP, each request of the
    /// newest protocol is one.
    /// </summary>
    public IDisposable Begin(McpServer session)
    {
        if (session.SessionId is not { } id)
        {
            return new Ending(() => { });
        }
        var (subscriber, over) = (new ChangeSubscriber(id), new CancellationTokenSource());
        sessions[id] = subscriber;
        _ = NotifyAsync(session, subscriber, over.Token);
        return new Ending(() =>
        {
            End(id);
            over.Cancel();
            over.Dispose();
        });
    }

    /// <summary>Ends the subscriptions and streams of a session, and accepts no new ones for it.</summary>
    public void End(string session)
    {
        sessions.TryRemove(session, out _);
        foreach (var subscriber in Subscribers().Where(subscriber => subscriber.Session == session))
        {
            Remove(subscriber);
        }
    }

    /// <summary>Ends all subscriptions and streams, so that shutting down does not wait for them, and accepts no new ones.</summary>
    public void End()
    {
        lock (subscribers)
        {
            closed = true;
        }
        foreach (var subscriber in Subscribers())
        {
            Remove(subscriber);
        }
    }

    public async ValueTask<EmptyResult> SubscribeAsync(RequestContext<SubscribeRequestParams> request, CancellationToken cancel)
    {
        var uri = request.Params.Uri;
        if (!WatchedAddress.IsOurs(uri))
        {
            // The protocol defines no error for a foreign address, and clients send them: there will be nothing to notify of.
            return WatchedAddress.IsAddress(uri) ? new EmptyResult() : throw Nothing(uri, SupportedVersions.WithoutSessions);
        }
        var address = WatchedAddress.Parse(uri) ?? throw Nothing(uri, request.Server.NegotiatedProtocolVersion);
        if (!sessions.TryGetValue(request.Server.SessionId ?? "", out var subscriber))
        {
            throw Refused("Only a session can subscribe, and this request has none: "
                + "begin one with initialize, or use subscriptions/listen.");
        }
        if (!subscriber.HasRoomFor(uri))
        {
            throw Refused($"A session can subscribe to {ChangeSubscriber.MaxAddresses} addresses, and this one has: "
                + "unsubscribe from one first.");
        }
        await PrepareAsync(cancel);
        await WatchAsync(subscriber, [(uri, address)], cancel);
        Add(subscriber);
        return new EmptyResult();
    }

    public ValueTask<EmptyResult> UnsubscribeAsync(RequestContext<UnsubscribeRequestParams> request, CancellationToken cancel)
    {
        if (sessions.TryGetValue(request.Server.SessionId ?? "", out var subscriber))
        {
            subscriber.Forget(request.Params.Uri);
        }
        return ValueTask.FromResult(new EmptyResult());
    }

    /// <summary>
    /// Serves a stream of the notifications that a client of the newest protocol asks for, until the client closes it or the server stops.
    /// </summary>
    public async ValueTask<EmptyResult> ListenAsync(RequestContext<SubscriptionsListenRequestParams> request, CancellationToken cancel)
    {
        var (asked, subscriber) = (request.Params.Notifications, new ChangeSubscriber(request.Server.SessionId ?? ""));
        var granted = Granted(asked.ResourceSubscriptions ?? []);
        if (granted.Count == 0 && asked.ResourceSubscriptions is [var first, ..] && asked.ResourcesListChanged is not true)
        {
            throw Nothing(first, SupportedVersions.WithoutSessions);
        }
        await WatchAsync(subscriber, asked.ResourcesListChanged is true ? [.. granted, ListEntry] : granted, cancel);
        Add(subscriber);
        try
        {
            var acknowledged = new JsonObject { ["notifications"] = Acknowledged(asked, granted) };
            await SendAsync(NotificationMethods.SubscriptionsAcknowledgedNotification, acknowledged, cancel);
            await subscriber.NotifyAsync((uri, sending) => uri == ChangeSubscriber.List
                ? SendAsync(NotificationMethods.ResourceListChangedNotification, [], sending)
                : SendAsync(NotificationMethods.ResourceUpdatedNotification, new JsonObject { ["uri"] = uri }, sending), cancel);
        }
        finally
        {
            Remove(subscriber);
        }
        return new EmptyResult { Meta = StreamMeta(request.JsonRpcRequest.Id) };

        Task SendAsync(string method, JsonObject parameters, CancellationToken sending)
        {
            parameters["_meta"] = StreamMeta(request.JsonRpcRequest.Id);
            return request.Server.SendMessageAsync(new JsonRpcNotification { Method = method, Params = parameters }, sending);
        }
    }

    /// <summary>Begins to poll for a session once it is initialized: it is notified of changes of the list from then on.</summary>
    public McpMessageHandler Messages(McpMessageHandler next) => async (message, cancel) =>
    {
        await next(message, cancel);
        if (message.JsonRpcMessage is JsonRpcNotification { Method: NotificationMethods.InitializedNotification })
        {
            RequestPoll();
        }
    };

    /// <summary>Remembers the list as it is, before the first call that may change it.</summary>
    public Task PrepareAsync(CancellationToken cancel) => list is null ? PollAsync(cancel) : Task.CompletedTask;

    /// <summary>Polls soon, and then at intervals as long as there are subscribers. Returns at once.</summary>
    public void RequestPoll()
    {
        lock (subscribers)
        {
            requested = true;
            // Over HTTP there may be neither a session nor a stream.
            var isUnheard = sessions.IsEmpty && subscribers.Count == 0;
            if (running is not null || isUnheard || stopped.IsCancellationRequested)
            {
                return;
            }
            // The polling must not run in the context of the call that happens to start it.
            using (ExecutionContext.SuppressFlow())
            {
                running = Task.Run(PollUntilIdleAsync);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopped.CancelAsync();
        End();
        Task? last;
        lock (subscribers)
        {
            last = running;
        }
        await (last ?? Task.CompletedTask);
    }

    async Task PollUntilIdleAsync()
    {
        do
        {
            var began = time.GetTimestamp();
            await TryPollAsync();
            // However large the memory and however much is watched: a tenth of one processor at the most.
            var pause = TimeSpan.FromTicks(Math.Max(PollInterval.Ticks, 9 * time.GetElapsedTime(began).Ticks));
            await Task.Delay(pause, time, stopped.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        while (GoesOn());
    }

    bool GoesOn()
    {
        lock (subscribers)
        {
            var goesOn = !stopped.IsCancellationRequested && (requested || subscribers.Any(subscriber => subscriber.IsWatching));
            requested = false;
            running = goesOn ? running : null;
            return goesOn;
        }
    }

    async Task TryPollAsync()
    {
        try
        {
            await PollAsync(stopped.Token);
        }
        catch (SkillException)
        {
            // The file cannot be read just now, which the next tool call reports; the changes are found at the next poll.
        }
        catch (Exception fault) when (!stopped.IsCancellationRequested)
        {
            LogFault(fault);
        }
        catch (Exception)
        {
            // The memory is being closed.
        }
    }

    async Task PollAsync(CancellationToken cancel)
    {
        await polling.WaitAsync(cancel);
        try
        {
            // Read first: what is written while the rest is read is found at the next poll.
            var now = await memory.GenerationAsync(cancel);
            if (now == generation && time.GetElapsedTime(lastPoll) < MaxPollAge)
            {
                return;
            }
            lastPoll = time.GetTimestamp();
            await CompareAsync(cancel);
            generation = now;
        }
        finally
        {
            polling.Release();
        }
    }

    async Task CompareAsync(CancellationToken cancel)
    {
        var fingerprints = new Dictionary<WatchedAddress, string>();
        NotifySessions(await CurrentAsync(WatchedAddress.List));
        foreach (var subscriber in Subscribers())
        {
            foreach (var (uri, address) in subscriber.Watched)
            {
                subscriber.Compare(uri, await CurrentAsync(address));
            }
        }

        async Task<string> CurrentAsync(WatchedAddress address)
        {
            if (!fingerprints.TryGetValue(address, out var fingerprint))
            {
                fingerprints[address] = fingerprint = await address.FingerprintAsync(memory, cancel);
            }
            return fingerprint;
        }
    }

    /// <summary>Notifies every session that the list has changed, if it has.</summary>
    void NotifySessions(string now)
    {
        if (list is not null && list != now)
        {
            // The SDK notifies the sessions when the collection changes, and offers no other way.
            using (resources.DeferChangedEvents())
            {
                resources.TryAdd(Trigger);
                resources.Remove(Trigger);
            }
        }
        list = now;
    }

    /// <summary>Watches addresses from their present contents. Not during a poll: the addresses would seem changed.</summary>
    async Task WatchAsync(
        ChangeSubscriber subscriber, IReadOnlyList<(string Uri, WatchedAddress Address)> addresses, CancellationToken cancel)
    {
        await polling.WaitAsync(cancel);
        try
        {
            foreach (var (uri, address) in addresses)
            {
                subscriber.Watch(uri, address, await address.FingerprintAsync(memory, cancel));
            }
        }
        finally
        {
            polling.Release();
        }
    }

    void Add(ChangeSubscriber subscriber)
    {
        lock (subscribers)
        {
            if (subscribers.Count >= MaxSubscribers && !subscribers.Contains(subscriber))
            {
                throw Refused($"There are already {MaxSubscribers} subscribers, the maximum: end a stream or a session first.");
            }
            subscribers.Add(subscriber);
        }
        // Its session may have ended while the fingerprints were read.
        if (closed || subscriber.Session != "" && !sessions.ContainsKey(subscriber.Session))
        {
            Remove(subscriber);
        }
        RequestPoll();
    }

    void Remove(ChangeSubscriber subscriber)
    {
        lock (subscribers)
        {
            subscribers.Remove(subscriber);
        }
        subscriber.End();
    }

    List<ChangeSubscriber> Subscribers()
    {
        lock (subscribers)
        {
            return [.. subscribers];
        }
    }

    static async Task NotifyAsync(McpServer session, ChangeSubscriber subscriber, CancellationToken over)
    {
        try
        {
            await subscriber.NotifyAsync(SendAsync, over);
        }
        catch (Exception)
        {
            // The session is over or its client is gone.
        }

        Task SendAsync(string uri, CancellationToken sending) => session.SendNotificationAsync(
            NotificationMethods.ResourceUpdatedNotification,
            new ResourceUpdatedNotificationParams { Uri = uri },
            cancellationToken: sending);
    }

    static List<(string Uri, WatchedAddress Address)> Granted(IEnumerable<string> asked) =>
    [
        .. asked.Distinct(StringComparer.Ordinal)
            .Select(uri => (Uri: uri, Address: WatchedAddress.Parse(uri)))
            .Where(watched => watched.Address is not null)
            .Take(ChangeSubscriber.MaxAddresses)
            .Select(watched => (watched.Uri, watched.Address!)),
    ];

    /// <summary>Which of the requested notifications will be sent. Tools and prompts never change while the server runs.</summary>
    static JsonObject Acknowledged(SubscriptionsListenNotifications asked, List<(string Uri, WatchedAddress Address)> granted)
    {
        var acknowledged = new JsonObject();
        if (asked.ResourcesListChanged is true)
        {
            acknowledged["resourcesListChanged"] = true;
        }
        if (granted.Count > 0)
        {
            acknowledged["resourceSubscriptions"] = new JsonArray([.. granted.Select(watched => (JsonNode)watched.Uri)]);
        }
        return acknowledged;
    }

    static JsonObject StreamMeta(RequestId stream) => new()
    {
        [MetaKeys.SubscriptionId] = stream.Id switch
        {
            string text => text,
            long number => number,
            _ => null,
        },
    };

    static McpProtocolException Nothing(string uri, string? version) => new(
        $"There is never a resource at {VisibleText.Line(Truncate.To(uri, 200))}. What can be watched: "
        + $"{SkillUri.Markdown} and other files of a skill, {SkillUri.Record}, {SkillUri.Index}, {SkillUri.Stats}, {SkillUri.Stale}.",
        SupportedVersions.UnknownResource(version));

    static McpProtocolException Refused(string why) => new(why, McpErrorCode.InvalidRequest);

    [LoggerMessage(LogLevel.Error, "Polling for changes failed")]
    partial void LogFault(Exception fault);

    sealed class Ending(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
