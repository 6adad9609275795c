namespace SkillMcp;

/// <summary>Counts of outcomes, whatever their evidence.</summary>
public readonly record struct ExecutionCounts(int Successes, int Partials, int Failures)
{
    public int Total => Successes + Partials + Failures;

    /// <summary>(success + ½ partial) / total, 0-1; <paramref name="whenNone"/> where there are none.</summary>
    public double Reliability(double whenNone) => Total == 0 ? whenNone : (Successes + 0.5 * Partials) / Total;

    public static ExecutionCounts operator -(ExecutionCounts a, ExecutionCounts b) =>
        new(a.Successes - b.Successes, a.Partials - b.Partials, a.Failures - b.Failures);
}
