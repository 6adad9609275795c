using System.Text;
using System.Text.Json;

namespace SkillMcp.Sessions.Reading;

/// <summary>The lines of one log of Claude Code, sorted into sessions: more than one may have been written into it.</summary>
/// <param name="unread">Takes what is not known.</param>
/// <param name="subagent">The subagent whose file this is; empty for a session's.</param>
/// <param name="only">The session that a subagent's lines must belong to.</param>
sealed class ClaudeLog(UnreadParts unread, string subagent = "", string only = "")
{
    const int MaxSessions = 64;

    // What a client notes down for itself.
    static readonly HashSet<string> Notes =
    [
        "system", "attachment", "summary", "queue-operation", "last-prompt", "mode", "progress", "file-history-snapshot", "custom-title",
        "ai-title", "agent-name", "agent-color", "agent-setting", "permission-mode", "pr-link", "tag", "worktree-state", "task-summary",
        "content-replacement", "attribution-snapshot",
    ];

    readonly Dictionary<string, SessionBuilder> sessions = [];
    readonly Dictionary<string, string> agents = [];

    public IEnumerable<SessionBuilder> Sessions => sessions.Values;

    /// <summary>Which call started which subagent, as its result says.</summary>
    public IReadOnlyDictionary<string, string> Agents => agents;

    public void Take(JsonElement line)
    {
        var type = line.Text("type");
        if (type is not ("user" or "assistant"))
        {
            if (!Notes.Contains(type))
            {
                unread.AddKind(type);
            }
            return;
        }
        if (SessionOf(line) is not { } session)
        {
            return;
        }
        if (type == "user")
        {
            TakeUser(line, session);
        }
        else
        {
            TakeAssistant(line, session);
        }
    }

    SessionBuilder? SessionOf(JsonElement line)
    {
        var id = line.Text("sessionId");
        // The file of a subagent holds nothing of a person; given alone, it is no session.
        if (id.Length == 0 || subagent.Length > 0 && id != only || subagent.Length == 0 && line.Text("agentId").Length > 0)
        {
            return null;
        }
        if (!sessions.TryGetValue(id, out var session))
        {
            if (sessions.Count == MaxSessions)
            {
                return null;
            }
            sessions[id] = session = new SessionBuilder(SessionClient.Claude, id) { Subagent = subagent };
        }
        session.Folder = session.Folder.Length > 0 ? session.Folder : line.Text("cwd");
        return session;
    }

    void TakeUser(JsonElement line, SessionBuilder session)
    {
        var content = line.Member("message").Member("content");
        if (content.Is(JsonValueKind.String) && IsPersons(line))
        {
            session.Request(content.AsText(), line.Time("timestamp"));
            return;
        }
        if (IsPersons(line) && PromptIn(content) is { Length: > 0 } prompt)
        {
            session.Request(prompt, line.Time("timestamp"));
            return;
        }
        foreach (var block in content.Items())
        {
            if (block.Text("type") == "tool_result")
            {
                TakeResult(block, line, session);
            }
            else if (block.Text("text").StartsWith("[Request interrupted by user", StringComparison.Ordinal))
            {
                session.Interrupt();
            }
        }
    }

    /// <summary>What a person wrote beside an image or a file, which makes a list of the prompt; else empty.</summary>
    static string PromptIn(JsonElement content)
    {
        var parts = content.Items().ToList();
        // A list of texts alone is a reminder of the client's.
        var isMixed = parts.Exists(part => part.Text("type") is "image" or "document"
            || part.Text("text").StartsWith("<ide_", StringComparison.Ordinal));
        var hasResult = parts.Exists(part => part.Text("type") == "tool_result");
        return isMixed && !hasResult ? PersonWords.OfParts(parts.Select(part => part.Text("text"))) : "";
    }

    static bool IsPersons(JsonElement line) => !line.IsTrue("isMeta") && !line.IsTrue("isCompactSummary")
        && !line.IsTrue("isVisibleInTranscriptOnly") && !line.IsTrue("isSidechain");

    void TakeAssistant(JsonElement line, SessionBuilder session)
    {
        var message = line.Member("message");
        // The client itself answers where there is no model's answer.
        if (message.Text("model") == "<synthetic>")
        {
            return;
        }
        var at = line.Time("timestamp");
        foreach (var block in message.Member("content").Items())
        {
            if (block.Text("type") == "tool_use")
            {
                Begin(block, line, at, session);
            }
            else if (block.Text("type") == "text" && !line.IsTrue("isSidechain"))
            {
                session.Say(block.Text("text"), at);
            }
        }
    }

    static void Begin(JsonElement block, JsonElement line, DateTimeOffset? at, SessionBuilder session)
    {
        var call = BegunCall.Of(block.Text("id"), block.Text("name"), block.Member("input"), at);
        var folder = line.Text("cwd");
        // In older versions, a subagent's lines stand between the others and do not say whose they are.
        var isInner = session.Subagent.Length == 0 && line.IsTrue("isSidechain");
        session.Begin(call with { Folder = folder == session.Folder ? "" : folder, Subagent = isInner ? "sidechain" : "" });
    }

