using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using SkillMcp.Sessions.Reading;

namespace SkillMcp.Sessions;

/// <summary>
/// Reads a call of a function that a program offers to an agent. It is written as a command, <c>deploy --service=cart --tag=v2</c>, so
/// that all that is known of commands holds for it: what varies becomes a parameter that is named after its flag.
/// </summary>
static partial class FunctionCall
{
    // A longer value is a document, which no step quotes.
    const int MaxValue = 2_000;

    // A longer one writes a file, and what is searched for secrets is as slow as it is long.
    const int MaxCommand = 16_000;

    // A function that is named so only looks around, and what a look found is no step.
    static readonly FrozenSet<string> Looks = FrozenSet.ToFrozenSet(
        ["list", "search", "find", "read", "show", "describe", "view", "lookup", "browse", "help"], StringComparer.OrdinalIgnoreCase);

    public static ToolCall Of(ObservedCall call)
    {
        var tool = Truncate.To(Whitespace.Collapse(call.Tool), Step.MaxLength / 8);
        var kind = ToolNames.KindOf(tool);
        var shell = kind == ToolKind.Command ? CommandOf(call) : "";
        var isFunction = shell.Length == 0;
        var end = EndOf(call);
        return new ToolCall
        {
            Tool = tool,
            Kind = KindOf(kind, isFunction, tool),
            Command = isFunction ? $"{tool}{string.Concat(call.Arguments.Select(Flag))}" : shell,
            IsFunction = isFunction,
            State = end.State,
            ExitCode = end.ExitCode,
            Output = KeptText.Output(end.Output),
        };
    }

    static ToolKind KindOf(ToolKind named, bool isFunction, string tool) => named switch
    {
        ToolKind.Look or ToolKind.Memory => named,
        _ when isFunction && Looks.Contains(VerbOf(tool)) => ToolKind.Look,
        _ => ToolKind.Command,
    };

    static string CommandOf(ObservedCall call) =>
        KeptText.Bounded(call.Arguments.GetValueOrDefault("command") ?? call.Arguments.GetValueOrDefault("cmd") ?? "", MaxCommand);

    static string Flag(KeyValuePair<string, string> argument) =>
        $" --{Whitespace.Collapse(argument.Key)}={Quoted(Truncate.To(KeptText.Plain(argument.Value), MaxValue))}";

    static string Quoted(string value) => Bare().IsMatch(value)
        ? value
        : $"'{value.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>The first word of the name of a function, such as <c>list</c> of <c>list_pods</c> and <c>ListPods</c>.</summary>
    static string VerbOf(string tool) => FirstWord().Match(tool).Value;

    static (CallState State, int? ExitCode, string Output) EndOf(ObservedCall call)
    {
        if (!call.IsAnswered)
        {
            return (CallState.Unanswered, null, "");
        }
        using var json = call.Result.AsSpan().TrimStart() is ['{', ..] ? LogJson.Parse(call.Result) : null;
        var result = json?.RootElement ?? default;
        var code = result.Number("exit_code") ?? result.Number("exitCode") ?? result.Number("returncode") ?? ExitIn(call.Result);
        var hasFailed = call.HasFailed || code is not (null or 0) || SaysError(result)
            || call.Result.StartsWith("Error:", StringComparison.OrdinalIgnoreCase);
        return (hasFailed ? CallState.Failed : CallState.Completed, code, OutputOf(result, call.Result));
    }

    static int? ExitIn(string result) =>
        ExitLine().Match(result) is { Success: true } found && int.TryParse(found.Groups[1].ValueSpan, out var code) ? code : null;

    /// <summary>Whether an answer in JSON says that the call failed, in one of the ways in which functions do.</summary>
    static bool SaysError(JsonElement result)
    {
        if (!result.Is(JsonValueKind.Object))
        {
            return false;
        }
        var error = result.Member("error");
        return result.Member("success").Is(JsonValueKind.False) || result.Member("ok").Is(JsonValueKind.False)
            || result.IsTrue("isError") || error.Is(JsonValueKind.Object) || error.AsText().Length > 0
            || result.Text("status") is "error" or "failed" or "failure";
    }

    static string OutputOf(JsonElement result, string whole)
    {
        if (!result.Is(JsonValueKind.Object))
        {
            return whole;
        }
        string[] said = [result.Text("stdout"), result.Text("stderr"), result.Text("output"), result.Text("error"), result.Text("message")];
        var output = new StringBuilder().AppendJoin('\n', said.Where(text => text.Length > 0)).ToString();
        return output.Length > 0 ? output : whole;
    }

    // What a shell leaves as one word.
    [GeneratedRegex(@"^[\w./:@%+,=-]+$")]
    private static partial Regex Bare();

    [GeneratedRegex(@"^[a-z]+|^[A-Z][a-z]+")]
    private static partial Regex FirstWord();

    [GeneratedRegex(@"^(?:exit[ _]code|exited with(?: code)?):?\s*(-?\d{1,10})\b", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex ExitLine();
}
