using System.Text.Json;

namespace SkillMcp.Sessions.Reading;

/// <summary>The events of one session of OpenHands: actions, and observations that name the action that caused them.</summary>
sealed class OpenHandsLog(string id)
{
    string last = "";

    public SessionBuilder Session { get; } = new(SessionClient.OpenHands, id);

    public void TakeMember(string name, JsonElement value)
    {
        switch (name)
        {
            case "instance_id":
                Session.Id = value.AsText() is { Length: > 0 } own ? own : Session.Id;
                break;
            // Older versions paired each action with its observation.
            case "history" or "" when value.Is(JsonValueKind.Array):
                foreach (var inner in value.Items())
                {
                    Take(inner);
                }
                break;
            case "history" or "":
                Take(value);
                break;
        }
    }

    void Take(JsonElement happened)
    {
        if (happened.Text("action") is { Length: > 0 } action)
        {
            TakeAction(action, happened);
        }
        else if (happened.Text("observation") is { Length: > 0 } observation)
        {
            TakeObservation(observation, happened);
        }
    }

    void TakeAction(string action, JsonElement happened)
    {
        var (args, at, source) = (happened.Member("args"), happened.Time("timestamp"), happened.Text("source"));
        if (action == "message")
        {
            if (source == "user")
            {
                Session.Request(TaskText.In(args.Text("content")), at);
            }
            else
            {
                Session.Say(args.Text("content"), at);
            }
            return;
        }
        // What the environment or the person does, and what is hidden, is not the agent's.
        if (source is "user" or "environment" || args.IsTrue("hidden") || action is "system" or "recall" or "change_agent_state" or "null")
        {
            return;
        }
        Session.Say(args.Text("thought"), at);
        if (action is "finish" or "think")
        {
            Session.Say(args.Text("final_thought"), at);
            return;
        }
        last = Key(happened.Member("id"));
        Session.Begin(Call(action, args, at) with { Id = last });
    }

    static ToolCall Call(string action, JsonElement args, DateTimeOffset? at)
    {
        var tool = action switch
        {
            "run" => "bash",
            "call_tool_mcp" or "mcp" => args.Text("name"),
            "delegate" => "task",
            "browse" or "browse_interactive" => "webfetch",
            _ => action,
        };
        var call = BegunCall.Of("", tool, args.Member("arguments") is { ValueKind: JsonValueKind.Object } given ? given : args, at);
        // Words for a program that runs already are no command.
        return args.IsTrue("is_input") ? call with { Kind = ToolKind.Other, Command = "", Arguments = args.Json() } : call;
    }

    string Key(JsonElement number) => number.ValueKind switch
    {
        JsonValueKind.Number => number.GetRawText(),
        JsonValueKind.String => number.AsText(),
        _ => last + "+",
    };

    void TakeObservation(string observation, JsonElement happened)
    {
        var cause = happened.Member("cause");
        var id = cause.ValueKind is JsonValueKind.Number or JsonValueKind.String ? Key(cause) : last;
        var (content, extras) = (happened.Text("content"), happened.Member("extras"));
        if (Session.Folder.Length == 0)
        {
            Session.Folder = extras.Member("metadata").Text("working_dir");
        }
        Session.Change(id, call => observation switch
        {
            "run" => CommandEnded(call, content, extras),
            "user_rejected" => call with { State = CallState.Denied, Output = KeptText.Output(content) },
            "error" => call with { State = CallState.Failed, Output = KeptText.Output(content) },
            "edit" => call with
            {
                State = content.StartsWith("ERROR:", StringComparison.Ordinal) ? CallState.Failed : CallState.Completed,
                Change = KeptText.Bounded(extras.Text("diff") is { Length: > 0 } diff ? diff : call.Change, ToolCall.MaxOutput),
            },
            "write" => call with { State = CallState.Completed },
            _ => call with
            {
                State = CallState.Completed,
                Output = call.Kind == ToolKind.Memory ? MemoryAnswer.Of(content) : KeptText.Output(content),
            },
        });
    }

    static ToolCall CommandEnded(ToolCall call, string content, JsonElement extras)
    {
        var metadata = extras.Member("metadata");
        var exit = metadata.Number("exit_code") ?? extras.Number("exit_code");
        // A command that has not ended yet has -1; what is behind the output says why.
        var running = metadata.Text("suffix").Contains("timed out", StringComparison.Ordinal) ? CallState.TimedOut : CallState.Background;
        return call with
        {
            State = exit is < 0 ? running : CallState.Completed,
            ExitCode = exit is >= 0 ? exit : null,
            Output = KeptText.Output(content),
        };
    }
}
