using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace SkillMcp.Sessions;

/// <summary>
/// Judges what came of each call of a task: by its exit code where there is one, by the client's error mark, by what the output says where
/// a pipe or another command hides the exit code, and by what follows it.
/// </summary>
static partial class CallJudgement
{
    // They end well whatever the program before them did.
    static readonly FrozenSet<string> Filters = Set(
        "tail head grep egrep rg tee cat sed awk less more sort wc jq cut tr uniq column nl bat fold ts xargs");

    // Without a hit they end with 1.
    static readonly FrozenSet<string> Searches = Set(
        "grep egrep fgrep rg ag ack diff cmp test [ [[ which pgrep find type command expr pg_isready comm");

    static FrozenSet<string> Set(string words) => Whitespace.Split(words).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The calls of a task, each with its judgement, in order.</summary>
    /// <param name="calls">The calls.</param>
    /// <param name="hasMarks">
    /// Whether the log says of any command that it failed. In one that never does, the end of a command is known by its output alone.
    /// </param>
    public static IReadOnlyList<JudgedCall> Of(IReadOnlyList<ToolCall> calls, bool hasMarks)
    {
        var judged = new List<JudgedCall>(calls.Count);
        var hasActed = false;
        foreach (var call in calls)
        {
            var one = Of(call, hasMarks, hasActed);
            hasActed |= one is { Nature: CommandNature.Act, Result: CallResult.Success };
            judged.Add(one);
        }
        return ByWhatFollows(judged.Exists(one => one.Nature == CommandNature.Act) ? judged : Asked(judged));
    }

    /// <summary>The calls of a task in which nothing was done: what its functions checked is only looked at then.</summary>
    static List<JudgedCall> Asked(List<JudgedCall> judged) =>
    [
        .. judged.Select(one => one is { Call.IsFunction: true, Nature: CommandNature.Check }
            ? one with { Nature = CommandNature.Look }
            : one),
    ];

    static JudgedCall Of(ToolCall call, bool hasMarks, bool hasActed)
    {
        var script = call.Kind == ToolKind.Command ? ShellScript.PipelinesOf(call.Command) : [];
        var nature = call.Kind switch
        {
            ToolKind.Command when call.IsFunction => FunctionName.NatureOf(call.Tool, []) == CommandNature.Check
                ? CommandNature.Check
                : CommandNature.Act,
            ToolKind.Command => ProgramNature.Of(script),
            ToolKind.Edit => CommandNature.Act,
            ToolKind.Look => CommandNature.Look,
            _ => CommandNature.Aside,
        };
        var judged = new JudgedCall
        {
            Call = call,
            Script = script,
            Nature = nature,
            Result = CallResult.Success,
            Goals = CallGoal.Of(script),
            Touches = CallTouches.Of(call, script),
        };
        return call.State switch
        {
            CallState.Denied => judged with { Result = CallResult.NotRun, Cause = RefusalOf(call) },
            CallState.TimedOut => IsServer(judged)
                ? judged
                : judged with { Result = CallResult.Failure, Cause = "stopped at its time limit" },
            CallState.Interrupted or CallState.Unanswered =>
                judged with { Result = CallResult.Unfinished, Cause = "stopped before its end" },
            CallState.Background => judged,
            _ => OfEnd(judged, hasMarks, hasActed),
        };
    }

    const string Refused = "never run, because it was denied";

    static string RefusalOf(ToolCall call) =>
        DecisiveLine.In(call.Output) is { Length: > 0 } said ? $"{Refused}: {said}" : Refused;

