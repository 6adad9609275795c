namespace SkillMcp.Ways;

/// <summary>Whether a skill is archived for its record: when no way is left that may still work.</summary>
public static class WayRetirement
{
    /// <summary>How sure it has to be that a way works less often than the bar.</summary>
    public const double KnownBad = 0.95;

    /// <param name="ways">The ways of a skill.</param>
    /// <param name="executions">
    /// How the executions of all its ways ended since it was added or restored, newest first; older ones than the fewest may be left out.
    /// </param>
    /// <param name="isPinned">Whether the skill is pinned, and never archived.</param>
    /// <param name="options">The fewest executions, and the bar.</param>
    public static bool IsDue(IReadOnlyList<Way> ways, IReadOnlyList<Outcome> executions, bool isPinned, SkillMemoryOptions options) =>
        !isPinned
        && executions is [not Outcome.Success, ..]
        && HasFailedOften(executions, options.RetireAfter)
        && ways.Where(way => way.IsOpen).All(way => way.Posterior.Below(options.RetireBelow) > KnownBad);

    /// <summary>
    /// Whether there were enough executions, and half of the last ones failed: a way that had always worked would be known to be bad after
    /// three failures, which an outage of an hour explains as well.
    /// </summary>
    static bool HasFailedOften(IReadOnlyList<Outcome> executions, int fewest) =>
        executions.Count >= fewest && executions.Take(fewest).Count(outcome => outcome != Outcome.Success) * 2 >= fewest;
}
