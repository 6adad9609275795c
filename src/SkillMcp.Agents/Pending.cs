using Microsoft.Extensions.AI;

namespace SkillMcp.Agents;

/// <summary>The calls of functions that have no result yet.</summary>
static class Pending
{
    public static IReadOnlyList<FunctionCallContent> In(IEnumerable<ChatMessage> messages)
    {
        var contents = messages.SelectMany(message => message.Contents).ToList();
        var answered = contents.OfType<FunctionResultContent>().Select(result => result.CallId).ToHashSet(StringComparer.Ordinal);
        return [.. contents.OfType<FunctionCallContent>().Where(call => !call.InformationalOnly && !answered.Contains(call.CallId))];
    }
}
