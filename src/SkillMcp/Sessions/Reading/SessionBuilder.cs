namespace SkillMcp.Sessions.Reading;

/// <summary>Puts together a session from what its log says one after another.</summary>
sealed class SessionBuilder(SessionClient client, string id)
{
    // A session of a person has some hundreds of events, one of a week some thousands.
    const int MaxEvents = 100_000;
    // Outputs of a log of 500 MB would fill as much memory: from here on, only little of each is kept.
    const int MaxKept = 16_000_000;
    const int MaxOfLater = 400;

    readonly List<SessionEvent> events = [];
    readonly Dictionary<string, int> calls = [];
    readonly Dictionary<string, List<SessionEvent>> behind = [];
    long kept;
    bool isFull;

    public string Id { get; set; } = id;

    public string Folder { get; set; } = "";

    public string Ending { get; set; } = "";

    public bool IsEmpty => events.Count == 0;

    /// <summary>What is in one of the subagents' own logs; these are nobody's requests.</summary>
    public string Subagent { get; init; } = "";

    public void Request(string prompt, DateTimeOffset? at)
    {
        var words = Subagent.Length > 0 ? "" : PersonWords.Of(prompt);
        // Some clients write it twice, each time in another form.
        if (words.Length > 0 && (events.LastOrDefault() as PersonRequest)?.Text != words)
        {
            Add(new PersonRequest(words) { At = at });
        }
    }

    public void Say(string text, DateTimeOffset? at)
    {
        var said = KeptText.Output(PersonWords.WithoutRecall(text));
        if (Subagent.Length == 0 && said.Length > 0 && (events.LastOrDefault() as AgentMessage)?.Text != said)
        {
            Add(new AgentMessage(said) { At = at });
        }
    }

    /// <summary>A call begins. One that is open under its id already is the same, written twice.</summary>
    public void Begin(ToolCall call)
    {
        if (call.Id.Length > 0 && Find(call.Id) is { State: CallState.Unanswered })
        {
            return;
        }
        if (Add(call with { Subagent = call.Subagent.Length > 0 ? call.Subagent : Subagent }) && call.Id.Length > 0)
        {
            calls[call.Id] = events.Count - 1;
        }
    }

    public ToolCall? Find(string call) => calls.TryGetValue(call, out var at) ? events[at] as ToolCall : null;

    /// <summary>What a call has become; nothing, if its beginning is not in the log.</summary>
    public void Change(string call, Func<ToolCall, ToolCall> change)
    {
        if (Find(call) is { } before)
        {
            events[calls[call]] = Bounded(change(before), before);
        }
    }

    /// <summary>Whatever is still open was stopped.</summary>
    public void Interrupt()
    {
        for (var at = 0; at < events.Count; at++)
        {
            events[at] = events[at] is ToolCall { State: CallState.Unanswered } call ? call with { State = CallState.Interrupted } : events[at];
        }
    }

    /// <summary>Places what a subagent did behind the call that started it.</summary>
    public void Place(string call, IReadOnlyList<SessionEvent> done)
    {
        if (done.Count == 0)
        {
            return;
        }
        if (!behind.TryGetValue(call, out var list))
        {
            behind[call] = list = [];
        }
        list.AddRange(done);
    }

    public IReadOnlyList<SessionEvent> Events()
    {
        var all = new List<SessionEvent>(events.Count);
        foreach (var happened in events)
        {
            AddWithSubagents(happened, all);
        }
        // The call that started these is not in the log.
        foreach (var done in behind.Values.ToList())
        {
            all.InsertRange(IndexAt(all, done[0].At), done);
        }
        behind.Clear();
        return all;
    }

    public Session Build(UnreadParts unread)
    {
        if (isFull)
        {
            unread.Add($"Only the first {MaxEvents} events were read.");
        }
        return new Session { Client = client, Id = Id, Folder = Folder, Events = Events(), Ending = Ending, Unread = unread.ToList() };
    }

    void AddWithSubagents(SessionEvent happened, List<SessionEvent> all)
    {
        all.Add(happened);
        if (happened is ToolCall call && behind.Remove(call.Id, out var done))
        {
            foreach (var inner in done)
            {
                AddWithSubagents(inner, all);
            }
        }
    }

    static int IndexAt(List<SessionEvent> all, DateTimeOffset? at)
    {
        var later = at is null ? -1 : all.FindIndex(happened => happened.At > at);
        return later < 0 ? all.Count : later;
    }

    bool Add(SessionEvent happened)
    {
        isFull |= events.Count >= MaxEvents;
        if (isFull)
        {
            return false;
        }
        events.Add(happened is ToolCall call ? Bounded(call, null) : happened);
        return true;
    }

    ToolCall Bounded(ToolCall call, ToolCall? before)
    {
        var most = kept > MaxKept ? MaxOfLater : ToolCall.MaxOutput;
        var bounded = call with { Output = Bounded(call, PersonWords.WithoutRecall(call.Output), most), Change = KeptText.Bounded(call.Change, most) };
        kept += Length(bounded) - (before is null ? 0 : Length(before));
        return bounded;
    }

    // Half of an answer of this memory is not JSON: it is small enough to be kept whole.
    static string Bounded(ToolCall call, string output, int most) =>
        KeptText.Bounded(output, call.Kind == ToolKind.Memory ? 4 * ToolCall.MaxOutput : most);

    static int Length(ToolCall call) => call.Output.Length + call.Change.Length + call.Command.Length + call.Arguments.Length;
}
