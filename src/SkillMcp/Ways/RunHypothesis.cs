namespace SkillMcp.Ways;

/// <summary>The hypothesis that a probability last changed at a certain execution.</summary>
/// <param name="Weight">How likely that is, 0-1.</param>
/// <param name="Successes">The weight of the successes since then, with the prior's; above 0.</param>
/// <param name="Failures">The weight of the failures since then, with the prior's; above 0.</param>
readonly record struct RunHypothesis(double Weight, double Successes, double Failures)
{
    public BetaDistribution Distribution => new(Successes, Failures);

    /// <summary>How much was observed since then, with the prior.</summary>
    public double Length => Successes + Failures;

    /// <summary>The hypothesis after an outcome. Its weight is multiplied by how likely that was, and has to be normalized.</summary>
    public RunHypothesis After(WeightedOutcome outcome) => new(
        Weight * Distribution.Likelihood(outcome.Success, outcome.Failure), Successes + outcome.Success, Failures + outcome.Failure);

    /// <summary>Both hypotheses as one, with the mean of their counts.</summary>
    public RunHypothesis With(RunHypothesis other)
    {
        var weight = Weight + other.Weight;
        return new RunHypothesis(
            weight,
            (Weight * Successes + other.Weight * other.Successes) / weight,
            (Weight * Failures + other.Weight * other.Failures) / weight);
    }
}
