using CsCheck;

namespace SkillMcp.Tests;

public sealed class BetaDistributionTests
{
    // I_x(1, b) and I_x(a, 1) have closed forms.
    [Fact]
    public void Its_quantiles_are_those_of_the_closed_forms() =>
        Gen.Select(Gen.Double[0.01, 0.99], Gen.Double[0.2, 50]).Sample((p, shape) =>
        {
            Assert.Equal(Math.Pow(p, 1 / shape), new BetaDistribution(shape, 1).Quantile(p), tolerance: 1e-6);
            Assert.Equal(1 - Math.Pow(1 - p, 1 / shape), new BetaDistribution(1, shape).Quantile(p), tolerance: 1e-6);
        });

    [Fact]
    public void Its_quantile_is_where_the_cumulative_reaches_it() =>
        Gen.Select(Gen.Double[0.01, 0.99], Gen.Double[0.5, 500], Gen.Double[0.5, 500]).Sample((p, a, b) =>
            Assert.Equal(p, new BetaDistribution(a, b).Cumulative(new BetaDistribution(a, b).Quantile(p)), tolerance: 1e-5));

    /// <summary>The arcsine distribution: its shape parameters are neither whole numbers nor 1.</summary>
    [Fact]
    public void Half_and_half_is_the_arcsine_distribution() =>
        Gen.Double[0.001, 0.999].Sample(x =>
            Assert.Equal(2 / Math.PI * Math.Asin(Math.Sqrt(x)), new BetaDistribution(0.5, 0.5).Cumulative(x), tolerance: 1e-9));

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    public void Nothing_is_below_0_or_above_1(double x, double cumulative) =>
        Assert.Equal(cumulative, new BetaDistribution(2, 3).Cumulative(x));

    [Fact]
    public void Its_mean_and_variance_are_those_of_the_formulas() =>
        Gen.Select(Gen.Double[0.1, 500], Gen.Double[0.1, 500]).Sample((a, b) =>
        {
            Assert.Equal(a / (a + b), new BetaDistribution(a, b).Mean, tolerance: 1e-12);
            Assert.Equal(a * b / ((a + b) * (a + b) * (a + b + 1)), new BetaDistribution(a, b).Variance, tolerance: 1e-12);
        });

    [Fact]
    public void More_is_believed_of_a_higher_quantile() =>
        Gen.Select(Gen.Double[0.01, 0.98], Gen.Double[0.5, 50], Gen.Double[0.5, 50]).Sample((p, a, b) =>
            Assert.True(new BetaDistribution(a, b).Quantile(p) < new BetaDistribution(a, b).Quantile(p + 0.01)));

    [Fact]
    public void It_is_symmetric() =>
        Gen.Select(Gen.Double[0.01, 0.99], Gen.Double[0.5, 500], Gen.Double[0.5, 500]).Sample((x, a, b) =>
            Assert.Equal(1, new BetaDistribution(a, b).Cumulative(x) + new BetaDistribution(b, a).Cumulative(1 - x), tolerance: 1e-9));
}
