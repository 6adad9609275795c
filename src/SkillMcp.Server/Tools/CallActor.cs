using ModelContextProtocol.Server;

namespace SkillMcp.Server.Tools;

/// <summary>Who called a tool.</summary>
static class CallActor
{
    const int MaxLength = 100;

    /// <summary>An agent, through the client that named itself in the handshake or, in newer protocols, in the request.</summary>
    public static Actor Of<T>(RequestContext<T> request)
    {
        var client = request.JsonRpcRequest.Context?.ClientInfo ?? request.Server.ClientInfo;
        var name = client is null ? "" : Truncate.To(VisibleText.Line($"{client.Name} {client.Version}"), MaxLength);
        return new Actor(Author.Agent, name);
    }

    /// <summary>The person at the client, once they have agreed.</summary>
    public static Actor PersonBehind<T>(RequestContext<T> request) => Of(request) with { Author = Author.Person };
}
