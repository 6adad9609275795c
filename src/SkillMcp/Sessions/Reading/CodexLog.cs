using System.Text.Json;

namespace SkillMcp.Sessions.Reading;

/// <summary>The lines of one log of Codex.</summary>
/// <param name="unread">Takes what is not known.</param>
/// <param name="name">The id, if the log does not say it.</param>
/// <param name="subagent">The thread of the subagent whose log it is; empty for a session's.</param>
sealed class CodexLog(UnreadParts unread, string name, string subagent)
{
    static readonly HashSet<string> Notes = ["turn_context", "world_state", "token_usage_record", "compacted", "ghost_snapshot"];

    static readonly HashSet<string> Items =
    [
        "message", "reasoning", "web_search_call", "image_generation_call", "ghost_snapshot", "compaction", "compaction_summary",
        "tool_search_call", "tool_search_output", "other",
    ];

    // Which session of a running command is whose call.
    readonly Dictionary<string, string> running = [];
    readonly Dictionary<string, string> polls = [];
    readonly Dictionary<string, string> started = [];

    public SessionBuilder Session { get; } = new(SessionClient.Codex, name) { Subagent = subagent };

    /// <summary>The thread that started this one; empty if a person did.</summary>
    public string Parent { get; private set; } = "";

    /// <summary>The threads that this one started, each with the call that did.</summary>
    public IEnumerable<KeyValuePair<string, string>> Started => started;

    bool isBegun;

    public void Take(JsonElement line)
    {
        var (type, payload) = (line.Text("type"), line.Member("payload"));
        var at = line.Time("timestamp");
        switch (type)
        {
            case "session_meta":
                Begin(payload);
                break;
            case "response_item":
                TakeItem(payload, at);
                break;
            case "event_msg":
                TakeEvent(payload, at);
                break;
            default:
                if (!Notes.Contains(type))
                {
                    unread.AddKind(type);
                }
                break;
        }
    }

    // A log that goes on from another one repeats that one's beginning.
    void Begin(JsonElement meta)
    {
        if (isBegun)
        {
            return;
        }
        isBegun = true;
        Session.Id = meta.Text("id") is { Length: > 0 } id ? id : Session.Id;
        Session.Folder = meta.Text("cwd");
        Parent = meta.Text("parent_thread_id");
    }

    void TakeItem(JsonElement item, DateTimeOffset? at)
    {
        switch (item.Text("type"))
        {
            case "message" when item.Text("role") == "user":
                Session.Request(PromptIn(item), at);
                break;
            case "function_call":
                Begin(item, LogJson.Parse(item.Text("arguments")), at);
                break;
            case "custom_tool_call":
                Begin(item, null, at);
                break;
            case "local_shell_call":
                Session.Begin(BegunCall.Of(item.Text("call_id"), "local_shell", item.Member("action"), at));
                break;
            case "function_call_output" or "custom_tool_call_output" or "local_shell_call_output":
                End(item.Text("call_id"), item.Member("output"));
                break;
            case var type:
                if (!Items.Contains(type))
                {
                    unread.AddKind(type);
                }
                break;
        }
    }

    /// <summary>Of a message's parts, those that the person wrote; older versions do not say which these are.</summary>
    static string PromptIn(JsonElement message)
    {
        var kinds = message.Member("internal_chat_message_metadata_passthrough").Member("content_item_kinds");
        var parts = message.Member("content").Items().Select(part => part.Text("text")).ToList();
        var persons = kinds.Is(JsonValueKind.Array)
            ? parts.Zip(kinds.Items()).Where(part => part.Second.AsText() == "user.text").Select(part => part.First)
            : parts;
        return PersonWords.OfParts(persons);
    }

    void Begin(JsonElement item, JsonDocument? arguments, DateTimeOffset? at)
    {
        using (arguments)
        {
            var (id, tool) = (item.Text("call_id"), item.Text("name"));
            var input = arguments?.RootElement ?? item;
            var call = BegunCall.Of(id, tool, input, at);
            if (tool == "write_stdin")
            {
                polls[id] = $"{input.Number("session_id")}";
                call = call with { Kind = input.Text("chars").Length == 0 ? ToolKind.Look : ToolKind.Other };
            }
            call = Patch(call) with { Folder = FolderOf(input.Text("workdir")) };
            Session.Begin(arguments is null && call.Arguments.Length > 0 ? call with { Arguments = item.Member("input").Json() } : call);
        }
    }

