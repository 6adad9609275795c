using System.Text.Json;

namespace SkillMcp.Sessions.Reading;

/// <summary>The lines of one log of Qwen Code, sorted into sessions.</summary>
sealed class QwenLog(UnreadParts unread)
{
    const int MaxSessions = 64;

    readonly Dictionary<string, SessionBuilder> sessions = [];

    public IEnumerable<SessionBuilder> Sessions => sessions.Values;

    public void Take(JsonElement line)
    {
        if (SessionOf(line) is not { } session)
        {
            return;
        }
        var parts = line.Member("message").Member("parts");
        var at = line.Time("timestamp");
        switch (line.Text("type"))
        {
            // What a hook or the client adds is a part of its own, behind the person's.
            case "user":
                session.Request(PersonsIn(parts), at);
                break;
            case "assistant":
                TakeAnswer(parts, line.Text("cwd"), at, session);
                break;
            case "tool_result":
                TakeResult(parts, line.Member("toolCallResult"), session);
                break;
            case "system":
                TakeCounted(line.Member("systemPayload").Member("uiEvent"), at, session);
                break;
            case var type:
                unread.AddKind(type);
                break;
        }
    }

    /// <summary>What a person wrote, before or behind an image.</summary>
    static string PersonsIn(JsonElement parts) =>
        parts.Items().Select(part => part.Text("text")).FirstOrDefault(text => PersonWords.Of(text).Length > 0) ?? "";

    SessionBuilder? SessionOf(JsonElement line)
    {
        var id = line.Text("sessionId");
        if (id.Length == 0)
        {
            return null;
        }
        if (!sessions.TryGetValue(id, out var session))
        {
            if (sessions.Count == MaxSessions)
            {
                return null;
            }
            sessions[id] = session = new SessionBuilder(SessionClient.Qwen, id);
        }
        session.Folder = session.Folder.Length > 0 ? session.Folder : line.Text("cwd");
        return session;
    }

    static void TakeAnswer(JsonElement parts, string folder, DateTimeOffset? at, SessionBuilder session)
    {
        foreach (var part in parts.Items())
        {
            if (part.Member("functionCall") is { ValueKind: JsonValueKind.Object } call)
            {
                var begun = BegunCall.Of(call.Text("id"), call.Text("name"), call.Member("args"), at);
                var within = call.Member("args").Text("directory") is { Length: > 0 } own ? own : folder;
                session.Begin(begun with { Folder = within == session.Folder ? "" : within });
            }
            else if (!part.IsTrue("thought"))
            {
                session.Say(part.Text("text"), at);
            }
        }
    }

    static void TakeResult(JsonElement parts, JsonElement result, SessionBuilder session)
    {
        foreach (var response in parts.Items().Select(part => part.Member("functionResponse")))
        {
            var id = response.Text("id") is { Length: > 0 } named ? named : result.Text("callId");
            session.Change(id, call => GeminiForm.Ended(
                call, response.Member("response"), result.Text("status"), result.Member("resultDisplay"), result.Text("errorType")));
        }
    }

    /// <summary>Of what a subagent did, nothing is written but that a call was made: the prompt's id names the subagent.</summary>
    static void TakeCounted(JsonElement counted, DateTimeOffset? at, SessionBuilder session)
    {
        var prompt = counted.Text("prompt_id").Split('#');
        if (prompt.Length < 2 || !counted.Text("event.name").EndsWith(".tool_call", StringComparison.Ordinal))
        {
            return;
        }
        var isDone = counted.Text("status") == "success";
        var call = BegunCall.Of("", counted.Text("function_name"), counted.Member("function_args"), at);
        var isDenied = counted.Text("error_type") == "execution_denied";
        var failed = isDenied ? CallState.Denied : CallState.Failed;
        session.Begin(call with
        {
            Subagent = prompt[1],
            State = isDone ? CallState.Completed : failed,
            Output = KeptText.Output(counted.Text("error")),
        });
    }
}
