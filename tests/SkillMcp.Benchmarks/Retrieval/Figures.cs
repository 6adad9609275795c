namespace SkillMcp.Benchmarks.Retrieval;

/// <summary>How well a method did on a set.</summary>
/// <param name="FirstIsRight">R@1.</param>
/// <param name="FirstThreeAreRight">R@3: a right answer is among the first three.</param>
/// <param name="ReciprocalRank">MRR@10.</param>
/// <param name="OutOfScopeAnswered">The share of out-of-scope requests that got an answer; NaN if the set has none.</param>
/// <param name="Auroc">
/// How well the top score separates requests with an answer from those without; NaN if the set has only one kind.
/// </param>
sealed record Figures(double FirstIsRight, double FirstThreeAreRight, double ReciprocalRank, double OutOfScopeAnswered, double Auroc)
{
    public static Figures Of(IReadOnlyCollection<QueryResult> results)
    {
        var inScope = results.Where(result => result.Query.Relevant.Length > 0).ToList();
        var outOfScope = results.Where(result => result.Query.Relevant.Length == 0).ToList();
        return new Figures(
            inScope.Average(result => result.FirstRight == 1 ? 1.0 : 0),
            inScope.Average(result => result.FirstRight is >= 1 and <= 3 ? 1.0 : 0),
            inScope.Average(result => result.FirstRight is >= 1 and <= 10 ? 1.0 / result.FirstRight : 0),
            outOfScope.Select(result => result.IsAnswered ? 1.0 : 0).DefaultIfEmpty(double.NaN).Average(),
            AreaUnderCurve([.. inScope.Select(result => result.Score)], [.. outOfScope.Select(result => result.Score)]));
    }

    /// <summary>The probability that a positive scores above a negative, a tie counting half.</summary>
    public static double AreaUnderCurve(IReadOnlyCollection<double> positives, IReadOnlyCollection<double> negatives)
    {
        if (positives.Count == 0 || negatives.Count == 0)
        {
            return double.NaN;
        }
        var sorted = negatives.Order().ToArray();
        var above = positives.Sum(score => (CountBelow(sorted, score) + CountBelow(sorted, Math.BitIncrement(score))) / 2.0);
        return above / positives.Count / negatives.Count;
    }

    static int CountBelow(double[] sorted, double value)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sorted[middle] < value ? (middle + 1, high) : (low, middle);
        }
        return low;
    }
}
