using System.Text.Json;

namespace SkillMcp.Sessions.Reading;

/// <summary>The messages of one run of mini-swe-agent.</summary>
sealed class MiniSweAgentLog(string id)
{
    static readonly string[] Fences = ["```mswea_bash_command\n", "```bash\n"];
    static readonly string[] Submissions = ["echo COMPLETE_TASK_AND_SUBMIT_FINAL_OUTPUT", "echo MINI_SWE_AGENT_FINAL_OUTPUT"];

    string template = "";
    string last = "";
    bool isAsked;
    int calls;

    public SessionBuilder Session { get; } = new(SessionClient.MiniSweAgent, id);

    public void TakeMember(string name, JsonElement value)
    {
        switch (name)
        {
            case "info":
                TakeInfo(value);
                break;
            // A list alone has no member.
            case "messages" or "":
                TakeMessage(value);
                break;
            case "instance_id":
                Session.Id = value.AsText() is { Length: > 0 } own ? own : Session.Id;
                break;
        }
    }

    void TakeInfo(JsonElement info)
    {
        var config = info.Member("config");
        Session.Ending = info.Text("exit_status");
        Session.Folder = config.Member("environment").Text("cwd");
        template = config.Member("agent").Text("instance_template");
    }

    void TakeMessage(JsonElement message)
    {
        var content = message.Member("content").Content();
        var extra = message.Member("extra");
        var at = Time(extra.Member("timestamp")) ?? Time(message.Member("timestamp"));
        switch (message.Text("role"))
        {
            case "user" when !isAsked:
                isAsked = true;
                Session.Request(TaskText.In(content, template), at);
                break;
            case "assistant":
                TakeAnswer(message, content, extra, at);
                break;
            case "user" or "tool":
                TakeObservation(message, content, extra, at);
                break;
        }
    }

    // Its times are seconds since 1970.
    static DateTimeOffset? Time(JsonElement value)
    {
        var seconds = value.Is(JsonValueKind.Number) && value.TryGetDouble(out var number) ? number : 0;
        return seconds is > 0 and < 253_402_300_800 ? DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1000)) : null;
    }

    void TakeAnswer(JsonElement message, string content, JsonElement extra, DateTimeOffset? at)
    {
        Session.Say(Thought(content), at);
        var actions = extra.Member("actions").Items().ToList();
        if (actions.Count > 0)
        {
            actions.ForEach(action => Begin(action.Text("tool_call_id"), action.Text("command"), at));
            return;
        }
        foreach (var call in message.Member("tool_calls").Items())
        {
            using var arguments = LogJson.Parse(call.Member("function").Text("arguments"));
            Begin(call.Text("id"), arguments?.RootElement.Text("command") ?? "", at);
        }
        if (!message.Member("tool_calls").Is(JsonValueKind.Array) && CommandIn(content) is { } command)
        {
            Begin("", command, at);
        }
    }

    void Begin(string call, string command, DateTimeOffset? at)
    {
        if (command.Length == 0)
        {
            return;
        }
        last = call.Length > 0 ? call : $"call-{calls++}";
        // How it says that it is done is no step of the task.
        var isEnd = Submissions.Any(words => command.TrimStart().StartsWith(words, StringComparison.Ordinal));
        Session.Begin(new ToolCall
        {
            At = at,
            Id = last,
            Tool = "bash",
            Kind = isEnd ? ToolKind.Other : ToolKind.Command,
            Command = isEnd ? "" : command,
            State = CallState.Unanswered,
        });
    }

    void TakeObservation(JsonElement message, string content, JsonElement extra, DateTimeOffset? at)
    {
        var id = message.Text("tool_call_id") is { Length: > 0 } named ? named : last;
        var code = extra.Number("returncode") ?? CodeIn(content);
        var isTimeout = content.Contains("timed out and has been killed", StringComparison.Ordinal)
            || extra.Text("exception_info").Contains("timed out", StringComparison.Ordinal);
        if (Session.Find(id) is not { State: CallState.Unanswered })
        {
            // Where nothing was run, a person may have said something.
            return;
        }
        if (code is null && !isTimeout)
        {
            Session.Change(id, call => call with { State = CallState.Denied, Output = KeptText.Output(content) });
            return;
        }
        var output = extra.Text("raw_output") is { Length: > 0 } raw ? raw : OutputIn(content);
        Session.Change(id, call => call with
        {
            State = isTimeout ? CallState.TimedOut : CallState.Completed,
            ExitCode = isTimeout || code is < 0 ? null : code,
            Output = KeptText.Output(output),
        });
    }

    static int? CodeIn(string content)
    {
        var at = content.IndexOf("<returncode>", StringComparison.Ordinal);
        return at < 0 ? null : ExitText.After(content, at + "<returncode>".Length);
    }

    static string OutputIn(string content)
    {
        string[] names = ["output", "output_head", "output_tail"];
        var parts = names.Select(name => Between(content, $"<{name}>", $"</{name}>")).Where(part => part.Length > 0).ToList();
        return parts.Count > 0 ? string.Join("\n[…]\n", parts) : content;
    }

    // The output itself may hold the mark: the last one ends it.
    static string Between(string text, string begin, string end)
    {
        var from = text.IndexOf(begin, StringComparison.Ordinal);
        var to = text.LastIndexOf(end, StringComparison.Ordinal);
        return from < 0 || to < from + begin.Length ? "" : text[(from + begin.Length)..to];
    }

    static string? CommandIn(string content)
    {
        foreach (var fence in Fences)
        {
            var from = content.IndexOf(fence, StringComparison.Ordinal);
            var to = from < 0 ? -1 : content.IndexOf("\n```", from + fence.Length - 1, StringComparison.Ordinal);
            if (to >= from + fence.Length)
            {
                return content[(from + fence.Length)..to].Trim();
            }
        }
        return null;
    }

    static string Thought(string content)
    {
        var fence = content.IndexOf("```", StringComparison.Ordinal);
        var thought = (fence < 0 ? content : content[..fence]).Trim();
        return thought.StartsWith("THOUGHT:", StringComparison.Ordinal) ? thought["THOUGHT:".Length..].Trim() : thought;
    }
}
