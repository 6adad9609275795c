using System.Text.Json;

namespace SkillMcp.Sessions.Reading;

/// <summary>The messages of one session of opencode, each with its parts.</summary>
/// <param name="id">The id, if the log does not say it.</param>
/// <param name="subagent">The subagent whose session it is; empty for a person's.</param>
sealed class OpencodeLog(string id, string subagent)
{
    static readonly string[] Notes = ["shell_metadata", "bash_metadata"];

    public SessionBuilder Session { get; } = new(SessionClient.Opencode, id) { Subagent = subagent };

    /// <summary>Whether another session started this one.</summary>
    public bool IsChild { get; private set; }

    /// <summary>The sessions of subagents, each with the call that started it.</summary>
    public Dictionary<string, string> Children { get; } = [];

    /// <summary>A member of an exported session: what it is, or one of its messages.</summary>
    public void TakeMember(string name, JsonElement value)
    {
        if (name == "info")
        {
            Session.Id = value.Text("id") is { Length: > 0 } own ? own : Session.Id;
            Session.Folder = value.Text("directory");
            IsChild = value.Text("parent_id").Length > 0 || value.Text("parentID").Length > 0;
        }
        else if (name == "messages")
        {
            foreach (var part in value.Member("parts").Items())
            {
                var message = value.Member("info");
                var at = part.Time("time_created") ?? message.Member("time").Time("created");
                TakePart(message.Text("role"), message.Text("mode"), part, at);
            }
        }
    }

    /// <summary>A part of a message.</summary>
    public void TakePart(string role, string mode, JsonElement part, DateTimeOffset? at)
    {
        var time = part.Member("state").Member("time").Time("start") ?? part.Member("time").Time("start") ?? at;
        switch (part.Text("type"))
        {
            // What the client or a plugin adds is marked.
            case "text" when part.IsTrue("synthetic") || part.IsTrue("ignored"):
                break;
            case "text" when role == "user":
                Session.Request(Unquoted(part.Text("text")), time);
                break;
            case "text" when role == "assistant" && mode != "compaction":
                Session.Say(part.Text("text"), time);
                break;
            case "tool":
                TakeCall(part, time);
                break;
        }
    }

    // Its command line puts quotation marks around a prompt that has blanks.
    static string Unquoted(string prompt)
    {
        if (prompt.Length < 2 || prompt[0] != '"' || prompt[^1] != '"')
        {
            return prompt;
        }
        var inner = prompt[1..^1];
        var isWhole = !inner.Replace("\\\"", "", StringComparison.Ordinal).Contains('"', StringComparison.Ordinal);
        return isWhole ? inner.Replace("\\\"", "\"", StringComparison.Ordinal) : prompt;
    }

    void TakeCall(JsonElement part, DateTimeOffset? at)
    {
        var state = part.Member("state");
        var begun = BegunCall.Of(part.Text("callID"), part.Text("tool"), state.Member("input"), at);
        if (state.Member("metadata").Text("sessionId") is { Length: > 0 } child)
        {
            Children[child] = begun.Id;
        }
        var folder = state.Member("input").Text("workdir");
        begun = begun with { Folder = folder == Session.Folder ? "" : folder };
        Session.Begin(state.Text("status") switch
        {
            "completed" => Completed(begun, state),
            "error" => Failed(begun, state.Text("error")),
            _ => begun,
        });
    }

    static ToolCall Failed(ToolCall call, string error)
    {
        var isRefused = error.Contains("rejected", StringComparison.OrdinalIgnoreCase)
            || error.Contains("rule", StringComparison.OrdinalIgnoreCase)
            || error.Contains("permission", StringComparison.OrdinalIgnoreCase);
        var isAborted = error.Contains("aborted", StringComparison.OrdinalIgnoreCase);
        // A command that ran is completed, whatever came of it.
        var failed = isRefused || call.Kind == ToolKind.Command ? CallState.Denied : CallState.Failed;
        return call with { State = isAborted ? CallState.Interrupted : failed, Output = KeptText.Output(error) };
    }

    static ToolCall Completed(ToolCall call, JsonElement state)
    {
        var metadata = state.Member("metadata");
        var output = state.Text("output");
        return call.Kind switch
        {
            ToolKind.Command => CommandEnded(call, metadata, metadata.Text("output") is { Length: > 0 } full ? full : output),
            ToolKind.Edit => call with
            {
                State = CallState.Completed,
                Change = KeptText.Bounded(metadata.Text("diff") is { Length: > 0 } diff ? diff : call.Change, ToolCall.MaxOutput),
            },
            ToolKind.Memory => call with { State = CallState.Completed, Output = MemoryAnswer.Of(output) },
            ToolKind.Look => call with
            {
                State = CallState.Completed,
                Output = KeptText.Output(metadata.Member("display").Text("text") is { Length: > 0 } text ? text : output),
            },
            _ => call with { State = CallState.Completed, Output = KeptText.Output(output) },
        };
    }

    static ToolCall CommandEnded(ToolCall call, JsonElement metadata, string output)
    {
        var (text, note) = WithoutNote(output);
        var exit = metadata.Number("exit");
        var stopped = note.Contains("abort", StringComparison.OrdinalIgnoreCase) ? CallState.Interrupted : CallState.TimedOut;
        return call with
        {
            State = exit is null && note.Length > 0 ? stopped : CallState.Completed,
            ExitCode = exit,
            Output = KeptText.Output(text),
        };
    }

    /// <summary>The output, and what the client says behind it.</summary>
    static (string Text, string Note) WithoutNote(string output)
    {
        var note = "";
        foreach (var name in Notes)
        {
            var at = output.LastIndexOf($"<{name}>", StringComparison.Ordinal);
            if (at >= 0 && output.TrimEnd().EndsWith($"</{name}>", StringComparison.Ordinal))
            {
                (output, note) = (output[..at].TrimEnd(), output[at..]);
            }
        }
        // The beginning of a long one is in a file.
        output = output.StartsWith("...\n\n", StringComparison.Ordinal) ? output[5..] : output;
        return (output.Trim() == "(no output)" ? "" : output, note);
    }
}
