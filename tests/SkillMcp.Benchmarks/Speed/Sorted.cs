namespace SkillMcp.Benchmarks.Speed;

/// <summary>Measurements in order of size: what is usual, and what is as bad as it gets one time in twenty.</summary>
sealed class Sorted(IEnumerable<double> measured)
{
    readonly double[] values = [.. measured.Order()];

    public double Least => values[0];

    public double Median => At(0.5);

    public double NineteenInTwenty => At(0.95);

    double At(double share) => values[(int)(share * (values.Length - 1))];
}
