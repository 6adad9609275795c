namespace SkillMcp.Sessions;

/// <summary>
/// Cuts a session into tasks. A request that goes on with the one before it belongs to that one's task; a request for several things is cut
/// by what its calls touch. What a subagent did belongs to the task that it was started for.
/// </summary>
static class SessionTasks
{
    /// <summary>The tasks of a session, in order; those without a call are left out.</summary>
    public static IReadOnlyList<SessionTask> Of(Session session)
    {
        var tasks = new List<SessionTask>();
        var requests = RequestsOf(session);
        foreach (var (request, (text, events)) in requests.Index())
        {
            foreach (var (part, own) in PartsOf(text, events))
            {
                tasks.Add(new SessionTask(tasks.Count + 1, part, own, IsLast: request == requests.Count - 1));
            }
        }
        return [.. tasks.Where(task => task.Calls.Any())];
    }

    /// <summary>What was asked for, with what followed; a follow-up with the request that it follows.</summary>
    static List<(string Text, List<SessionEvent> Events)> RequestsOf(Session session)
    {
        var requests = new List<(string Text, List<SessionEvent> Events)>();
        var before = new HashSet<string>(StringComparer.Ordinal);
        foreach (var happened in session.Events)
        {
            // A subagent is asked by the agent.
            if (happened is PersonRequest { Subagent: "" } request && IsNew(request.Text, requests, before))
            {
                var text = request.Text.Trim();
                if (requests.Count > 0 && FollowUp.IsSameForOther(text))
                {
                    text = $"{requests[^1].Text}: {text}";
                }
                requests.Add((text, []));
                before = FollowUp.WordsOf(text);
            }
            if (requests.Count > 0)
            {
                requests[^1].Events.Add(happened);
            }
            if (happened is ToolCall call)
            {
                before.UnionWith(FollowUp.WordsOf(Truncate.To(call.Command, 400)));
            }
        }
        return requests;
    }

    static bool IsNew(string text, List<(string Text, List<SessionEvent> Events)> requests, HashSet<string> before) =>
        text.Trim().Length > 0
        && (requests.Count == 0 || !FollowUp.Is(text, before) && !IsRepeated(text, requests[^1]));

    /// <summary>A request that a resumed session says once more, before anything was done for it.</summary>
    static bool IsRepeated(string text, (string Text, List<SessionEvent> Events) last) =>
        text.Trim() == last.Text && !last.Events.OfType<ToolCall>().Any();

    /// <summary>The parts of a request with the events of each; the whole request if its calls do not tell them apart.</summary>
    static IEnumerable<(string Text, IReadOnlyList<SessionEvent> Events)> PartsOf(string request, List<SessionEvent> events)
    {
        var parts = RequestParts.Of(request);
        if (parts.Count == 1)
        {
            return [(request, events)];
        }
        var belongs = PartOfCalls(parts, events);
        var isTold = Enumerable.Range(0, parts.Count).All(part => belongs.ContainsValue(part));
        if (!isTold)
        {
            return [(request, events)];
        }
        // What was said is said of all of them.
        return parts.Select((part, at) => (part, (IReadOnlyList<SessionEvent>)
            [.. events.Where(happened => happened is not ToolCall call || belongs.GetValueOrDefault(call) == at)]));
    }

    /// <summary>
    /// Which part each call belongs to: by the words that it shares with one part alone, else by what it touches as a call that is known
    /// does. What still cannot be told belongs to the first part.
    /// </summary>
    static Dictionary<ToolCall, int> PartOfCalls(IReadOnlyList<string> parts, List<SessionEvent> events)
    {
        var words = parts.Select(part => FollowUp.WordsOf(part)).ToList();
        var calls = events.OfType<ToolCall>().Select(call => (Call: call, Touches: TouchesOf(call))).ToList();
        var belongs = new Dictionary<ToolCall, int>(ReferenceEqualityComparer.Instance);
        foreach (var (call, _) in calls)
        {
            var own = FollowUp.WordsOf($"{Truncate.To(call.Command, 1_000)} {call.Path}");
            var shared = words.Select(part => Shared(own, part)).ToList();
            var best = shared.Max();
            if (best > 0 && shared.Count(count => count == best) == 1)
            {
                belongs[call] = shared.IndexOf(best);
            }
        }
        var known = new TouchedParts();
        foreach (var (call, touches) in calls.Where(one => belongs.ContainsKey(one.Call)))
        {
            known.Add(touches, belongs[call]);
        }
        for (var isChanged = true; isChanged;)
        {
            isChanged = false;
            foreach (var (call, touches) in calls.Where(one => !belongs.ContainsKey(one.Call)).ToList())
            {
                if (known.PartOf(touches) is { } near)
                {
                    (belongs[call], isChanged) = (near, true);
                    known.Add(touches, near);
                }
            }
        }
        return belongs;
    }

    /// <summary>How many words two texts share, also where one writes as one word what the other writes as two ("back up").</summary>
    static int Shared(HashSet<string> own, HashSet<string> part) =>
        part.Count(word => own.Contains(word)
            || word.Length > 3 && own.Any(other => other.Length > word.Length && other.StartsWith(word, StringComparison.Ordinal)));

    static IReadOnlySet<string> TouchesOf(ToolCall call) => CallTouches.Of(call, ShellScript.PipelinesOf(call.Command));
}
