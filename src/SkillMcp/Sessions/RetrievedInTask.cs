using System.Text.RegularExpressions;

namespace SkillMcp.Sessions;

/// <summary>What a task did with this memory: what it retrieved, and what the agent told by itself.</summary>
/// <param name="Retrievals">The ids of the retrievals, in order.</param>
/// <param name="Reported">The arguments of the outcomes that the agent recorded, and of the skills that it refined.</param>
/// <param name="HasTold">Whether the agent stored the run itself.</param>
sealed partial record RetrievedInTask(IReadOnlyList<Guid> Retrievals, IReadOnlyList<string> Reported, bool HasTold)
{
    public static RetrievedInTask Of(SessionTask task)
    {
        var calls = task.Calls.Where(call => call is { Kind: ToolKind.Memory, State: CallState.Completed }).ToList();
        var retrievals = calls.SelectMany(call => RetrievalId().Matches(call.Output))
            .Select(found => Guid.Parse(found.Groups["id"].ValueSpan));
        return new RetrievedInTask(
            [.. retrievals.Distinct()],
            [.. calls.Where(call => Is(call, "record_outcome") || Is(call, "refine_skill")).Select(call => call.Arguments)],
            calls.Exists(call => Is(call, "store_trajectory")));
    }

    /// <summary>Whether the agent reported by itself how a skill did.</summary>
    public bool HasReported(Guid retrieval, SkillName skill) => Reported.Any(arguments =>
        arguments.Contains(retrieval.ToString(), StringComparison.OrdinalIgnoreCase)
        || arguments.Contains($"\"{skill}\"", StringComparison.Ordinal) && !RetrievalId().IsMatch(arguments));

    static bool Is(ToolCall call, string tool) => call.Tool.EndsWith(tool, StringComparison.Ordinal);

    [GeneratedRegex(@"retrieval_id\W{1,8}(?<id>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})", RegexOptions.IgnoreCase)]
    private static partial Regex RetrievalId();
}
