namespace SkillMcp.Benchmarks.Speed;

/// <summary>Measurements in ascending order, and their quantiles.</summary>
sealed class SortedSamples(IEnumerable<double> measured)
{
    readonly double[] values = [.. measured.Order()];

    public double Minimum => values[0];

    public double Median => At(0.5);

    public double Percentile90 => At(0.9);

    public double Percentile95 => At(0.95);

    public double Percentile99 => At(0.99);

    double At(double share) => values[(int)(share * (values.Length - 1))];
}
