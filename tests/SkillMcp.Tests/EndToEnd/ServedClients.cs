using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace SkillMcp.Tests.EndToEnd;

/// <summary>A memory that is served to one client of each kind, for tests that change nothing in it.</summary>
public sealed class ServedClients : IAsyncDisposable
{
    readonly List<IAsyncDisposable> open = [];
    readonly Dictionary<(string Version, bool Http), McpClient> clients = [];

    ServedClients()
    {
    }

    public IEnumerable<McpClient> All => clients.Values;

    /// <summary>The client of a version of the protocol, over HTTP or stdio.</summary>
    public McpClient this[string version, bool http] => clients[(version, http)];

    /// <summary>Starts a server on a file for each kind of client, and connects it.</summary>
    /// <param name="file">The memory.</param>
    /// <param name="kinds">The versions of the protocol, and whether over HTTP.</param>
    /// <param name="user">What the user of each client answers; null if the clients cannot ask.</param>
    public static async Task<ServedClients> StartAsync(
        string file, IEnumerable<(string Version, bool Http)> kinds, Func<ElicitRequestParams, ElicitResult>? user = null)
    {
        var served = new ServedClients();
        foreach (var (version, http) in kinds)
        {
            var server = RunningServer.Over(http, file);
            served.open.Add(server);
            var client = await server.AskedAsync(version, user);
            served.open.Add(client);
            served.clients.Add((version, http), client);
        }
        return served;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var one in Enumerable.Reverse(open))
        {
            await one.DisposeAsync();
        }
    }
}
