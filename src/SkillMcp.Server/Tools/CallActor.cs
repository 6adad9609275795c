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

    /// <summary>The client, once it has answered that its user agrees.</summary>
    public static Actor WithAcceptance<T>(RequestContext<T> request) => Of(request) with { HasAcceptance = true };
}
