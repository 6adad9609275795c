using SkillMcp.Checks;

namespace SkillMcp.Tests.Checks;

public sealed class PassingValueTests
{
    [Theory]
    [InlineData("2.1")]
    [InlineData("v1.20.3-rc.1")]
    [InlineData("2026-11-30")]
    [InlineData("4711")]
    [InlineData("9fceb02d0ae5")]
    [InlineData("SHOP-118")]
    public void What_another_run_has_another_of_passes(string value) => Assert.True(PassingValue.Is(value));

    [Theory]
    [InlineData("staging.example.com")]
    [InlineData("10.0.0.7")]
    [InlineData("shop")]
    [InlineData("eu-west-1a")]
    [InlineData("")]
    public void What_stays_where_it_is_does_not(string value) => Assert.False(PassingValue.Is(value));
}
