using System.Security.Cryptography;
using System.Text;
using ModelContextProtocol.Server;

namespace SkillMcp.Server.Tools;

/// <summary>Which session of which agent called a tool.</summary>
static class CallSession
{
    static readonly Guid Process = Guid.NewGuid();

    /// <summary>
    /// A name that is the same for all calls of a session. The newest protocol has no sessions over HTTP: there it is that of the client.
    /// It is a hash, because whoever knows the id of a session over HTTP can speak in it.
    /// </summary>
    public static string Of<T>(RequestContext<T> request)
    {
        var session = request.Server.SessionId ?? CallActor.Of(request).Client;
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Process} {session}"))[..8]);
    }
}