    static JudgedCall OfEnd(JudgedCall judged, bool hasMarks, bool hasActed)
    {
        var call = judged.Call;
        if (call.Kind != ToolKind.Command)
        {
            var isRefused = call.State == CallState.Failed && judged.Nature != CommandNature.Look && call.Kind == ToolKind.Edit;
            return isRefused ? Failed(judged) : judged;
        }
        var hasFailed = call.State == CallState.Failed || call.ExitCode is not (null or 0);
        if (hasFailed)
        {
            return OfFailure(judged, hasActed);
        }
        var isUnknown = IsMasked(judged.Script) || call.ExitCode is null && !hasMarks;
        var mayHide = isUnknown && judged.Nature >= CommandNature.Probe;
        return mayHide && SaysFailure(judged) ? Failed(judged) with { IsHidden = true } : judged;
    }

    static bool SaysFailure(JudgedCall judged) =>
        SaysOwnCode(judged) ?? DecisiveLine.IsIn(WordsOf(judged.Call), NamesIn(judged.Script));

    /// <summary>The words of a command, or of a function: what that gives back at length is what it was asked for.</summary>
    static string WordsOf(ToolCall call) => call.IsFunction ? FunctionResult.OwnWords(call.Output) : call.Output;

    /// <summary>What <c>echo $?</c> says behind a command; null if it is not asked for.</summary>
    static bool? SaysOwnCode(JudgedCall judged)
    {
        if (!judged.Call.Command.Contains("$?") && !judged.Call.Command.Contains("PIPESTATUS"))
        {
            return null;
        }
        var last = judged.Call.Output.TrimEnd().Split('\n')[^1];
        return Number().Match(last) is { Success: true } code ? code.Value.Any(digit => digit is >= '1' and <= '9') : null;
    }

    static JudgedCall OfFailure(JudgedCall judged, bool hasActed)
    {
        var code = judged.Call.ExitCode;
        var isStopped = code is 130 or 137 or 143 or < 0;
        if (isStopped && IsServer(judged) || code is < 0 || judged.Nature < CommandNature.Probe)
        {
            return judged with { Result = CallResult.Harmless };
        }
        var last = judged.Script.Count > 0 ? judged.Script[^1].Commands[^1] : null;
        var words = last is null ? [] : ProgramNature.Unwrapped(last.Words);
        var isSearch = words.Count > 0 && Searches.Contains(ProgramNature.ProgramOf(words[0])) && code is 1 or null;
        if (isSearch)
        {
            var isAlone = judged.Script[^1].Commands.Count == 1;
            var seeksTrouble = words.Any(word => Trouble().IsMatch(word));
            if (isAlone && judged.Script.Count == 1 || seeksTrouble)
            {
                return judged with { Result = isAlone ? CallResult.Harmless : CallResult.Success };
            }
        }
        // Before anything was done, it asks whether something is there.
        if (judged.Nature == CommandNature.Probe && !hasActed)
        {
            return judged with { Result = CallResult.Harmless };
        }
        return Failed(judged);
    }

    static JudgedCall Failed(JudgedCall judged)
    {
        var said = DecisiveLine.In(judged.Call.Output);
        var code = judged.Call.ExitCode is { } exit and not 0 ? $"exit code {exit.ToString(CultureInfo.InvariantCulture)}" : "";
        return judged with
        {
            Result = CallResult.Failure,
            Cause = said.Length > 0 ? said : code.Length > 0 ? code : "it failed without a word",
        };
    }

