using System.Threading.Channels;

namespace SkillMcp.Server.Subscriptions;

/// <summary>
/// Somebody who is told of changes: what is watched for them, what they know of it, and what they have not been told yet.
/// Whoever reads slowly is told less often: what changes again meanwhile is told once.
/// </summary>
/// <param name="session">The session that it ends with; empty where it has none.</param>
sealed class ChangeSubscriber(string session = "")
{
    /// <summary>The most addresses that are watched for one subscriber.</summary>
    public const int MaxAddresses = 500;

    /// <summary>What stands for the list of resources among addresses.</summary>
    public const string List = "";

    readonly Dictionary<string, (WatchedAddress Address, string Fingerprint)> watched = new(StringComparer.Ordinal);
    readonly HashSet<string> pending = new(StringComparer.Ordinal);
    readonly Channel<bool> signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public string Session => session;

    /// <summary>Whether anything is watched.</summary>
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

    /// <summary>What is watched now.</summary>
    public IReadOnlyList<(string Uri, WatchedAddress Address)> Watched
    {
        get { lock (watched) { return [.. watched.Select(entry => (entry.Key, entry.Value.Address))]; } }
    }

    /// <summary>Watches an address from what is known of it; one that is watched already stays as it is.</summary>
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

    /// <summary>Compares what stands at an address with what was known of it, and has it told where it is something else.</summary>
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

    /// <summary>Tells what has changed, as it does, until it is called off or <see cref="End"/>ed.</summary>
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

    /// <summary>Nothing more is told.</summary>
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
