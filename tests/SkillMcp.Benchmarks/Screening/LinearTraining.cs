using SkillMcp.Safety;

namespace SkillMcp.Benchmarks.Screening;

/// <summary>What a linear model learns from: the features of a text, whether the model is to find it, and how much that counts.</summary>
sealed record TrainingExample(IReadOnlyList<(int Bucket, float Value)> Features, bool IsPositive, double Weight);

/// <summary>A logistic regression by stochastic descent; the same examples give the same model.</summary>
static class LinearTraining
{
    const double Rate = 0.5;

    /// <param name="examples">What it learns from.</param>
    /// <param name="buckets">The number of buckets that features are hashed into.</param>
    /// <param name="rounds">How often each example is read.</param>
    /// <param name="suspected">The probability from which a suspected text counts.</param>
    /// <param name="alone">The probability from which any text counts.</param>
    /// <param name="decay">How much weights are drawn to nothing.</param>
    public static LinearModel Learn(
        IReadOnlyList<TrainingExample> examples, int buckets, int rounds, double suspected, double alone, double decay)
    {
        var weights = new double[buckets];
        var steps = new double[buckets];
        var (bias, biasStep) = (0.0, 1e-8);
        var order = Enumerable.Range(0, examples.Count).ToArray();
        var random = new Random(5);
        for (var round = 0; round < rounds; round++)
        {
            random.Shuffle(order);
            foreach (var at in order)
            {
                var example = examples[at];
                var score = bias + example.Features.Sum(feature => weights[feature.Bucket] * feature.Value);
                var error = example.Weight * (1 / (1 + Math.Exp(-score)) - (example.IsPositive ? 1 : 0));
                biasStep += error * error;
                bias -= Rate * error / Math.Sqrt(biasStep);
                foreach (var (bucket, value) in example.Features)
                {
                    var slope = error * value + decay * weights[bucket];
                    steps[bucket] += slope * slope;
                    weights[bucket] -= Rate * slope / Math.Sqrt(steps[bucket] + 1e-8);
                }
            }
        }
        var scale = weights.Max(Math.Abs) / 127;
        return new LinearModel([.. weights.Select(weight => (sbyte)Math.Round(weight / scale))], scale, bias, suspected, alone);
    }
}