    void TakeResult(JsonElement block, JsonElement line, SessionBuilder session)
    {
        var id = block.Text("tool_use_id");
        var details = line.Member("toolUseResult");
        if (details.Text("agentId") is { Length: > 0 } agent)
        {
            agents[agent] = id;
        }
        var text = block.Member("content").Content();
        session.Change(id, call => block.IsTrue("is_error") ? Failed(call, text) : Done(call, text, details));
    }

    static ToolCall Failed(ToolCall call, string text)
    {
        if (ExitText.AtBeginning(text, "Exit code ") is { } code)
        {
            var output = text.IndexOf('\n') is var end and >= 0 ? text[(end + 1)..] : "";
            var isTimeout = code == 143 && output.Contains("timed out after", StringComparison.Ordinal);
            return call with
            {
                State = isTimeout ? CallState.TimedOut : CallState.Failed,
                ExitCode = code,
                Output = KeptText.Output(output),
            };
        }
        var said = text
            .Replace("<tool_use_error>", "", StringComparison.Ordinal)
            .Replace("</tool_use_error>", "", StringComparison.Ordinal);
        return call with { State = StateWithoutCode(call, said), Output = KeptText.Output(said), ExitCode = null };
    }

    // A command that ran has an exit code.
    static CallState StateWithoutCode(ToolCall call, string said)
    {
        if (said.Contains("[Request interrupted by user", StringComparison.Ordinal))
        {
            return CallState.Interrupted;
        }
        if (said.Contains("timed out after", StringComparison.Ordinal))
        {
            return CallState.TimedOut;
        }
        var isRefused = said.Contains("has been denied", StringComparison.Ordinal)
            || said.Contains("doesn't want to proceed", StringComparison.Ordinal)
            || said.Contains("doesn't want to take this action", StringComparison.Ordinal)
            || said.Contains("hook error", StringComparison.Ordinal)
            || said.StartsWith("Claude requested permissions", StringComparison.Ordinal);
        return isRefused || call.Kind == ToolKind.Command ? CallState.Denied : CallState.Failed;
    }

    static ToolCall Done(ToolCall call, string text, JsonElement details) => call.Kind switch
    {
        ToolKind.Command => CommandDone(call, text, details),
        ToolKind.Edit => call with
        {
            State = CallState.Completed,
            Path = call.Path.Length > 0 ? call.Path : details.Text("filePath"),
            Change = KeptText.Bounded(ChangeOf(details) is { Length: > 0 } change ? change : call.Change, ToolCall.MaxOutput),
        },
        ToolKind.Memory => call with { State = CallState.Completed, Output = MemoryAnswer.Of(text) },
        ToolKind.Look => call with { State = CallState.Completed, Output = KeptText.Output(FileText(details) ?? text) },
        _ => call with { State = CallState.Completed, Output = KeptText.Output(text) },
    };

    static string? FileText(JsonElement details) =>
        details.Member("file").Member("content") is { ValueKind: JsonValueKind.String } content ? content.AsText() : null;

    static ToolCall CommandDone(ToolCall call, string text, JsonElement details)
    {
        var isBackground = details.Text("backgroundTaskId").Length > 0
            || text.StartsWith("Command running in background with ID", StringComparison.Ordinal);
        if (isBackground)
        {
            return call with { State = CallState.Background, Output = KeptText.Output(Streams(details)) };
        }
        var output = details.Is(JsonValueKind.Object) ? Streams(details) : text;
        if (details.IsTrue("interrupted"))
        {
            return call with { State = CallState.Interrupted, Output = KeptText.Output(output) };
        }
        // Where an exit code of 1 is no failure, as of grep, the client says what it means instead.
        var code = details.Text("returnCodeInterpretation").Length > 0 ? 1 : 0;
        return call with { State = CallState.Completed, ExitCode = code, Output = KeptText.Output(output) };
    }

    static string Streams(JsonElement details)
    {
        var lines = details.Text("stderr").Split('\n').Where(line => !line.StartsWith("Shell cwd was reset to ", StringComparison.Ordinal));
        return $"{details.Text("stdout")}\n{string.Join('\n', lines)}";
    }

    static string ChangeOf(JsonElement details)
    {
        var patch = new StringBuilder();
        foreach (var hunk in details.Member("structuredPatch").Items())
        {
            var before = $"{hunk.Number("oldStart")},{hunk.Number("oldLines")}";
            var after = $"{hunk.Number("newStart")},{hunk.Number("newLines")}";
            patch.Append($"@@ -{before} +{after} @@\n");
            foreach (var line in hunk.Member("lines").Items())
            {
                patch.Append(line.AsText()).Append('\n');
            }
        }
        return patch.Length > 0 ? patch.ToString() : details.Text("content");
    }
}
