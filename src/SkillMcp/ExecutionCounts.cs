namespace SkillMcp;

/// <summary>Counts of outcomes, regardless of how they are known.</summary>
public readonly record struct ExecutionCounts(int Successes, int Partials, int Failures)
{
    public int Total => Successes + Partials + Failures;

    /// <summary>(success + ½ partial) / total, 0-1; <paramref name="whenNone"/> if there are no executions.</summary>
    public double Reliability(double whenNone) => Total == 0 ? whenNone : (Successes + 0.5 * Partials) / Total;

    public static ExecutionCounts operator -(ExecutionCounts a, ExecutionCounts b) =>
        new(a.Successes - b.Successes, a.Partials - b.Partials, a.Failures - b.Failures);
}
