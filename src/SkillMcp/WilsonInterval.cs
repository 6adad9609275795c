namespace SkillMcp;

/// <summary>Wilson's score interval of a proportion (E. B. Wilson, 1927, JASA 22:209-212).</summary>
static class WilsonInterval
{
    /// <summary>The critical value of 95 %.</summary>
    public const double Z95 = 1.959964;

    /// <param name="proportion">The proportion that was seen, 0-1.</param>
    /// <param name="n">The number of cases that it was seen in; above 0.</param>
    /// <param name="z">The critical value.</param>
    public static (double Low, double High) Of(double proportion, double n, double z)
    {
        var centre = proportion + z * z / (2 * n);
        var margin = z * Math.Sqrt(proportion * (1 - proportion) / n + z * z / (4 * n * n));
        var scale = 1 + z * z / n;
        // It holds the proportion, which rounding may put outside.
        return (Math.Clamp((centre - margin) / scale, 0, proportion), Math.Clamp((centre + margin) / scale, proportion, 1));
    }
}
