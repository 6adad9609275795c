namespace SkillMcp;

/// <summary>Counts of outcomes, regardless of how they are known.</summary>
public readonly record struct ExecutionCounts(int Successes, int Partials, int Failures)
{
    /// <summary>The number of executions.</summary>
    public int Total => Successes + Partials + Failures;

    /// <summary>(success + ½ partial) / total, 0-1; <paramref name="whenNone"/> if there are no executions.</summary>
    public double Reliability(double whenNone) => Total == 0 ? whenNone : (Successes + 0.5 * Partials) / Total;

    /// <summary>The executions of one record that are not in another.</summary>
    public static ExecutionCounts operator -(ExecutionCounts a, ExecutionCounts b) =>
        new(a.Successes - b.Successes, a.Partials - b.Partials, a.Failures - b.Failures);
}
