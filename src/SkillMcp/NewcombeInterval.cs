namespace SkillMcp;

/// <summary>
/// Newcombe's hybrid score interval of the difference of two proportions (R. G. Newcombe, 1998, Statistics in Medicine 17:873-890,
/// method 10), which is made of Wilson's intervals of the two.
/// </summary>
static class NewcombeInterval
{
    /// <param name="first">The proportion that the other is taken from, with the number of cases that it was seen in.</param>
    /// <param name="second">The other.</param>
    /// <param name="z">The critical value.</param>
    public static (double Low, double High) Of((double Rate, double Cases) first, (double Rate, double Cases) second, double z)
    {
        var one = WilsonInterval.Of(first.Rate, first.Cases, z);
        var other = WilsonInterval.Of(second.Rate, second.Cases, z);
        var difference = first.Rate - second.Rate;
        return (
            Math.Max(-1, difference - Hypotenuse(first.Rate - one.Low, other.High - second.Rate)),
            Math.Min(1, difference + Hypotenuse(one.High - first.Rate, second.Rate - other.Low)));
    }

    static double Hypotenuse(double a, double b) => Math.Sqrt(a * a + b * b);
}
