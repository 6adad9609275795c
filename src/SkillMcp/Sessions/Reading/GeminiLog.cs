using System.Text.Json;

namespace SkillMcp.Sessions.Reading;

/// <summary>The messages of one log of Gemini CLI.</summary>
/// <param name="unread">Takes what is not known.</param>
/// <param name="name">The id, if the log does not say it.</param>
/// <param name="subagent">The subagent whose log it is; empty for a session's.</param>
sealed class GeminiLog(UnreadParts unread, string name, string subagent)
{
    // What the client reads into a prompt stands behind it.
    const string ReferencedFiles = "--- Content from referenced files ---";

    static readonly HashSet<string> Notes = ["info", "error", "warning", "system"];

    // The last form of a message counts, at the place of its first.
    readonly OrderedDictionary<string, List<SessionEvent>> messages = [];
    readonly Dictionary<string, string> agents = [];
    readonly KeptOutputs outputs = new();
    string id = name;
    long unnamed;

    public bool IsSubagent { get; private set; }

    public string Folder { get; private set; } = "";

    /// <summary>The subagents, each with the call that started it.</summary>
    public IEnumerable<KeyValuePair<string, string>> Agents => agents;

    public void Take(JsonElement line)
    {
        var set = line.Member("$set");
        if (set.Is(JsonValueKind.Object))
        {
            foreach (var member in set.Members())
            {
                TakeMember(member.Name, member.Value);
            }
            return;
        }
        if (line.Member("sessionId").Is(JsonValueKind.String))
        {
            foreach (var member in line.Members())
            {
                TakeMember(member.Name, member.Value);
            }
            return;
        }
        if (!line.Member("$rewindTo").Is(JsonValueKind.String))
        {
            TakeMessage(line);
        }
    }

    /// <summary>A member of the session: its messages, or what it is.</summary>
    public void TakeMember(string member, JsonElement value)
    {
        switch (member)
        {
            case "sessionId" when value.AsText().Length > 0:
                id = value.AsText();
                break;
            case "kind":
                IsSubagent = value.AsText() == "subagent";
                break;
            case "directories":
                Folder = value.Items().Select(folder => folder.AsText()).FirstOrDefault(Folder);
                break;
            // When a session goes on, all messages are written again.
            case "messages" when value.Is(JsonValueKind.Array):
                foreach (var message in value.Items())
                {
                    TakeMessage(message);
                }
                break;
            case "messages":
                TakeMessage(value);
                break;
        }
    }

    public SessionBuilder Session()
    {
        var session = new SessionBuilder(SessionClient.Gemini, id) { Subagent = subagent };
        var seen = new HashSet<(string, DateTimeOffset?)>();
        foreach (var happened in messages.Values.SelectMany(message => message))
        {
            switch (happened)
            {
                case PersonRequest request when seen.Add((request.Text, request.At)):
                    session.Request(request.Text, request.At);
                    break;
                case AgentMessage message when seen.Add((message.Text, message.At)):
                    session.Say(message.Text, message.At);
                    break;
                case ToolCall call when call.Id.Length == 0 || seen.Add((call.Id, call.At)):
                    session.Begin(call);
                    break;
            }
        }
        return session;
    }

    void TakeMessage(JsonElement message)
    {
        var key = message.Text("id") is { Length: > 0 } named ? named : $"\n{unnamed++}";
        var at = message.Time("timestamp");
        if (messages.Count >= SessionBuilder.MaxEvents && !messages.ContainsKey(key))
        {
            return;
        }
        switch (message.Text("type"))
        {
            case "user":
                messages[key] = [.. Prompt(message).Select(text => new PersonRequest(text) { At = at })];
                break;
            case "gemini":
                messages[key] = [.. Said(message, at), .. Calls(message, at)];
                break;
            case var type:
                if (!Notes.Contains(type))
                {
                    unread.AddKind(type);
                }
                break;
        }
    }

    static IEnumerable<string> Prompt(JsonElement message)
    {
        var content = message.Member("content");
        var parts = content.Is(JsonValueKind.String) ? [content.AsText()] : content.Items().Select(part => part.Text("text"));
        var persons = parts.TakeWhile(part => !part.Contains(ReferencedFiles, StringComparison.Ordinal));
        var text = string.Join('\n', persons.Where(part => part.Length > 0));
        return text.Length > 0 ? [text] : [];
    }

    static IEnumerable<SessionEvent> Said(JsonElement message, DateTimeOffset? at) =>
        message.Member("content").Content() is { Length: > 0 } text ? [new AgentMessage(text) { At = at }] : [];

    IEnumerable<SessionEvent> Calls(JsonElement message, DateTimeOffset? at)
    {
        foreach (var call in message.Member("toolCalls").Items())
        {
            var begun = BegunCall.Of(call.Text("id"), call.Text("name"), call.Member("args"), call.Time("timestamp") ?? at);
            var result = call.Member("result");
            var display = call.Member("resultDisplay");
            if (call.Text("agentId") is { Length: > 0 } agent)
            {
                agents[agent] = begun.Id;
            }
            var response = result.Items().Select(part => part.Member("functionResponse").Member("response")).FirstOrDefault();
            var isEnded = result.Is(JsonValueKind.Array);
            yield return outputs.Fit(isEnded ? GeminiForm.Ended(begun, response, call.Text("status"), display) : begun);
        }
    }
}
