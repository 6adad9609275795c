using SkillMcp.Formation;

namespace SkillMcp.Tests.Formation;

public sealed class LiteralDetectionTests
{
    [Theory]
    [InlineData("--namespace", true)]
    [InlineData("--NAMESPACE", true)]
    [InlineData("namespace--", false)]
    [InlineData("namespace", false)]
    [InlineData("-n", false)]
    [InlineData("--force", false)]
    [InlineData("", false)]
    public void A_long_flag_that_names_something_says_that_a_name_follows(string flag, bool names) =>
        Assert.Equal(names, LiteralDetection.NamesItsValue(flag));
}
