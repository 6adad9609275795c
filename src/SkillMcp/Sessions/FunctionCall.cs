using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using SkillMcp.Safety;
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

    static readonly string[] Commands = ["command", "cmd", "script", "shell_command", "commandLine", "command_line"];

    // The machine that a command runs on, where that is not this one.
    static readonly string[] Hosts = ["host", "hostname", "server", "machine", "remote"];

    /// <param name="call">The call.</param>
    /// <param name="redactor">Knows the secrets of the conversation.</param>
    public static ToolCall Of(ObservedCall call, SecretRedactor redactor)
    {
        var tool = Truncate.To(Whitespace.Collapse(call.Tool), Step.MaxLength / 8);
        var kind = ToolNames.KindOf(tool);
        var shell = kind == ToolKind.Command ? CommandOf(call) : "";
        var isFunction = shell.Length == 0;
        var end = EndOf(call, isFunction);
        var arguments = new RedactedArguments(redactor);
        return new ToolCall
        {
            Tool = tool,
            Kind = KindOf(kind, isFunction, call, tool),
            Command = isFunction ? $"{tool}{string.Concat(call.Arguments.Select(argument => Flag(argument, arguments)))}" : shell,
            IsFunction = isFunction,
            State = end.State,
            ExitCode = end.ExitCode,
            Output = KeptText.Output(end.Output),
        };
    }

    static ToolKind KindOf(ToolKind named, bool isFunction, ObservedCall call, string tool) => named switch
    {
        ToolKind.Look or ToolKind.Memory => named,
        _ when isFunction && FunctionName.NatureOf(tool, call.Arguments.Values) == CommandNature.Look => ToolKind.Look,
        _ => ToolKind.Command,
    };

    static string CommandOf(ObservedCall call)
    {
        var typed = FirstOf(Commands);
        using var words = typed is ['[', ..] ? LogJson.Parse(typed) : null;
        var command = words is null ? typed : BegunCall.CommandOf(words.RootElement);
        var host = FirstOf(Hosts);
        var isRemote = command.Length > 0 && host.Length > 0;
        return KeptText.Bounded(isRemote ? $"ssh {Quoted(host)} {Quoted(command)}" : command, MaxCommand);

        string FirstOf(string[] names) =>
            names.Select(name => call.Arguments.GetValueOrDefault(name)).FirstOrDefault(text => text is { Length: > 0 }) ?? "";
    }

    static string Flag(KeyValuePair<string, string> argument, RedactedArguments arguments)
    {
        var value = arguments.Of(argument.Key, KeptText.Plain(argument.Value));
        return $" --{Whitespace.Collapse(argument.Key)}={Quoted(Truncate.To(value, MaxValue))}";
    }

    // The placeholder of a secret is written as it is in any other command.
    static string Quoted(string value) => Bare().IsMatch(value) || Redacted().IsMatch(value)
        ? value
        : $"'{value.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    static (CallState State, int? ExitCode, string Output) EndOf(ObservedCall call, bool isFunction)
    {
        if (!call.IsAnswered)
        {
            return (CallState.Unanswered, null, "");
        }
        using var json = LogJson.Parse(call.Result);
        var result = json?.RootElement ?? default;
        var code = result.Number("exit_code") ?? result.Number("exitCode") ?? result.Number("returncode") ?? ExitIn(call.Result);
        var hasFailed = call.HasFailed || code is not (null or 0)
            || (isFunction ? SaysFailure(result, call.Result) : code is null && SaysFailureOfShell(result, call.Result));
        return (hasFailed ? CallState.Failed : CallState.Completed, code, OutputOf(result, call.Result));
    }

    static bool SaysFailure(JsonElement result, string text) => result.Is(JsonValueKind.Undefined)
        ? FunctionResult.SaysFailure(text) || BeginsWithError(text)
        : FunctionResult.SaysFailure(result);

    /// <summary>What a shell gives back are the words of a program: of those the judgement of commands tells.</summary>
    static bool SaysFailureOfShell(JsonElement result, string text) =>
        result.Is(JsonValueKind.Object) && FunctionResult.SaysFailure(result) || BeginsWithError(text);

    static bool BeginsWithError(string text) => text.StartsWith("Error:", StringComparison.OrdinalIgnoreCase)
        && FailureWords.AreIn(TextSpans.FirstLine(text).ToString());

    static int? ExitIn(string result) =>
        ExitLine().Match(result) is { Success: true } found && int.TryParse(found.Groups[1].ValueSpan, out var code) ? code : null;

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

    [GeneratedRegex(@"^\{secret_[a-z_0-9]+\}$")]
    private static partial Regex Redacted();

    [GeneratedRegex(@"^(?:exit[ _]code|exited with(?: code)?):?\s*(-?\d{1,10})\b", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex ExitLine();
}
