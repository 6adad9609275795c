namespace SkillMcp.Ways;

/// <summary>Whether a skill is archived for its record: when no way is left that may still work.</summary>
static class WayRetirement
{
    /// <summary>How sure it has to be that a way works less often than the bar.</summary>
    public const double KnownBad = 0.95;

    // An agent that repeats at once what failed meets the same outage again.
    static readonly TimeSpan Burst = TimeSpan.FromMinutes(5);

    /// <summary>The lifecycle that follows from the record; the present one if nothing changes.</summary>
    /// <param name="skill">An active skill that is not pinned.</param>
    /// <param name="ways">Its ways.</param>
    /// <param name="executions">
    /// The executions of all its ways since it was added or restored, newest first; older ones than the fewest may be left out.
    /// </param>
    /// <param name="options">The fewest executions, and the bar.</param>
    public static Lifecycle After(
        Skill skill, IReadOnlyList<SkillWay> ways, IReadOnlyList<Execution> executions, SkillMemoryOptions options)
    {
        var open = ways.Where(way => way.Way.IsOpen).ToList();
        var isProved = open.Exists(way => way.Record.IsProved);
        // What is not handed over, and works, does not speak for what is.
        var handed = executions.Where(execution => open.Exists(way => way.Number == execution.Way)).ToList();
        var told = isProved ? WithoutRepeated(handed).ToList() : handed;
        var outcomes = told.Select(execution => execution.Outcome).ToList();
        var isDue = IsDue([.. ways.Select(way => way.Way)], outcomes, skill.Pinned, options);
        var failures = told.Take(options.RetireAfter).Where(execution => execution.Outcome != Outcome.Success).ToList();
        var isOneVoice = failures.All(IsBare) && failures.Select(failure => failure.Principal).Distinct().Count() < 2;
        if (isDue && !(isProved && isOneVoice))
        {
            return Lifecycle.Archived(Lifecycle.Unreliable);
        }
        var isDisputed = isProved && HasFailedOften(outcomes, options.RetireAfter) && failures.All(IsBare);
        return (isDisputed, skill.Lifecycle.Reason) switch
        {
            (true, _) => Lifecycle.Active with { Reason = Lifecycle.Disputed },
            (false, Lifecycle.Disputed) => Lifecycle.Active,
            _ => skill.Lifecycle,
        };
    }

    /// <summary>The executions, newest first, without those that failed for a principal just before another that failed for it.</summary>
    static IEnumerable<Execution> WithoutRepeated(IReadOnlyList<Execution> executions)
    {
        var lastFailures = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        foreach (var execution in executions)
        {
            if (execution.Outcome == Outcome.Success)
            {
                yield return execution;
            }
            else if (!lastFailures.TryGetValue(execution.Principal, out var later) || (later - execution.At).Duration() >= Burst)
            {
                lastFailures[execution.Principal] = execution.At;
                yield return execution;
            }
        }
    }

    /// <summary>Whether a report names neither what was observed nor the retrieval that it followed.</summary>
    static bool IsBare(Execution execution) => execution is { IsBound: false, EvidenceLevel: EvidenceLevel.SelfReported };

    /// <summary>Whether a skill is to be archived.</summary>
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