    /// <summary>Whether the exit code of a script says nothing of its work.</summary>
    static bool IsMasked(IReadOnlyList<ShellPipeline> script)
    {
        for (var at = 0; at < script.Count; at++)
        {
            var pipeline = script[at];
            var isWork = ProgramNature.Of(pipeline) >= CommandNature.Probe;
            var isFiltered = pipeline.Commands.Count > 1 && pipeline.Commands[^1].Words is [var filter, ..] && Filters.Contains(filter)
                && ProgramNature.Of(pipeline.Commands[0]) >= CommandNature.Probe;
            var isLost = isWork && pipeline.Joint is ShellJoint.Then && at + 1 < script.Count
                || isWork && pipeline.Joint == ShellJoint.Or && at + 1 < script.Count
                    && ProgramNature.Of(script[at + 1]) < CommandNature.Probe;
            var isSilent = pipeline.Commands.Any(command => command.Words is ["psql" or "mysql" or "sqlite3", ..]);
            if (isWork && (isFiltered || isLost || isSilent))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>The names by which the programs of a script speak of themselves.</summary>
    static HashSet<string> NamesIn(IReadOnlyList<ShellPipeline> script)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var working = script.SelectMany(pipeline => pipeline.Commands).Where(command => ProgramNature.Of(command) >= CommandNature.Probe);
        foreach (var command in working)
        {
            foreach (var word in ProgramNature.Unwrapped(command.Words).Take(3).Where(word => word[0] != '-'))
            {
                var name = ProgramNature.ProgramOf(word);
                names.Add(name);
                names.Add(Path.GetFileNameWithoutExtension(name));
            }
        }
        return names;
    }

    /// <summary>Whether a command runs until it is stopped.</summary>
    public static bool IsServer(JudgedCall judged) =>
        judged.Script.Any(pipeline => Serves().IsMatch(pipeline.Text)) || Listening().IsMatch(judged.Call.Output);

    /// <summary>
    /// What only later calls show: a background command that was never waited for did not end; an output full of errors behind an exit code
    /// of 0 was a failure, if the same was tried again.
    /// </summary>
    static IReadOnlyList<JudgedCall> ByWhatFollows(List<JudgedCall> judged)
    {
        var goals = new HashSet<string>(StringComparer.Ordinal);
        var isFollowed = false;
        for (var at = judged.Count - 1; at >= 0; at--)
        {
            var one = judged[at];
            if (one.Call.State == CallState.Background && !isFollowed && !IsServer(one))
            {
                judged[at] = one with
                {
                    Result = CallResult.Unfinished,
                    Cause = "left running in the background; its end is not in the session",
                };
            }
            var isRetried = one.Nature >= CommandNature.Check && one.Goals.Any(goals.Contains);
            if (one is { Result: CallResult.Success, Call.Kind: ToolKind.Command } && isRetried
                && DecisiveLine.IsIn(WordsOf(one.Call), NamesIn(one.Script)))
            {
                judged[at] = Failed(one) with { IsHidden = true };
            }
            goals.UnionWith(one.Goals);
            isFollowed |= one.Nature >= CommandNature.Probe;
        }
        return judged;
    }

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();

    [GeneratedRegex(@"\b(?:err(?:or)?s?|fail\w*|warn\w*|exception|fatal|panic|todo|critical|denied)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Trouble();

    [GeneratedRegex(
        @"\b(?:serve[rd]?|http\.server|runserver|devserver|uvicorn|gunicorn|hypercorn|flask run|rails s(?:erver)?|webpack-dev-server"
            + @"|nodemon|live-server"
            + @"|port-forward|proxy|watch|tail -f|logs? -f|logs? --follow|journalctl -f|ngrok|cloudflared tunnel|storybook"
            + @"|vite(?! build)|next (?:dev|start)"
            + @"|(?:npm|pnpm|yarn|bun)(?: run)? (?:dev|start|serve|preview|watch)|dotnet (?:run|watch)|cargo (?:run|watch)|go run|air"
            + @"|tunnel|daemon"
            + @"|docker(?:[ -]compose)? up(?! -d)|mkdocs serve|hugo server|jekyll serve|celery|worker|consumer|jupyter|tensorboard"
            + @"|redis-server|postgres -D"
            + @"|mongod|caddy run|nginx -g|python\S* \S*(?:server|app|main|bot)\.py|node \S*(?:server|app|index)\.m?js)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Serves();

    [GeneratedRegex(@"\b(?:listening (?:on|at)|serving http|running on http|server (?:started|is running|ready)|ready (?:on|in)"
            + @"|local:\s+http)",
        RegexOptions.IgnoreCase)]
    private static partial Regex Listening();
}
