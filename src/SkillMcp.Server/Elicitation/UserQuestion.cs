using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace SkillMcp.Server.Elicitation;

/// <summary>A question to the user, which a client shows as a form and answers with the next call.</summary>
static class UserQuestion
{
    /// <summary>Whether the client shows forms; a client that lists no kinds of elicitation shows them.</summary>
    public static bool CanShowForms<T>(RequestContext<T> request) where T : RequestParams =>
        CapabilityOf(request) is { } capability && (capability.Form is not null || capability.Url is null);

    /// <summary>What the user answered to a question; null if it was not asked yet.</summary>
    public static ElicitResult? AnswerTo(string question, RequestParams asked) =>
        asked.InputResponses?.TryGetValue(question, out var response) is true
            ? response.Deserialize(InputResponse.ElicitResultJsonTypeInfo)
            : null;

    /// <summary>How the client lets its user be asked; null if it does not.</summary>
    static ElicitationCapability? CapabilityOf<T>(RequestContext<T> request) where T : RequestParams =>
        request.Server.IsMrtrSupported
            ? (request.JsonRpcRequest.Context?.ClientCapabilities ?? request.Server.ClientCapabilities)?.Elicitation
            : null;
}
