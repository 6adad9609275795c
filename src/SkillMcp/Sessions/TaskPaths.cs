using System.Text.RegularExpressions;

namespace SkillMcp.Sessions;

/// <summary>Reads out of a session what was done in it: its tasks, each with its path.</summary>
static partial class TaskPaths
{
    // A longer request is mostly a log or a file that was pasted behind it.
    const int MaxTask = 1_000;

    /// <summary>The tasks of a session with their paths, in order. The session is redacted before anything is cut out of it.</summary>
    /// <exception cref="SkillException">There are more secrets in it than can be redacted.</exception>
    public static IReadOnlyList<TaskPath> Of(Session session)
    {
        var redacted = RedactedSession.Of(session);
        // A client that marks failures never fails to: where no call has a code or a mark, the output has to say it.
        var hasMarks = HasMarks(redacted);
        var paths = SessionTasks.Of(redacted).Select(task => PathExtraction.Of(task, redacted.Folder, hasMarks));
        var seen = new List<ProgramVersion>();
        return [.. paths.Select(path => WithVersions(path.Task.IsLast ? OfLast(path, redacted) : path, seen))];
    }

    /// <param name="path">The path of a task.</param>
    /// <param name="seen">What was seen before it, the last first; what its calls show is added.</param>
    static TaskPath WithVersions(TaskPath path, List<ProgramVersion> seen)
    {
        var shown = path.Task.Calls.Where(call => call is { Kind: ToolKind.Command, State: CallState.Completed, ExitCode: null or 0 })
            .SelectMany(call => VersionReader.In(call.Command, call.Output).Select(version => version with { SeenAt = call.At }));
        foreach (var version in shown)
        {
            seen.RemoveAll(earlier => earlier.Program == version.Program);
            seen.Insert(0, version);
        }
        return path with { Versions = [.. seen.Take(ProgramVersion.MaxPerRun)] };
    }

    static TaskPath OfLast(TaskPath path, Session session) => path with
    {
        HasEnd = session.HasEnd,
        Outcome = path.Outcome == Outcome.Success && WasCut(session.Ending) ? Outcome.Partial : path.Outcome,
    };

    /// <summary>Whether a log marks what failed: where no call has a code or a mark, the output has to say it.</summary>
    static bool HasMarks(Session session) =>
        // The functions of a program fail in whatever way each of them likes.
        session.Client != SessionClient.Chat
        && (session.Client is not
            (SessionClient.SweAgent or SessionClient.MiniSweAgent or SessionClient.OpenHands or SessionClient.Journal)
        || session.Events.OfType<ToolCall>().Any(call => call.ExitCode is not null || call.State is CallState.Failed or CallState.Denied));

    /// <summary>Whether a client says that a session was ended before the agent was done.</summary>
    static bool WasCut(string ending) => Cut().IsMatch(ending);

    [GeneratedRegex(@"error|limit|exceed|cost|context|timeout|abort|interrupt|kill|fail|format|skipped"
            + @"|early_exit", RegexOptions.IgnoreCase)]
    private static partial Regex Cut();

    /// <summary>The steps of a task in the form in which they are learned.</summary>
    public static IReadOnlyList<string> StepsOf(TaskPath path) => [.. path.Steps.Select(CommandForm.Of)];

    /// <summary>A task as a run that the memory learns from.</summary>
    public static Trajectory RunOf(TaskPath path) => new()
    {
        Task = Truncate.ToBoundary(path.Task.Text, MaxTask),
        Steps = [.. StepsOf(path).Take(Trajectory.MaxSteps + 1).Select(Step.Parse)],
        Success = path.Outcome == Outcome.Success,
        Notes = path.Notes,
        Evidence = path.Evidence,
        Versions = path.Versions,
    };
}
