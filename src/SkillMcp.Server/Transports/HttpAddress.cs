using System.Net;

namespace SkillMcp.Server.Transports;

/// <summary>Where to listen.</summary>
/// <param name="Host">A name or address of this machine's loopback.</param>
/// <param name="Port">0 for any free one.</param>
/// <param name="Sse">Whether the endpoints of the older HTTP+SSE transport are served too.</param>
sealed record HttpAddress(string Host, int Port, bool Sse)
{
    public const string DefaultHost = "127.0.0.1";

    public const int DefaultPort = 5077;

    public string Url => $"http://{Host}:{Port}";

    /// <exception cref="SkillException">The host is not this machine's loopback, or the port is out of range.</exception>
    public static HttpAddress Parse(string host, int port, bool sse) => (IsLoopback(host), port) switch
    {
        (false, _) => throw new SkillException(
            $"'{host}' can be reached by others, and skillmcp has no accounts yet: listen on {DefaultHost}, localhost or [::1]."),
        (_, < 0 or > IPEndPoint.MaxPort) => throw new SkillException(
            $"{port} is not a port: use 1-{IPEndPoint.MaxPort}, or 0 for any free one."),
        _ => new HttpAddress(Listenable(host), port, sse),
    };

    public static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    static string Listenable(string host) => host switch
    {
        // Kestrel cannot choose one free port for both addresses of localhost.
        "localhost" => DefaultHost,
        "::1" => "[::1]",
        _ => host,
    };
}
