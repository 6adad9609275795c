using ModelContextProtocol.Server;

namespace SkillMcp.Server.Tools;

/// <summary>Who called a tool.</summary>
static class CallProvenance
{
    const int MaxLength = 100;

    /// <summary>An agent, through the client that named itself in the handshake or, in newer protocols, in the request.</summary>
    public static Provenance Of<T>(RequestContext<T> request)
    {
        var client = request.JsonRpcRequest.Context?.ClientInfo ?? request.Server.ClientInfo;
        var name = client is null ? "" : Excerpt.Of(VisibleText.Line($"{client.Name} {client.Version}"), MaxLength);
        return new Provenance(Author.Agent, name);
    }
}
