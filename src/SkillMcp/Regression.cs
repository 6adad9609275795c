namespace SkillMcp;

/// <summary>
/// Whether the current version of a skill does worse than an earlier one. The posterior means of the two must differ by more than
/// chance (95 %, one-sided), and more than one failure must have evidence, so that a single bad day or an unsupported report
/// does not undo a refinement.
/// </summary>
public static class Regression
{
    /// <summary>The minimum number of executions before a version is judged.</summary>
    public const int MinExecutions = 5;

    /// <summary>How many of the most recent executions are considered.</summary>
    public const int RecentExecutions = 100;

    // A single failure may have another cause.
    const int MinProvenFailures = 2;

    // Both versions start from the same prior, so that only their own records tell them apart.
    const double NeutralConfidence = 0.5;

    // The 95 % point of the standard normal distribution.
    const double CriticalValue = 1.645;

    /// <summary>
    /// The executions that judge the current version: those of that version since it was put (back) in place.
    /// Its earlier ones do not undo that decision.
    /// </summary>
    public static IEnumerable<Execution> Since(Skill skill, IEnumerable<Execution> executions) =>
        executions.Where(execution => execution.Version == skill.Version && execution.At >= skill.UpdatedAt);

    /// <summary>The earlier versions that do better, the newest first; none if the skill is pinned or not active.</summary>
    /// <param name="skill">The skill.</param>
    /// <param name="judging">The executions that judge its current version.</param>
    /// <param name="versions">All its versions.</param>
    public static IEnumerable<SkillVersion> BetterBefore(Skill skill, IEnumerable<Execution> judging, IReadOnlyList<SkillVersion> versions)
    {
        var record = judging.Aggregate(TrackRecord.Empty, (sum, execution) => sum.With(execution.Outcome, execution.EvidenceLevel));
        if (skill.Pinned || !skill.IsActive || !CanBeJudged(record))
        {
            return [];
        }
        return versions
            .Where(version => version.Number < skill.Version && !version.IsAlternative && IsBetter(version.Record, record))
            .OrderByDescending(version => version.Number);
    }

    static bool CanBeJudged(TrackRecord record) =>
        record.Total >= MinExecutions && record.Failures.Verified + record.Failures.Evidenced >= MinProvenFailures;

    /// <summary>A one-sided z-test on the difference of two posterior means.</summary>
    static bool IsBetter(TrackRecord record, TrackRecord other)
    {
        var (its, others) = (record.Posterior(NeutralConfidence), other.Posterior(NeutralConfidence));
        return its.Mean - others.Mean > CriticalValue * Math.Sqrt(its.Variance + others.Variance);
    }
}
