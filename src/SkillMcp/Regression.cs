namespace SkillMcp;

/// <summary>
/// Whether the version of today does worse than one before it. What is believed of the two must differ by more than chance
/// (95 %, one-sided), and more than one failure must be more than a claim, so that neither a bad day nor a bare word undoes a refinement.
/// </summary>
public static class Regression
{
    /// <summary>The fewest executions of a version that let it be judged.</summary>
    public const int MinExecutions = 5;

    /// <summary>How many of the last executions are looked at.</summary>
    public const int RecentExecutions = 100;

    // One may have had another cause.
    const int MinProvenFailures = 2;

    // Of either version nothing is known but its own record.
    const double NeutralConfidence = 0.5;

    // The 95 % point of the normal distribution.
    const double CriticalValue = 1.645;

    /// <summary>Those executions of the version of today that judge it: what it did before it was put (back) in place does not undo that.</summary>
    public static IEnumerable<Execution> Since(Skill skill, IEnumerable<Execution> executions) =>
        executions.Where(execution => execution.Version == skill.Version && execution.At >= skill.UpdatedAt);

    /// <summary>The versions before this one that do better, the last first; none where the machine must not touch the skill.</summary>
    /// <param name="skill">The skill.</param>
    /// <param name="judging">The executions that judge its version of today.</param>
    /// <param name="versions">All its versions.</param>
    public static IEnumerable<SkillVersion> BetterBefore(Skill skill, IEnumerable<Execution> judging, IReadOnlyList<SkillVersion> versions)
    {
        var record = judging.Aggregate(TrackRecord.Empty, (sum, execution) => sum.With(execution.Outcome, execution.Grade));
        return !skill.Pinned && skill.IsActive && record.Total >= MinExecutions && record.Failures.Verified + record.Failures.Evidenced >= MinProvenFailures
            ? versions.Where(version => version.Number < skill.Version && !version.IsAlternative && IsBetter(version.Record, record)).OrderByDescending(version => version.Number)
            : [];
    }

    static bool IsBetter(TrackRecord one, TrackRecord other)
    {
        var (its, others) = (one.Posterior(NeutralConfidence), other.Posterior(NeutralConfidence));
        return its.Mean - others.Mean > CriticalValue * Math.Sqrt(its.Variance + others.Variance);
    }
}
