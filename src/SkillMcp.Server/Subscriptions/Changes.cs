using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace SkillMcp.Server.Subscriptions;

/// <summary>
/// Tells those who asked for it what has changed in the memory, whoever changed it: a tool of this server, another server or a command
/// on the same file. It looks about once a second while somebody listens, and otherwise only after a call that may have changed
/// something. What is compared is what can be read, so that nothing is told where nothing is different.
/// </summary>
sealed partial class Changes(SkillMemory memory, McpServerResourceCollection resources, TimeProvider time, ILogger<Changes> logger) : IAsyncDisposable
{
    // The first protocol in which a client listens on a stream of its own and has no session.
    const string WithoutSessions = "2026-07-28";

    // Each holds up to 500 addresses.
    const int MostListeners = 200;

    static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    // Skills become stale, and recent ones old, while nobody writes.
    static readonly TimeSpan LongestUnseen = TimeSpan.FromMinutes(1);

    static readonly McpServerResource Pulse = McpServerResource.Create(() => "", new McpServerResourceCreateOptions { UriTemplate = "skillmcp://pulse", Name = "pulse" });

    readonly HashSet<Listener> listeners = [];
    readonly ConcurrentDictionary<string, Listener> sessions = new(StringComparer.Ordinal);
    readonly SemaphoreSlim looking = new(1, 1);
    readonly CancellationTokenSource stopped = new();
    string? list;
    long? generation;
    long seen;
    bool wanted;
    bool closed;
    Task? running;

    /// <summary>
    /// Lets a session subscribe until what is returned is disposed of. One without an id, as each request of the newest protocol over HTTP is,
    /// has nothing to subscribe with.
    /// </summary>
    public IDisposable Begin(McpServer session)
    {
        if (session.SessionId is not { } id)
        {
            return new Ending(() => { });
        }
        var (listener, over) = (new Listener(id), new CancellationTokenSource());
        sessions[id] = listener;
        _ = TellAsync(session, listener, over.Token);
        return new Ending(() =>
        {
            End(id);
            over.Cancel();
            over.Dispose();
        });
    }

    /// <summary>Ends everything that listens for a session, and lets nothing more begin to.</summary>
    public void End(string session)
    {
        sessions.TryRemove(session, out _);
        foreach (var listener in Listening().Where(listener => listener.Session == session))
        {
            Remove(listener);
        }
    }

    /// <summary>Ends everything that listens, so that nobody waits for it, and lets nothing more begin to.</summary>
    public void End()
    {
        lock (listeners)
        {
            closed = true;
        }
        foreach (var listener in Listening())
        {
            Remove(listener);
        }
    }

    public async ValueTask<EmptyResult> SubscribeAsync(RequestContext<SubscribeRequestParams> request, CancellationToken cancel)
    {
        var uri = request.Params.Uri;
        var address = WatchedAddress.Parse(uri) ?? throw Nothing(uri, request.Server.NegotiatedProtocolVersion);
        if (!sessions.TryGetValue(request.Server.SessionId ?? "", out var listener))
        {
            throw new McpProtocolException("Only a session can subscribe, and this request has none: begin one with initialize, or use subscriptions/listen.", McpErrorCode.InvalidRequest);
        }
        if (!listener.HasRoomFor(uri))
        {
            throw new McpProtocolException($"A session can subscribe to {Listener.MostAddresses} addresses, and this one has: unsubscribe from one first.", McpErrorCode.InvalidRequest);
        }
        await PrepareAsync(cancel);
        await WatchAsync(listener, [(uri, address)], cancel);
        Add(listener);
        return new EmptyResult();
    }

    public ValueTask<EmptyResult> UnsubscribeAsync(RequestContext<UnsubscribeRequestParams> request, CancellationToken cancel)
    {
        if (sessions.TryGetValue(request.Server.SessionId ?? "", out var listener))
        {
            listener.Forget(request.Params.Uri);
        }
        return ValueTask.FromResult(new EmptyResult());
    }

