using Microsoft.Extensions.AI;

namespace SkillMcp.Agents;

/// <summary>A call of a function with its result.</summary>
/// <param name="Call">The call.</param>
/// <param name="Result">Its result; null while it has none.</param>
readonly record struct AnsweredCall(FunctionCallContent Call, FunctionResultContent? Result)
{
    /// <summary>The calls in messages, in order. Some models give many calls one id: a result is of the first that has none yet.</summary>
    public static IReadOnlyList<AnsweredCall> In(IEnumerable<ChatMessage> messages)
    {
        var calls = new List<AnsweredCall>();
        var waiting = new Dictionary<string, Queue<int>>(StringComparer.Ordinal);
        foreach (var content in messages.SelectMany(message => message.Contents))
        {
            if (content is FunctionCallContent call)
            {
                waiting.TryAdd(call.CallId, new Queue<int>());
                waiting[call.CallId].Enqueue(calls.Count);
                calls.Add(new AnsweredCall(call, null));
            }
            else if (content is FunctionResultContent result && waiting.GetValueOrDefault(result.CallId)?.TryDequeue(out var at) == true)
            {
                calls[at] = calls[at] with { Result = result };
            }
        }
        return calls;
    }
}
