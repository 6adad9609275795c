using System.Text.Json;
using System.Text.RegularExpressions;
using SkillMcp.Sessions;

namespace SkillMcp.Tests.Sessions;

/// <summary>Reads the logs of the real clients, each with a file that says what happened, where there are any on this machine.</summary>
public sealed partial class SharedLogTests
{
    static readonly string Logs =
        Path.GetFullPath(Path.Join(Environment.GetEnvironmentVariable("SKILLMCP_DATA") ?? "/", "..", "sessions", "logs"));

    public static TheoryData<string> Files() => [.. Find().DefaultIfEmpty("")];

    static IEnumerable<string> Find() => !Directory.Exists(Logs)
        ? []
        : Directory.EnumerateFiles(Logs, "*.truth.json", SearchOption.AllDirectories)
        .SelectMany(truth => new[] { ".jsonl", ".json" }.Select(ending => truth.Replace(".truth.json", ending, StringComparison.Ordinal)))
        .Where(File.Exists)
        .Select(file => Path.GetRelativePath(Logs, file))
        .Order(StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Files), DisableDiscoveryEnumeration = true)]
    public async Task A_log_of_a_client_says_what_happened(string file)
    {
        Assert.SkipWhen(file.Length == 0, "There are no logs beside the folder that SKILLMCP_DATA names.");
        var path = Path.Join(Logs, file);
        var session = await Reading.SessionAsync(path);
        using var truth = JsonDocument.Parse(await File.ReadAllTextAsync(Regex.Replace(path, @"\.jsonl?$", ".truth.json")));
        var log = await File.ReadAllTextAsync(path);
        var missing = Missing(session, truth.RootElement, log).Concat(Foreign(session)).Concat(session.Unread).ToList();
        Assert.True(missing.Count == 0, $"{file}\n{string.Join('\n', missing)}\n---\n{session.Shown()}");
    }

    static IEnumerable<string> Missing(Session session, JsonElement truth, string log)
    {
        var task = truth.GetProperty("task").GetString();
        if (session.Requests().FirstOrDefault() != task)
        {
            yield return $"request: {task}";
        }
        var path = truth.GetProperty("successful_path");
        var steps = path.ValueKind == JsonValueKind.Array
            ? path.EnumerateArray()
            : path.EnumerateObject().SelectMany(part => part.Value.EnumerateArray());
        foreach (var step in steps.Select(step => step.GetString() ?? "").Where(step => !Has(session, step, IsSuccess)))
        {
            yield return $"step: {step}";
        }
        foreach (var look in truth.GetProperty("looks").EnumerateArray().Select(look => look.GetString() ?? ""))
        {
            var exit = look.Contains("# exit 1", StringComparison.Ordinal) ? 1 : 0;
            // The truth of some names a look that the agent did not take.
            var isThere = look.StartsWith('(') || log.Contains(Comment().Replace(look, ""), StringComparison.Ordinal);
            // One client does not write what its subagents' commands came to.
            if (isThere && !Has(session, look, call => call.State == CallState.Completed && (call.ExitCode == exit || Counts(call))))
            {
                yield return $"look: {look}";
            }
        }
        foreach (var failed in truth.GetProperty("failed").EnumerateArray())
        {
            var why = failed.GetProperty("why").GetString() ?? "";
            if (!Has(session, failed.GetProperty("command").GetString() ?? "", call => IsAsSaid(call, why)))
            {
                yield return $"failed: {failed}";
            }
        }
        foreach (var edit in truth.GetProperty("edits").EnumerateArray().Select(edit => edit.GetString() ?? ""))
        {
            if (!session.Calls().Any(call => IsEdit(call, edit)))
            {
                yield return $"edit: {edit}";
            }
        }
    }

    static bool Has(Session session, string step, Func<ToolCall, bool> isRight)
    {
        if (Edit().Match(step) is { Success: true } edit)
        {
            return session.Calls()
                .Any(call => call.Kind == ToolKind.Edit && call.Path.EndsWith(edit.Groups[1].Value, StringComparison.Ordinal));
        }
        var command = Comment().Replace(step, "").Replace("(subagent) ", "", StringComparison.Ordinal);
        var isInner = step.StartsWith("(subagent)", StringComparison.Ordinal);
        return session.Calls().Any(call => call.Command == command && call.Subagent.Length > 0 == isInner && isRight(call));
    }

    static bool Counts(ToolCall call) => call is { Subagent.Length: > 0, ExitCode: null };

    static bool IsSuccess(ToolCall call) => call is { State: CallState.Completed, ExitCode: 0 }
        or { State: CallState.Background, ExitCode: null };

    static bool IsAsSaid(ToolCall call, string why) => why switch
    {
        _ when Exit().Match(why) is { Success: true } exit => $"{call.ExitCode}" == exit.Groups[1].Value,
        _ when why.Contains("time limit", StringComparison.Ordinal) => call.State == CallState.TimedOut,
        _ when why.Contains("never run", StringComparison.Ordinal) => call is { State: CallState.Denied, ExitCode: null },
        _ when why.Contains("background", StringComparison.Ordinal) => call is { State: CallState.Background, ExitCode: null },
        _ => false,
    };

    static bool IsEdit(ToolCall call, string edit)
    {
        var file = edit[..edit.IndexOf(':', StringComparison.Ordinal)];
        var versions = Version().Matches(edit).Select(match => match.Value).ToList();
        return call.Kind == ToolKind.Edit && call.State == CallState.Completed && call.Path.EndsWith(file, StringComparison.Ordinal)
            && (versions is not [var before, var after] || Regex.IsMatch(call.Change, $"(?m)^-.*{before}")
                && Regex.IsMatch(call.Change, $"(?m)^\\+.*{after}"))
            && Regex.IsMatch(call.Change, @"(?m)^\+");
    }

    // The clients' own texts were taken out of these logs: where one is still seen, it was taken for the person's or a command's.
    static IEnumerable<string> Foreign(Session session) => session.Events
        .Select(happened => happened switch
        {
            PersonRequest request => request.Text,
            AgentMessage message => message.Text,
            ToolCall { Kind: ToolKind.Command, State: not CallState.Denied } call => call.Output,
            _ => "",
        })
        .Where(text => Wrapped().IsMatch(text));

    [GeneratedRegex(
        @"client's own text removed|state_snapshot|^Output:|<untrusted_context>|Process Group|"
        + @"Exit [Cc]ode|shellId|Wall time|Chunk ID|\(no output\)|\(empty\)|persisted-output|completed with no output")]
    private static partial Regex Wrapped();

    [GeneratedRegex(@"^<edit (\S+)>$")]
    private static partial Regex Edit();

    [GeneratedRegex(@"  # .*$")]
    private static partial Regex Comment();

    [GeneratedRegex(@"exit (\d+)")]
    private static partial Regex Exit();

    [GeneratedRegex(@"\d+\.\d+\.\d+")]
    private static partial Regex Version();
}