    /// <summary>Serves a stream of what a client of the newest protocol asks to be told; it ends when the client closes it or the server stops.</summary>
    public async ValueTask<EmptyResult> ListenAsync(RequestContext<SubscriptionsListenRequestParams> request, CancellationToken cancel)
    {
        var (asked, listener) = (request.Params.Notifications, new Listener(request.Server.SessionId ?? ""));
        var granted = Granted(asked.ResourceSubscriptions ?? []);
        if (granted.Count == 0 && asked.ResourceSubscriptions is [var first, ..] && asked.ResourcesListChanged is not true)
        {
            throw Nothing(first, WithoutSessions);
        }
        await WatchAsync(listener, [.. granted, .. asked.ResourcesListChanged is true ? [(Listener.List, WatchedAddress.List)] : Array.Empty<(string, WatchedAddress)>()], cancel);
        Add(listener);
        try
        {
            await SendAsync(NotificationMethods.SubscriptionsAcknowledgedNotification, new JsonObject { ["notifications"] = Acknowledged(asked, granted) }, cancel);
            await listener.TellAsync((uri, telling) => uri == Listener.List
                ? SendAsync(NotificationMethods.ResourceListChangedNotification, [], telling)
                : SendAsync(NotificationMethods.ResourceUpdatedNotification, new JsonObject { ["uri"] = uri }, telling), cancel);
        }
        finally
        {
            Remove(listener);
        }
        return new EmptyResult { Meta = Tag(request.JsonRpcRequest.Id) };

        Task SendAsync(string method, JsonObject parameters, CancellationToken sending)
        {
            parameters["_meta"] = Tag(request.JsonRpcRequest.Id);
            return request.Server.SendMessageAsync(new JsonRpcNotification { Method = method, Params = parameters }, sending);
        }
    }

    /// <summary>Once a session has begun and was answered: it is told from here on when the list changes.</summary>
    public McpMessageHandler Messages(McpMessageHandler next) => async (message, cancel) =>
    {
        await next(message, cancel);
        if (message.JsonRpcMessage is JsonRpcNotification { Method: NotificationMethods.InitializedNotification })
        {
            Look();
        }
    };

    /// <summary>Before a call that may write: so that afterwards it is known what the list was like.</summary>
    public Task PrepareAsync(CancellationToken cancel) => list is null ? LookAsync(cancel) : Task.CompletedTask;

