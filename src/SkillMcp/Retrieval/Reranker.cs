namespace SkillMcp.Retrieval;

/// <summary>
/// Scores candidates and tells how likely each is the right one: a linear score over <see cref="RelevanceFeatures"/>,
/// and two logistic functions of <see cref="Calibration"/>, learned from requests with and without a right answer.
/// </summary>
/// <param name="ranking">The weight of each of <see cref="RelevanceFeatures"/>.</param>
/// <param name="right">The weights of <see cref="Calibration"/> for the probability that a candidate is the right one.</param>
/// <param name="answerable">Its weights for the probability that one of the best few is.</param>
sealed class Reranker(double[] ranking, double[] right, double[] answerable)
{
    /// <summary>The weight of each of <see cref="RelevanceFeatures"/>.</summary>
    public double[] RankingWeights => ranking;

    /// <summary>The weights for the probability that a candidate is the right one.</summary>
    public double[] RightWeights => right;

    /// <summary>The weights for the probability that one of the best few is.</summary>
    public double[] AnswerableWeights => answerable;

    /// <summary>How well a candidate fits; unbounded, and only differences within one query mean something.</summary>
    public double Score(ReadOnlySpan<double> features) => Dot(ranking, features);

    /// <summary>What each feature adds to that score.</summary>
    public IReadOnlyList<Contribution> Contributions(IReadOnlyList<double> features) =>
        [.. RelevanceFeatures.All.Select((feature, index) => new Contribution(feature.Name, features[index], ranking[index]))];

    /// <summary>The probability that a candidate is the right one, 0-1.</summary>
    /// <param name="inputs">The computed inputs of <see cref="Calibration"/>.</param>
    public double Right(ReadOnlySpan<double> inputs) => Logistic(Dot(right, inputs));

    /// <summary>The probability that the best candidate or one of the next few is the right one, 0-1.</summary>
    /// <param name="inputs">The computed inputs of <see cref="Calibration"/> for the best candidate.</param>
    public double Answerable(ReadOnlySpan<double> inputs) => Logistic(Dot(answerable, inputs));

    static double Logistic(double value) => 1 / (1 + Math.Exp(-value));

    static double Dot(double[] weights, ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        for (var index = 0; index < weights.Length; index++)
        {
            sum += weights[index] * values[index];
        }
        return sum;
    }
}