    string FolderOf(string folder)
    {
        var isAddress = folder.StartsWith("file://", StringComparison.Ordinal);
        var path = isAddress && Uri.TryCreate(folder, UriKind.Absolute, out var uri) ? uri.LocalPath : folder;
        return path == Session.Folder ? "" : path;
    }

    // A patch that is given to the shell is an edit all the same.
    static ToolCall Patch(ToolCall call)
    {
        var isInShell = call.Kind == ToolKind.Command && call.Command.AsSpan().TrimStart().StartsWith("apply_patch");
        if (!isInShell && call.Kind != ToolKind.Edit)
        {
            return call;
        }
        var patch = isInShell ? PatchIn(call.Command) : call.Change;
        return call with
        {
            Kind = ToolKind.Edit,
            Command = "",
            Path = PatchedFile(patch),
            Change = KeptText.Bounded(patch, ToolCall.MaxOutput),
        };
    }

    static string PatchIn(string command)
    {
        const string end = "*** End Patch";
        var from = Math.Max(command.IndexOf("*** Begin Patch", StringComparison.Ordinal), 0);
        var to = command.IndexOf(end, from, StringComparison.Ordinal);
        return to < 0 ? command[from..] : command[from..(to + end.Length)];
    }

    static string PatchedFile(string patch)
    {
        var line = patch.Split('\n').FirstOrDefault(line =>
            line.StartsWith("*** ", StringComparison.Ordinal) && line.Contains(" File: ", StringComparison.Ordinal));
        return line is null ? "" : line[(line.IndexOf(':') + 1)..].Trim();
    }

    void End(string id, JsonElement output)
    {
        // Older versions put JSON into the text, and the exit code beside the output.
        var text = output.Is(JsonValueKind.Object) ? output.Member("content").Content() + output.Text("output") : output.Content();
        using var older = LogJson.Parse(text);
        if (older?.RootElement.Member("metadata").Number("exit_code") is { } exit)
        {
            Session.Change(id, call => call with
            {
                State = call.Kind == ToolKind.Edit && exit != 0 ? CallState.Failed : CallState.Completed,
                ExitCode = call.Kind == ToolKind.Edit ? null : exit,
                Output = KeptText.Output(older.RootElement.Text("output")),
            });
            return;
        }
        if (older?.RootElement.Text("agent_id") is { Length: > 0 } thread)
        {
            started.TryAdd(thread, id);
        }
        var result = CodexOutput.Of(text);
        if (result.Session.Length > 0)
        {
            running[result.Session] = id;
        }
        EndRunning(id, result);
        // What the item of the call said is fuller.
        Session.Change(id, call => call.State is CallState.Unanswered ? Ended(call, result) : call);
    }

    // A command that went on is asked later whether it has ended.
    void EndRunning(string poll, CodexOutput result)
    {
        if (polls.TryGetValue(poll, out var session) && running.TryGetValue(session, out var id) && result.Exit is >= 0)
        {
            Session.Change(id, call => call.State != CallState.Background ? call : call with
            {
                State = CallState.Completed,
                ExitCode = result.Exit,
                Output = KeptText.Output($"{call.Output}\n{result.Output}"),
            });
        }
    }

    static ToolCall Ended(ToolCall call, CodexOutput result) => call with
    {
        State = result.Session.Length > 0 ? CallState.Background : StateOf(call, result),
        ExitCode = call.Kind == ToolKind.Command ? result.Exit : null,
        Output = call.Kind == ToolKind.Memory ? MemoryAnswer.Of(result.Output) : KeptText.Output(result.Output),
    };

    static CallState StateOf(ToolCall call, CodexOutput result)
    {
        if (result.IsAborted)
        {
            return CallState.Interrupted;
        }
        if (result.IsRejected)
        {
            return CallState.Denied;
        }
        if (result.IsTimeout)
        {
            return CallState.TimedOut;
        }
        // A patch that could not be applied has a text alone.
        return result.IsFault || call.Kind == ToolKind.Edit && result.Exit != 0 ? CallState.Failed : CallState.Completed;
    }

