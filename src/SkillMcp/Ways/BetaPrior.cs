namespace SkillMcp.Ways;

/// <summary>What is believed of a probability before anything is observed: Beta(successes, failures).</summary>
/// <param name="Successes">The first shape parameter, above 0.</param>
/// <param name="Failures">The second shape parameter, above 0.</param>
readonly record struct BetaPrior(double Successes, double Failures)
{
    public double Mean => Successes / (Successes + Failures);

    /// <summary>Jeffreys' prior with two executions added that ended as expected: as in <see cref="TrackRecord.Belief"/>.</summary>
    /// <param name="confidence">The prior belief before any execution, 0-1.</param>
    public static BetaPrior Of(double confidence) => new(0.5 + 2 * confidence, 0.5 + 2 * (1 - confidence));
}