    /// <summary>Looks soon, and as long as anybody listens again and again. Returns at once.</summary>
    public void Look()
    {
        lock (listeners)
        {
            wanted = true;
            // Over HTTP there may be nobody who could be told.
            if (running is not null || sessions.IsEmpty && listeners.Count == 0 || stopped.IsCancellationRequested)
            {
                return;
            }
            // Whoever happens to call has nothing to do with what is seen.
            using (ExecutionContext.SuppressFlow())
            {
                running = Task.Run(KeepLookingAsync);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopped.CancelAsync();
        End();
        Task? last;
        lock (listeners)
        {
            last = running;
        }
        await (last ?? Task.CompletedTask);
    }

    async Task KeepLookingAsync()
    {
        do
        {
            var began = time.GetTimestamp();
            await TryLookAsync();
            // However large the memory and however much is watched: a tenth of one processor at the most.
            var pause = TimeSpan.FromTicks(Math.Max(Pace.Ticks, 9 * time.GetElapsedTime(began).Ticks));
            await Task.Delay(pause, time, stopped.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        while (GoesOn());
    }

    bool GoesOn()
    {
        lock (listeners)
        {
            var goesOn = !stopped.IsCancellationRequested && (wanted || listeners.Any(listener => listener.IsListening));
            wanted = false;
            running = goesOn ? running : null;
            return goesOn;
        }
    }

    async Task TryLookAsync()
    {
        try
        {
            await LookAsync(stopped.Token);
        }
        catch (SkillException)
        {
            // The file cannot be read just now, which everybody is told who calls a tool; what has changed is seen the next time.
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

    async Task LookAsync(CancellationToken cancel)
    {
        await looking.WaitAsync(cancel);
        try
        {
            // Asked first: what is written while the rest is read is seen the next time.
            var now = await memory.GenerationAsync(cancel);
            if (now == generation && time.GetElapsedTime(seen) < LongestUnseen)
            {
                return;
            }
            seen = time.GetTimestamp();
            await CompareAsync(cancel);
            generation = now;
        }
        finally
        {
            looking.Release();
        }
    }

    async Task CompareAsync(CancellationToken cancel)
    {
        var marks = new Dictionary<WatchedAddress, string>();
        TellSessions(await NowAsync(WatchedAddress.List));
        foreach (var listener in Listening())
        {
            foreach (var (uri, address) in listener.Watched)
            {
                listener.Compare(uri, await NowAsync(address));
            }
        }

        async Task<string> NowAsync(WatchedAddress address) => marks.TryGetValue(address, out var mark) ? mark : marks[address] = await address.MarkAsync(memory, cancel);
    }

    /// <summary>Tells every session whose protocol has them that the list has changed, if it has.</summary>
    void TellSessions(string now)
    {
        if (list is not null && list != now)
        {
            // The SDK does it when the collection changes, and has no other way to ask for that.
            using (resources.DeferChangedEvents())
            {
                resources.TryAdd(Pulse);
                resources.Remove(Pulse);
            }
        }
        list = now;
    }

    /// <summary>Watches addresses from what stands at them now. Not while others are compared: they would seem changed.</summary>
    async Task WatchAsync(Listener listener, IReadOnlyList<(string Uri, WatchedAddress Address)> addresses, CancellationToken cancel)
    {
        await looking.WaitAsync(cancel);
        try
        {
            foreach (var (uri, address) in addresses)
            {
                listener.Watch(uri, address, await address.MarkAsync(memory, cancel));
            }
        }
        finally
        {
            looking.Release();
        }
    }

    void Add(Listener listener)
    {
        lock (listeners)
        {
            if (listeners.Count >= MostListeners && !listeners.Contains(listener))
            {
                throw new McpProtocolException($"{MostListeners} listen already, which is the most: end a stream or a session first.", McpErrorCode.InvalidRequest);
            }
            listeners.Add(listener);
        }
        // It may have ended while what it watches was read.
        if (closed || listener.Session != "" && !sessions.ContainsKey(listener.Session))
        {
            Remove(listener);
        }
        Look();
    }

    void Remove(Listener listener)
    {
        lock (listeners)
        {
            listeners.Remove(listener);
        }
        listener.End();
    }

    List<Listener> Listening()
    {
        lock (listeners)
        {
            return [.. listeners];
        }
    }

    static async Task TellAsync(McpServer session, Listener listener, CancellationToken over)
    {
        try
        {
            await listener.TellAsync((uri, telling) => session.SendNotificationAsync(
                NotificationMethods.ResourceUpdatedNotification, new ResourceUpdatedNotificationParams { Uri = uri }, cancellationToken: telling), over);
        }
        catch (Exception)
        {
            // The session is over, or its client is gone; either way nobody is there to be told.
        }
    }

    static List<(string Uri, WatchedAddress Address)> Granted(IEnumerable<string> asked) =>
    [
        .. asked.Distinct(StringComparer.Ordinal)
            .Select(uri => (Uri: uri, Address: WatchedAddress.Parse(uri)))
            .Where(watched => watched.Address is not null)
            .Take(Listener.MostAddresses)
            .Select(watched => (watched.Uri, watched.Address!)),
    ];

    /// <summary>What of all that was asked for will be told. Tools and prompts never change while the server runs.</summary>
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

    static JsonObject Tag(RequestId stream) => new()
    {
        [MetaKeys.SubscriptionId] = stream.Id switch
        {
            string text => text,
            long number => number,
            _ => null,
        },
    };

    static McpProtocolException Nothing(string uri, string? version) => new(
        $"Nothing is ever at {VisibleText.Line(Excerpt.Of(uri, 200))}. What can be watched: {SkillUri.Markdown} and other files of a skill, {SkillUri.Record}, {SkillUri.Index}, {SkillUri.Stats}, {SkillUri.Stale}.",
        string.CompareOrdinal(version, WithoutSessions) >= 0 ? McpErrorCode.InvalidParams : McpErrorCode.ResourceNotFound);

    [LoggerMessage(LogLevel.Error, "Looking for changes failed")]
    partial void LogFault(Exception fault);

    sealed class Ending(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
