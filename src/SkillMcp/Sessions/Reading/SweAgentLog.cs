using System.Text.Json;

namespace SkillMcp.Sessions.Reading;

/// <summary>One trajectory of SWE-agent. It has no exit codes.</summary>
sealed class SweAgentLog(string id)
{
    // The commands that its tools add to the shell.
    static readonly HashSet<string> Looks =
    [
        "find_file", "search_dir", "search_file", "open", "goto", "scroll_up", "scroll_down", "filemap", "view_image",
    ];

    static readonly HashSet<string> Edits = ["edit", "insert", "create", "str_replace_editor", "undo_edit"];

    static readonly HashSet<string> Others =
    [
        "submit", "exit_cost", "exit_context", "exit_forfeit", "skip", "review_on_submit", "review_on_submit_m",
    ];

    string prompt = "";

    public SessionBuilder Session { get; } = new(SessionClient.SweAgent, id);

    public void TakeMember(string name, JsonElement value)
    {
        switch (name)
        {
            case "trajectory":
                TakeStep(value);
                break;
            // The prompt stands behind the trajectory.
            case "history" when value.Text("role") == "user" && !value.IsTrue("is_demo"):
                TakePrompt(value);
                break;
            case "info":
                Session.Ending = value.Text("exit_status");
                break;
        }
    }

    void TakePrompt(JsonElement message)
    {
        if (prompt.Length == 0)
        {
            prompt = message.Member("content").Content();
            Session.Opening = TaskText.In(prompt);
        }
    }

    void TakeStep(JsonElement step)
    {
        TakePrompt(step.Member("query").Items().FirstOrDefault(message => message.Text("role") == "user" && !message.IsTrue("is_demo")));
        if (step.Text("thought").Trim() is { Length: > 0 } thought)
        {
            Session.Say(thought, null);
        }
        var action = step.Text("action").Trim();
        if (action.Length > 0)
        {
            Session.Begin(Call(action, step));
        }
        Session.Folder = Session.Folder.Length > 0 ? Session.Folder : WorkingFolder(step);
    }

    // Older versions keep the state as JSON in a text.
    static string WorkingFolder(JsonElement step)
    {
        using var older = LogJson.Parse(step.Text("state"));
        return (older?.RootElement ?? step.Member("state")).Text("working_dir");
    }

    ToolCall Call(string action, JsonElement step)
    {
        var words = action.Split((char[]?)null, 4, StringSplitOptions.RemoveEmptyEntries);
        var tool = words[0];
        var observation = step.Text("observation");
        var folder = WorkingFolder(step);
        var kind = KindOf(tool, words.ElementAtOrDefault(1));
        return new ToolCall
        {
            Tool = kind == ToolKind.Command ? "bash" : tool,
            Kind = kind,
            State = StateOf(observation, kind),
            Command = kind == ToolKind.Command ? action : "",
            Path = kind is ToolKind.Edit or ToolKind.Look ? PathOf(tool, words, step) : "",
            Change = kind == ToolKind.Edit ? KeptText.Bounded(action, ToolCall.MaxOutput) : "",
            Folder = folder == Session.Folder || Session.Folder.Length == 0 ? "" : folder,
            Output = KeptText.Output(observation),
        };
    }

    static ToolKind KindOf(string tool, string? first)
    {
        if (Looks.Contains(tool) || tool == "str_replace_editor" && first == "view")
        {
            return ToolKind.Look;
        }
        if (Edits.Contains(tool))
        {
            return ToolKind.Edit;
        }
        return Others.Contains(tool) ? ToolKind.Other : ToolKind.Command;
    }

    static string PathOf(string tool, string[] words, JsonElement step) => tool switch
    {
        "str_replace_editor" => words.ElementAtOrDefault(2) ?? "",
        "create" or "open" => words.ElementAtOrDefault(1)?.Trim('"', '\'') ?? "",
        "edit" or "insert" or "goto" or "scroll_up" or "scroll_down" => OpenFile(step),
        _ => "",
    };

    static string OpenFile(JsonElement step) => step.Member("state").Text("open_file") is var file && file == "n/a" ? "" : file;

    static CallState StateOf(string observation, ToolKind kind)
    {
        var said = observation.AsSpan().TrimStart();
        if (said.StartsWith("EXECUTION TIMED OUT") || said.Contains("was cancelled because it took more than", StringComparison.Ordinal))
        {
            return CallState.TimedOut;
        }
        if (said.StartsWith("Operation '") && said.Contains("is not supported by this environment", StringComparison.Ordinal))
        {
            return CallState.Denied;
        }
        var isRefusedEdit = kind == ToolKind.Edit && said.StartsWith("Your proposed edit has introduced new syntax error");
        return isRefusedEdit ? CallState.Failed : CallState.Completed;
    }
}
