using System.Threading.Channels;

namespace SkillMcp.Server.Subscriptions;

/// <summary>
/// A receiver of change notifications: the addresses it watches, their last known fingerprints, and the notifications to be sent.
/// Changes to one address are coalesced until they are sent.
/// </summary>
/// <param name="session">The session that it ends with; empty if it has none.</param>
sealed class ChangeSubscriber(string session = "")
{
    /// <summary>The most addresses that are watched for one subscriber.</summary>
    public const int MaxAddresses = 500;

    /// <summary>Represents the list of resources among the addresses.</summary>
    public const string List = "";

    readonly Dictionary<string, (WatchedAddress Address, string Fingerprint)> watched = new(StringComparer.Ordinal);
    readonly HashSet<string> pending = new(StringComparer.Ordinal);
    readonly Channel<bool> signal = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public string Session => session;

    /// <summary>Whether it watches any address.</summary>
    public bool IsWatching
    {
        get { lock (watched) { return watched.Count > 0; } }
    }

    /// <summary>Whether one more address can be watched, or this one is already.</summary>
    public bool HasRoomFor(string uri)
    {
        lock (watched)
        {
            return watched.Count < MaxAddresses || watched.ContainsKey(uri);
        }
    }

    /// <summary>The watched addresses.</summary>
    public IReadOnlyList<(string Uri, WatchedAddress Address)> Watched
    {
        get { lock (watched) { return [.. watched.Select(entry => (entry.Key, entry.Value.Address))]; } }
    }

    /// <summary>Watches an address from this fingerprint on; one that is watched already is left as it is.</summary>
    public void Watch(string uri, WatchedAddress address, string fingerprint)
    {
        lock (watched)
        {
            watched.TryAdd(uri, (address, fingerprint));
        }
    }

    public void Forget(string uri)
    {
        lock (watched)
        {
            watched.Remove(uri);
            pending.Remove(uri);
        }
    }

    /// <summary>Compares a watched address with its last known fingerprint, and queues a notification where they differ.</summary>
    public void Compare(string uri, string fingerprint)
    {
        lock (watched)
        {
            if (!watched.TryGetValue(uri, out var known) || known.Fingerprint == fingerprint)
            {
                return;
            }
            watched[uri] = (known.Address, fingerprint);
            pending.Add(uri);
        }
        signal.Writer.TryWrite(true);
    }

    /// <summary>Sends the queued notifications, waiting for more, until it is cancelled or <see cref="End"/>ed.</summary>
    public async Task NotifyAsync(Func<string, CancellationToken, Task> send, CancellationToken cancel)
    {
        await foreach (var _ in signal.Reader.ReadAllAsync(cancel))
        {
            while (Next() is { } uri)
            {
                await send(uri, cancel);
            }
        }
    }

    /// <summary>Ends the notifications.</summary>
    public void End() => signal.Writer.TryComplete();

    string? Next()
    {
        lock (watched)
        {
            var uri = pending.FirstOrDefault();
            return uri is not null && pending.Remove(uri) ? uri : null;
        }
    }
}
