using SkillMcp.Sessions;

namespace SkillMcp.Server.Commands.JsonOutput;

/// <summary>A task of a session, and what was or would be made of it.</summary>
sealed record LearnedTask
{
    /// <summary>The log.</summary>
    public required string File { get; init; }

    public required string Client { get; init; }

    public required string Session { get; init; }

    /// <summary>The number of the task in the session, from 1.</summary>
    public required int Number { get; init; }

    public required string Task { get; init; }

    /// <summary>How it ended; <c>unknown</c> if the log ends before it.</summary>
    public required string Outcome { get; init; }

    /// <summary>The commands and edits that led to the end, as they are learned.</summary>
    public required IReadOnlyList<string> Path { get; init; }

    public required IReadOnlyList<FailedCommand> Failed { get; init; }

    /// <summary>What became of it: stored, counted, reported, remembered, quarantined, known, declined or left_out.</summary>
    public required string Result { get; init; }

    /// <summary>The skill; empty if there is none.</summary>
    public required string Skill { get; init; }

    public required string Reason { get; init; }

    /// <summary>Whether it changes nothing: it was learned before, a person said no to it, or there is nothing to learn.</summary>
    internal bool IsNothingNew => Result is "known" or "declined" or "left_out";

    public static LearnedTask Of(string file, SessionReading session, TaskLesson lesson) => new()
    {
        File = file,
        Client = EnumName.Of(session.Client),
        Session = session.Id,
        Number = lesson.Path.Task.Number,
        Task = lesson.Path.Task.Text,
        Outcome = lesson.Path.HasEnd ? EnumName.Of(lesson.Path.Outcome) : "unknown",
        Path = TaskPaths.StepsOf(lesson.Path),
        Failed =
        [
            .. lesson.Path.Failures.Select(failure => new FailedCommand(failure.Command, failure.Cause, failure.ExitCode, failure.Note)),
        ],
        Result = EnumName.Of(lesson.Result),
        Skill = lesson.Skill?.Value ?? "",
        Reason = lesson.Reason,
    };
}

/// <summary>A command that failed on the way.</summary>
/// <param name="Command">The command.</param>
/// <param name="Why">The line of its output that says why.</param>
/// <param name="ExitCode">Its exit code; null if the log has none.</param>
/// <param name="Note">What is noted of it.</param>
sealed record FailedCommand(string Command, string Why, int? ExitCode, string Note);
