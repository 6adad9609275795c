namespace SkillMcp.Sessions.Reading;

/// <summary>Puts together a session from what its log says one after another.</summary>
sealed class SessionBuilder(SessionClient client, string id)
{
    /// <summary>A session of a person has some hundreds of events, one of a week some thousands.</summary>
    public const int MaxEvents = 100_000;

    readonly List<SessionEvent> events = [];
    readonly Dictionary<string, int> calls = [];
    readonly Dictionary<string, List<SessionEvent>> behind = [];
    readonly HashSet<int> open = [];
    readonly KeptOutputs outputs = new();
    bool isFull;

    public string Id { get; set; } = id;

    public string Folder { get; set; } = "";

    public string Ending { get; set; } = "";

    /// <summary>The request that the log says only at its end; empty if it stands in its place.</summary>
    public string Opening { get; set; } = "";

    public bool IsEmpty => events.Count == 0 && Opening.Length == 0;

    /// <summary>What is in one of the subagents' own logs; these are nobody's requests.</summary>
    public string Subagent { get; init; } = "";

    public void Request(string prompt, DateTimeOffset? at)
    {
        var words = Subagent.Length > 0 ? "" : PersonWords.Of(prompt);
        // Some clients write it twice, each time in another form.
        if (words.Length > 0 && (events.LastOrDefault() as PersonRequest)?.Text != words)
        {
            Add(new PersonRequest(outputs.Fit(words, PersonWords.MaxLength)) { At = at });
        }
    }

    public void Say(string text, DateTimeOffset? at)
    {
        var said = KeptText.Output(PersonWords.WithoutRecall(text));
        if (Subagent.Length == 0 && said.Length > 0 && (events.LastOrDefault() as AgentMessage)?.Text != said)
        {
            Add(new AgentMessage(outputs.Fit(said, ToolCall.MaxOutput)) { At = at });
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
            if (call.State == CallState.Unanswered)
            {
                open.Add(events.Count - 1);
            }
        }
    }

    public ToolCall? Find(string call) => calls.TryGetValue(call, out var at) ? events[at] as ToolCall : null;

    /// <summary>What a call has become; nothing, if its beginning is not in the log.</summary>
    public void Change(string call, Func<ToolCall, ToolCall> change)
    {
        if (Find(call) is { } before)
        {
            var after = outputs.Fit(change(before), before);
            events[calls[call]] = after;
            if (after.State != CallState.Unanswered)
            {
                open.Remove(calls[call]);
            }
        }
    }

    /// <summary>Whatever is still open was stopped.</summary>
    public void Interrupt()
    {
        foreach (var at in open)
        {
            events[at] = ((ToolCall)events[at]) with { State = CallState.Interrupted };
        }
        open.Clear();
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
        var all = new List<SessionEvent>(events.Count + 1);
        if (PersonWords.Of(Opening) is { Length: > 0 } words)
        {
            all.Add(new PersonRequest(words));
        }
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
        return new Session
        {
            Client = client,
            Id = Id,
            Folder = Folder,
            Events = Events(),
            Ending = Ending,
            HasEnd = !isFull && !unread.IsCut && IsEnded(),
            Unread = unread.ToList(),
        };
    }

    /// <summary>Whether the last call has a result, and the agent said what came of it, where its client keeps that.</summary>
    bool IsEnded()
    {
        // What a person or the client stopped was ended by that.
        var isKept = client is SessionClient.Claude or SessionClient.Codex or SessionClient.Gemini or SessionClient.Qwen
            or SessionClient.Copilot or SessionClient.Opencode;
        return events.LastOrDefault(happened => happened is not PersonRequest) switch
        {
            // That it is done, an agent may say with a call.
            ToolCall { State: CallState.Unanswered, Kind: not ToolKind.Other } => false,
            ToolCall { State: CallState.Interrupted or CallState.Denied } => true,
            ToolCall => !isKept,
            _ => true,
        };
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
        events.Add(happened is ToolCall call ? outputs.Fit(call) : happened);
        return true;
    }
}