    void TakeEvent(JsonElement happened, DateTimeOffset? at)
    {
        switch (happened.Text("type"))
        {
            case "item_completed":
                TakeCompleted(happened.Member("item"), happened.Time("started_at_ms") ?? at);
                break;
            case "user_message":
                Session.Request(happened.Text("message"), at);
                break;
            case "agent_message":
                Session.Say(happened.Text("message"), at);
                break;
            case "exec_command_end":
                EndCommand(happened.Text("call_id"), happened, at);
                break;
            case "patch_apply_end":
                EndPatch(happened.Text("call_id"), happened, happened.IsTrue("success"));
                break;
            case "turn_aborted":
                Session.Interrupt();
                break;
        }
    }

    void TakeCompleted(JsonElement item, DateTimeOffset? at)
    {
        var id = item.Text("id");
        switch (item.Text("type"))
        {
            case "UserMessage":
                Session.Request(item.Member("content").Content(), at);
                break;
            case "AgentMessage":
                Session.Say(item.Member("content").Content(), at);
                break;
            // What the person runs in the client is not the agent's.
            case "CommandExecution" when item.Text("source") != "user_shell":
                EndCommand(id, item, at);
                break;
            case "FileChange":
                EndPatch(id, item, item.Text("status") == "completed");
                break;
            case "CollabAgentToolCall" when item.Text("tool") == "spawn_agent":
                foreach (var thread in item.Member("receiver_thread_ids").Items())
                {
                    started.TryAdd(thread.AsText(), id);
                }
                break;
            case "McpToolCall":
                EndServerCall(id, item);
                break;
        }
    }

    void EndCommand(string id, JsonElement item, DateTimeOffset? at)
    {
        // The line of its beginning may be damaged.
        if (Session.Find(id) is null)
        {
            Session.Begin(BegunCall.Of(id, "exec_command", item, at));
        }
        var output = item.Text("aggregated_output") is { Length: > 0 } all ? all : $"{item.Text("stdout")}\n{item.Text("stderr")}";
        var exit = item.Number("exit_code");
        Session.Change(id, call => call with
        {
            State = exit is >= 0 ? CallState.Completed : StateOfEnded(call),
            ExitCode = exit is >= 0 ? exit : null,
            Folder = FolderOf(item.Text("cwd")),
            Output = KeptText.Output(output),
        });
        if (item.Text("status") == "declined")
        {
            Session.Change(id, call => call with { State = CallState.Denied, ExitCode = null });
        }
    }

    // What runs in the background is ended with the session, and did not fail.
    static CallState StateOfEnded(ToolCall call) => call.State == CallState.Background ? CallState.Background : CallState.Interrupted;

    void EndPatch(string id, JsonElement item, bool isDone)
    {
        var changes = item.Member("changes").Members().Select(file => (Path: file.Name, Change: ChangeOf(file.Value))).ToList();
        Session.Change(id, call => call with
        {
            Kind = ToolKind.Edit,
            Command = "",
            Path = changes.Select(file => file.Path).FirstOrDefault(call.Path),
            Change = KeptText.Bounded(Joined(changes) is { Length: > 0 } change ? change : call.Change, ToolCall.MaxOutput),
            State = isDone ? CallState.Completed : CallState.Failed,
            ExitCode = null,
            Output = KeptText.Output($"{item.Text("stdout")}\n{item.Text("stderr")}"),
        });
    }

    static string Joined(List<(string Path, string Change)> changes) => changes is [var only]
        ? only.Change
        : string.Concat(changes.Select(file => $"--- {file.Path}\n+++ {file.Path}\n{file.Change}\n"));

    static string ChangeOf(JsonElement change) =>
        change.Text("unified_diff") is { Length: > 0 } diff ? diff : change.Text("content");

    void EndServerCall(string id, JsonElement item)
    {
        var result = item.Member("result");
        var answer = result.Member("structuredContent") is { ValueKind: JsonValueKind.Object } structured
            ? structured.Json()
            : result.Member("content").Content();
        Session.Change(id, call => answer.Length == 0 ? call : call with
        {
            State = item.Text("status") == "failed" ? CallState.Failed : CallState.Completed,
            Output = call.Kind == ToolKind.Memory ? MemoryAnswer.Of(answer) : KeptText.Output(answer),
        });
    }
}
