using System.Text.Json;

namespace SkillMcp.Sessions.Reading;

/// <summary>What Gemini CLI and Qwen Code, which was made of it, have in common: how a call says what became of it.</summary>
static class GeminiForm
{
    /// <summary>A call with its result.</summary>
    /// <param name="call">The call as it began.</param>
    /// <param name="response">What the model was given: an output or an error.</param>
    /// <param name="status">What the client says of it.</param>
    /// <param name="display">What the person was shown: a text that may be fuller, or what an edit changed.</param>
    /// <param name="fault">The kind of fault, if the client says it.</param>
    public static ToolCall Ended(ToolCall call, JsonElement response, string status, JsonElement display, string fault = "")
    {
        var error = response.Text("error");
        var text = response.Text("output") is { Length: > 0 } output ? output : error;
        text = text.Length == 0 && response.Member("content") is { ValueKind: JsonValueKind.Array } content ? content.Content() : text;
        if (status is "error" or "cancelled" || error.Length > 0)
        {
            return call with { State = StateOf(call, status, text, fault), Output = KeptText.Output(text) };
        }
        return call.Kind switch
        {
            ToolKind.Command => CommandEnded(call, text, display),
            ToolKind.Edit => call with
            {
                State = CallState.Completed,
                Path = display.Text("filePath") is { Length: > 0 } path ? path : call.Path,
                Change = KeptText.Bounded(display.Text("fileDiff") is { Length: > 0 } diff ? diff : call.Change, ToolCall.MaxOutput),
            },
            ToolKind.Memory => call with { State = CallState.Completed, Output = MemoryAnswer.Of(text) },
            _ => call with { State = CallState.Completed, Output = KeptText.Output(text) },
        };
    }

    // The two say "success" of a command whatever its exit code: an error is that it did not run.
    static CallState StateOf(ToolCall call, string status, string text, string fault)
    {
        var isRefused = fault is "execution_denied" or "policy_violation" || text.Contains("did not allow", StringComparison.Ordinal)
            || text.Contains("denied by", StringComparison.Ordinal);
        if (isRefused)
        {
            return CallState.Denied;
        }
        if (status == "cancelled")
        {
            return CallState.Interrupted;
        }
        return call.Kind == ToolKind.Command ? CallState.Denied : CallState.Failed;
    }

    static ToolCall CommandEnded(ToolCall call, string text, JsonElement display)
    {
        var report = ShellReport.Of(text, display.AsText());
        if (report.State == CallState.Background)
        {
            return call with { State = CallState.Background };
        }
        // Where there is no output, what is shown is the client's.
        var output = report.Output.Length > 0 && display.AsText() is { Length: > 0 } shown ? WithoutNotice(shown) : report.Output;
        return call with { State = report.State, ExitCode = report.Exit, Output = KeptText.Output(output) };
    }

    static string WithoutNotice(string shown)
    {
        var at = shown.LastIndexOf("\nOutput too long and was saved to: ", StringComparison.Ordinal);
        return at < 0 || shown.IndexOf('\n', at + 1) >= 0 ? shown : shown[..at];
    }
}
