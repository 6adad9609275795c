namespace SkillMcp.Sessions;

/// <summary>A command that failed on the way, with what the session shows of why.</summary>
/// <param name="Command">The command, or the edit in words.</param>
/// <param name="Cause">The line that says why.</param>
/// <param name="ExitCode">Its exit code; null if the log has none.</param>
/// <param name="IsHidden">Whether the exit code hides the failure.</param>
/// <param name="WasRun">Whether it ran at all: what was denied did not.</param>
sealed record FailedCall(string Command, string Cause, int? ExitCode, bool IsHidden, bool WasRun)
{
    /// <summary>Whether the session has its end: what was left or stopped before that did not fail.</summary>
    public bool HasEnded { get; init; } = true;

    /// <summary>What worked later in its place, or what had to be done before it worked; empty if nothing did.</summary>
    public string Remedy { get; init; } = "";

    /// <summary>How long a command within a note may be, in characters: of a long one, its beginning tells which it was.</summary>
    internal const int MaxCommand = 120;

    const int MinCause = 60;

    /// <summary>
    /// The failure as a line of notes: one sentence, so that it becomes one pitfall or tip, and no longer than one, because what helped
    /// stands at its end.
    /// </summary>
    public string Note
    {
        get
        {
            var code = (ExitCode, IsHidden, Cause) switch
            {
                (_, true, _) => " failed although its exit code is hidden or 0",
                ({ } exit and not 0, _, var cause) when !cause.Contains("exit code", StringComparison.Ordinal) =>
                    $" failed with exit code {exit}",
                _ => " failed",
            };
            var what = Truncate.To(Whitespace.Collapse(Command), MaxCommand);
            var begin = WasRun ? $"`{what}`{code}: " : $"`{what}` was ";
            var room = Math.Max(Pitfall.MaxLength - begin.Length - Remedy.Length, MinCause);
            return $"{begin}{Truncate.To(OneSentence(Cause), room)}{Remedy}";
        }
    }

    // A point and a blank would end the sentence.
    static string OneSentence(string text) =>
        text.TrimEnd('.', '!', '?', ':').Replace(". ", "; ", StringComparison.Ordinal).Replace("! ", "; ", StringComparison.Ordinal)
            .Replace("? ", "; ", StringComparison.Ordinal);
}
