using Microsoft.Extensions.AI;

namespace SkillMcp.Agents;

/// <summary>What the messages of a turn wait for.</summary>
static class Pending
{
    /// <summary>The calls of functions that have no result yet.</summary>
    public static IReadOnlyList<FunctionCallContent> In(IEnumerable<ChatMessage> messages) =>
    [
        .. AnsweredCall.In(messages).Where(call => call.Result is null && !call.Call.InformationalOnly).Select(call => call.Call),
    ];

    /// <summary>Whether a result or a person's approval is still to come.</summary>
    public static bool IsIn(IList<ChatMessage> messages) => In(messages).Count > 0
        || messages.SelectMany(message => message.Contents).Any(content => content is ToolApprovalRequestContent);
}
