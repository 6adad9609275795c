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

    [Fact]
    public void It_is_symmetric() =>
        Gen.Select(Gen.Double[0.01, 0.99], Gen.Double[0.5, 500], Gen.Double[0.5, 500]).Sample((x, a, b) =>
            Assert.Equal(1, new BetaDistribution(a, b).Cumulative(x) + new BetaDistribution(b, a).Cumulative(1 - x), tolerance: 1e-9));
}
