namespace SkillMcp.Ways;

/// <summary>Whether a skill is archived for its record: when no way is left that may still work.</summary>
public static class WayRetirement
{
    /// <summary>How sure it has to be that a way works less often than the bar.</summary>
    public const double KnownBad = 0.95;

    /// <param name="ways">The ways of a skill.</param>
    /// <param name="executions">The executions of all its ways since it was added or restored.</param>
    /// <param name="last">How the last one ended: a success never archives.</param>
    /// <param name="isPinned">Whether the skill is pinned, and never archived.</param>
    /// <param name="options">The fewest executions and the bar.</param>
    public static bool IsDue(IReadOnlyList<Way> ways, int executions, Outcome last, bool isPinned, SkillMemoryOptions options) =>
        !isPinned
        && last is Outcome.Failure or Outcome.Partial
        && executions >= options.RetireAfter
        && ways.Where(way => way.IsOpen).All(way => way.Posterior.Below(options.RetireBelow) > KnownBad);
}
