using System.Text.Json;

namespace SkillMcp.Sessions.Reading;

/// <summary>What the arguments of a tool say of a call, whichever client's tool it is.</summary>
static class BegunCall
{
    static readonly string[] Paths =
    [
        "file_path", "filePath", "path", "absolute_path", "notebook_path", "dir_path", "fileName", "filename",
    ];

    static readonly string[] OldTexts = ["old_string", "oldString", "old_str"];
    static readonly string[] NewTexts = ["new_string", "newString", "new_str", "content", "file_text", "new_source"];
    static readonly string[] Patches = ["patch", "patchText", "input", "diff"];

    /// <summary>A call without its result.</summary>
    public static ToolCall Of(string id, string tool, JsonElement arguments, DateTimeOffset? at)
    {
        var kind = ToolNames.KindOf(tool);
        if (kind == ToolKind.Edit && arguments.Text("command") == "view")
        {
            kind = ToolKind.Look;
        }
        return new ToolCall
        {
            At = at,
            Id = id,
            Tool = tool,
            Kind = kind,
            State = CallState.Unanswered,
            Command = kind == ToolKind.Command ? CommandIn(arguments) : "",
            Path = kind is ToolKind.Edit or ToolKind.Look ? First(arguments, Paths) : "",
            Change = kind == ToolKind.Edit ? ChangeIn(arguments) : "",
            Arguments = kind is ToolKind.Memory or ToolKind.Delegation or ToolKind.Other ? arguments.Json() : "",
        };
    }

    /// <summary>A command as it was typed, without the shell that a client puts before it.</summary>
    public static string CommandIn(JsonElement arguments)
    {
        var command = arguments.Member("command");
        return command.Is(JsonValueKind.Array) ? CommandOf(command) : First(arguments, ["command", "cmd"]);
    }

    public static string CommandOf(JsonElement words)
    {
        string[] all = [.. words.Items().Select(word => word.AsText())];
        return all is [_, "-lc" or "-c" or "-Command", var script] ? script : string.Join(' ', all.Select(Quoted));
    }

    // What a client says of an edit when it is done is better: this is all there is of one that failed or has no diff.
    static string ChangeIn(JsonElement arguments)
    {
        var edits = arguments.Member("edits").Items().Select(ChangeIn).Where(change => change.Length > 0);
        var (before, after) = (First(arguments, OldTexts), First(arguments, NewTexts));
        if (before.Length > 0)
        {
            return Lines('-', before) + Lines('+', after);
        }
        return after.Length > 0 ? after : string.Join('\n', edits.DefaultIfEmpty(First(arguments, Patches)));
    }

    static string Lines(char mark, string text) =>
        text.Length == 0 ? "" : string.Concat(text.TrimEnd('\n').Split('\n').Select(line => $"{mark}{line}\n"));

    static string First(JsonElement arguments, string[] names) =>
        names.Select(name => arguments.Text(name)).FirstOrDefault(text => text.Length > 0) ?? "";

    static string Quoted(string word)
    {
        var isPlain = word.Length > 0 && !word.AsSpan().ContainsAny(" \t\n'\"$&|;<>()*?");
        return isPlain ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }
}
