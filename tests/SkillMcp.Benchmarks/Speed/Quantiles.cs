namespace SkillMcp.Benchmarks.Speed;

/// <summary>The median and the 95 % quantile, in milliseconds.</summary>
sealed record Quantiles(double P50, double P95)
{
    public static Quantiles Of(IEnumerable<double> measured)
    {
        var sorted = new SortedSamples(measured);
        return new Quantiles(sorted.Median, sorted.Percentile95);
    }

    public override string ToString() => $"{Report.Milliseconds(P50)} / {Report.Milliseconds(P95)}";
}
