using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using SkillMcp.Sessions.Reading;

namespace SkillMcp.Sessions.Journal;

/// <summary>Reads the call that a client tells of, with its end. How it says that a command failed differs from client to client.</summary>
static partial class HookedCall
{
    // Of a longer text its beginning and its end are kept, each with as much again beside that a secret in it is found whole.
    const int MaxPart = 2 * ToolCall.MaxOutput;

    /// <summary>The call; null if the payload names no tool.</summary>
    public static ToolCall? Of(HookPayload payload, DateTimeOffset at)
    {
        var json = payload.Json;
        var tool = HookPayload.Text(json, "tool_name", "toolName");
        if (tool is not { Length: > 0 and <= 200 })
        {
            return null;
        }
        var kind = ToolNames.KindOf(tool);
        var input = HookPayload.Member(json, "tool_input", "toolArgs");
        var result = HookPayload.Member(json, "tool_response", "toolResult");
        var (output, exitCode, state) = EndOf(json, result, kind);
        return new ToolCall
        {
            At = at,
            Id = HookPayload.Text(json, "tool_use_id"),
            Tool = tool,
            Kind = kind,
            Command = kind == ToolKind.Command ? CommandOf(input) : "",
            Path = kind is ToolKind.Edit or ToolKind.Look
                ? HookPayload.Text(input, "file_path", "filePath", "path", "notebook_path")
                : "",
            Change = kind == ToolKind.Edit ? Part(ChangeOf(input, result)) : "",
            Arguments = kind is (ToolKind.Memory or ToolKind.Other) && input.ValueKind == JsonValueKind.Object
                ? Part(input.GetRawText())
                : "",
            State = state,
            ExitCode = kind == ToolKind.Command ? exitCode : null,
            Output = kind == ToolKind.Look ? "" : Part(PersonWords.WithoutRecall(output)),
        };
    }

    static string CommandOf(JsonElement input)
    {
        var command = HookPayload.Member(input, "command", "cmd");
        return command.ValueKind == JsonValueKind.Array
            ? string.Join(' ', command.EnumerateArray().Select(word => word.ToString()))
            : HookPayload.Text(input, "command", "cmd");
    }

    static string ChangeOf(JsonElement input, JsonElement result)
    {
        var shown = HookPayload.Member(result, "returnDisplay", "metadata");
        if (HookPayload.Text(shown, "fileDiff", "diff") is { Length: > 0 } diff)
        {
            return diff;
        }
        var before = HookPayload.Text(input, "old_string", "oldString", "old_str");
        var after = HookPayload.Text(input, "new_string", "newString", "new_str");
        return before.Length + after.Length > 0
            ? $"{Marked('-', before)}{Marked('+', after)}"
            : HookPayload.Text(input, "content", "file_text", "patch", "input");

        static string Marked(char mark, string text) =>
            text.Length == 0 ? "" : string.Concat(text.Split('\n').Select(line => $"{mark}{line}\n"));
    }

    /// <summary>What came back, and whether that is a failure.</summary>
    static (string Output, int? ExitCode, CallState State) EndOf(JsonElement json, JsonElement result, ToolKind kind)
    {
        // Of Claude Code, in an event of its own: no result, but an error that begins with the exit code.
        if (HookPayload.Text(json, "error") is { Length: > 0 } error)
        {
            var isStopped = HookPayload.Member(json, "is_interrupt").ValueKind == JsonValueKind.True;
            var code = NumberIn(ExitLine().Match(error));
            return (ExitLine().Replace(error, "", 1).TrimStart('\n'), code, isStopped ? CallState.Interrupted : CallState.Failed);
        }
        var (output, exitCode) = kind == ToolKind.Command ? OutputOf(result) : (TextOf(result), null);
        var isRefused = HookPayload.Text(result, "resultType") is "denied" or "rejected";
        var isFailed = HookPayload.Text(result, "resultType") is "failure" or "error"
            || HookPayload.Member(result, "error").ValueKind == JsonValueKind.Object;
        return (output, exitCode, (isRefused, isFailed) switch
        {
            (true, _) => CallState.Denied,
            (_, true) => CallState.Failed,
            _ => CallState.Completed,
        });
    }

    static (string Output, int? ExitCode) OutputOf(JsonElement result)
    {
        var text = TextOf(result);
        // Copilot CLI: <shellId: 0 completed with exit code 2>
        if (ShellEnd().Match(text) is { Success: true } end)
        {
            return (text[..end.Index].TrimEnd('\n'), NumberIn(end));
        }
        // opencode: metadata.exit
        var exit = HookPayload.Member(HookPayload.Member(result, "metadata"), "exit");
        if (exit.ValueKind == JsonValueKind.Number && exit.TryGetInt32(out var code))
        {
            return (text, code);
        }
        // Gemini CLI and Qwen Code: a line in what the model is told; Gemini leaves it out where it is 0.
        if (HookPayload.Text(result, "llmContent") is { Length: > 0 } told)
        {
            var display = HookPayload.Text(result, "returnDisplay");
            var isOfShell = told.Contains("Output:", StringComparison.Ordinal);
            return (display.Length > 0 ? display : told, isOfShell ? NumberIn(ExitInText().Match(told)) ?? 0 : null);
        }
        return (text, null);
    }

    static string TextOf(JsonElement result)
    {
        if (result.ValueKind == JsonValueKind.String)
        {
            return result.GetString() ?? "";
        }
        var (output, errors) = (HookPayload.Text(result, "stdout"), HookPayload.Text(result, "stderr"));
        return output.Length + errors.Length > 0
            ? $"{output}{(output.Length > 0 && errors.Length > 0 ? "\n" : "")}{errors}"
            : HookPayload.Text(result, "output", "textResultForLlm", "llmContent", "returnDisplay");
    }

    static string Part(string text) =>
        text.Length <= 2 * MaxPart ? text : $"{text[..MaxPart]}\n{text[^MaxPart..]}";

    static int? NumberIn(System.Text.RegularExpressions.Match match)
    {
        var digits = match.Success ? match.Groups[1].ValueSpan : "";
        return int.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    [GeneratedRegex(@"\AExit code (-?\d+)")]
    private static partial Regex ExitLine();

    [GeneratedRegex(@"<shellId: \S+ completed with exit code (-?\d+)>\s*\z")]
    private static partial Regex ShellEnd();

    [GeneratedRegex(@"^Exit Code: (-?\d+)\s*$", RegexOptions.Multiline)]
    private static partial Regex ExitInText();
}
