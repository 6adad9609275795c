using System.Text.Json;

namespace SkillMcp.Sessions.Reading;

/// <summary>The events of one log of Copilot CLI.</summary>
/// <param name="unread">Takes what is not known.</param>
/// <param name="name">The id, if the log does not say it.</param>
sealed class CopilotLog(UnreadParts unread, string name)
{
    const string Background = "<command started in background with shellId: ";
    const string Running = " is still running";
    const string Ended = " completed with exit code ";

    static readonly string[] Known =
    [
        "session.", "assistant.", "tool.", "hook.", "system.", "subagent.", "user.", "skill.", "permission.", "elicitation.",
    ];


    readonly SessionBuilder session = new(SessionClient.Copilot, name);
    // Each subagent's calls, and the call that started it.
    readonly Dictionary<string, (SessionBuilder Calls, string Call)> agents = [];
    // Which shell runs which call; the numbers begin again when a session goes on.
    readonly Dictionary<string, string> shells = [];

    /// <summary>The session, when all events were taken.</summary>
    public SessionBuilder End()
    {
        foreach (var (calls, call) in agents.Values)
        {
            session.Place(call, calls.Events());
        }
        return session;
    }

    public void Take(JsonElement line)
    {
        var (type, data, at) = (line.Text("type"), line.Member("data"), line.Time("timestamp"));
        var agent = line.Text("agentId");
        switch (type)
        {
            case "session.start":
                session.Id = data.Text("sessionId") is { Length: > 0 } id ? id : session.Id;
                session.Folder = data.Member("context").Text("cwd");
                break;
            // What one agent says to another has the other as its source.
            case "user.message" when agent.Length == 0 && !data.Text("source").StartsWith("agent-", StringComparison.Ordinal):
                session.Request(PersonWords.OfParts(PartsOf(data.Member("content"))), at);
                break;
            case "assistant.message" when agent.Length == 0:
                session.Say(data.Text("content"), at);
                break;
            case "tool.execution_start":
                BuilderOf(agent, data).Begin(BegunCall.Of(data.Text("toolCallId"), data.Text("toolName"), data.Member("arguments"), at));
                break;
            case "tool.execution_complete":
                TakeResult(BuilderOf(agent, data), data);
                break;
            case "abort":
                session.Interrupt();
                break;
            default:
                if (!Known.Any(known => type.StartsWith(known, StringComparison.Ordinal)))
                {
                    unread.AddKind(type);
                }
                break;
        }
    }

    /// <summary>The texts of a prompt: one, or those beside images.</summary>
    static IEnumerable<string> PartsOf(JsonElement content) =>
        content.Is(JsonValueKind.Array) ? content.Items().Select(part => part.Text("text")) : [content.AsText()];

    SessionBuilder BuilderOf(string agent, JsonElement data)
    {
        if (agent.Length == 0)
        {
            return session;
        }
        if (!agents.TryGetValue(agent, out var known))
        {
            known = (new SessionBuilder(SessionClient.Copilot, agent) { Subagent = agent }, data.Text("parentToolCallId"));
            agents[agent] = known;
        }
        return known.Calls;
    }

    void TakeResult(SessionBuilder calls, JsonElement data)
    {
        var id = data.Text("toolCallId");
        var result = data.Member("result");
        var content = result.Text("content");
        if (!data.Member("success").Is(JsonValueKind.True))
        {
            calls.Change(id, call => Failed(call, data.Member("error"), content));
            return;
        }
        if (calls.Find(id)?.Kind == ToolKind.Command)
        {
            calls.Change(id, call => CommandEnded(call, content, data.Member("shellExecution").Number("exitCode")));
            return;
        }
        EndShell(calls, content);
        calls.Change(id, call => call with
        {
            State = CallState.Completed,
            Change = call.Kind == ToolKind.Edit && result.Text("detailedContent") is { Length: > 0 } diff
                ? KeptText.Bounded(diff.Trim('\n'), ToolCall.MaxOutput)
                : call.Change,
            Output = OutputOf(call, content),
        });
    }

    static string OutputOf(ToolCall call, string content) => call.Kind switch
    {
        ToolKind.Memory => MemoryAnswer.Of(content),
        ToolKind.Edit => "",
        _ => KeptText.Output(WithoutShell(content).Output),
    };

    static ToolCall Failed(ToolCall call, JsonElement error, string content)
    {
        var message = error.Text("message") is { Length: > 0 } said ? said : content;
        var state = error.Text("code") switch
        {
            "denied" or "rejected" => CallState.Denied,
            "timeout" => CallState.TimedOut,
            "cancelled" or "aborted" => CallState.Interrupted,
            _ => CallState.Failed,
        };
        return call with { State = state, Output = KeptText.Output(message) };
    }

    ToolCall CommandEnded(ToolCall call, string content, int? code)
    {
        if (content.StartsWith(Background, StringComparison.Ordinal))
        {
            return call with { State = CallState.Background };
        }
        var (output, shell, exit) = WithoutShell(content);
        var isRunning = code is null && exit is null && shell.Length > 0;
        if (isRunning)
        {
            shells[shell] = call.Id;
        }
        return call with
        {
            State = isRunning ? CallState.Background : CallState.Completed,
            ExitCode = code ?? exit,
            Output = KeptText.Output(WithoutNotice(output)),
        };
    }

    // Of a long output only the beginning is there, behind where the whole was saved.
    static string WithoutNotice(string output)
    {
        const string preview = "Preview (first ";
        var isCut = output.StartsWith("Output too large to read at once", StringComparison.Ordinal);
        var at = isCut ? output.IndexOf(preview, StringComparison.Ordinal) : -1;
        var end = at < 0 ? -1 : output.IndexOf('\n', at);
        return end < 0 ? output : output[(end + 1)..];
    }

    /// <summary>A command that took longer than was waited for ends when its shell is read. One that was to run on did not fail.</summary>
    void EndShell(SessionBuilder calls, string content)
    {
        var (output, shell, exit) = WithoutShell(content);
        if (exit is not null && shells.Remove(shell, out var id))
        {
            calls.Change(id, call => call with
            {
                State = CallState.Completed,
                ExitCode = exit,
                Output = KeptText.Output($"{call.Output}\n{output}"),
            });
        }
    }

    /// <summary>Takes off the last line if it is the client's: <c>&lt;shellId: 5 completed with exit code 254&gt;</c>.</summary>
    static (string Output, string Shell, int? Exit) WithoutShell(string content)
    {
        var text = content.TrimEnd();
        var line = text.LastIndexOf('\n') + 1;
        var last = text.AsSpan(line);
        var saysWhy = last.Contains(Ended, StringComparison.Ordinal) || last.Contains(Running, StringComparison.Ordinal);
        var number = last is ['<', .., '>'] && saysWhy ? text.IndexOf("shellId: ", line, StringComparison.Ordinal) : -1;
        if (number < 0)
        {
            return (content, "", null);
        }
        var end = text.IndexOf(Ended, line, StringComparison.Ordinal);
        var exit = end < 0 ? null : ExitText.After(text, end + Ended.Length);
        return (text[..line], $"{ExitText.After(text, number + "shellId: ".Length)}", exit);
    }
}
