namespace SkillMcp.Sessions;

/// <summary>What led to the end of a task, and what did not.</summary>
sealed record TaskPath
{
    public required SessionTask Task { get; init; }

    /// <summary>The commands and edits that led to the end, in order, as steps.</summary>
    public required IReadOnlyList<string> Steps { get; init; }

    /// <summary>The commands that failed or were not run, with their causes, in order.</summary>
    public required IReadOnlyList<FailedCall> Failures { get; init; }

    /// <summary>All that was tried, in order, as steps.</summary>
    internal IReadOnlyList<RanStep> Ran { get; init; } = [];

    /// <summary>How it ended, or would have as far as it goes.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>Whether the person did not want the result, and nothing was done about that.</summary>
    public bool IsTakenBack { get; init; }

    /// <summary>Whether the log shows its end. Of one that was cut off nobody knows how it ended.</summary>
    public bool HasEnd { get; init; } = true;

    /// <summary>What was observed of the end: a check, or the exit code of the last step; null if nothing was.</summary>
    public Evidence? Evidence { get; init; }

    /// <summary>
    /// The versions of programs that the session had shown by its end, those of the task first: it is one machine all the time.
    /// </summary>
    public IReadOnlyList<ProgramVersion> Versions { get; init; } = [];

    /// <summary>The failures as notes, a line each, without those that say nothing of the procedure.</summary>
    public string Notes => string.Join(
        '\n', Failures.Where(failure => failure is { WasRun: true, HasEnded: true }).Select(failure => failure.Note).Distinct());
}
