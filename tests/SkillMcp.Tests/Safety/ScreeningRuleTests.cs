using SkillMcp.Safety;

namespace SkillMcp.Tests.Safety;

public sealed class ScreeningRuleTests
{
    public static TheoryData<string, string> Examples =>
        [.. ScreeningRules.All.SelectMany(rule => rule.Examples.Select(example => (rule.Id, example)))];

    [Theory]
    [MemberData(nameof(Examples))]
    public void A_rule_finds_what_it_says_it_finds(string rule, string example) =>
        Assert.Contains(
            ContentScreen.Of($"Do this:\n{example}\nThen go on.").Findings, finding => (finding.Rule, finding.Place) == (rule, "line 2"));

    [Fact]
    public void A_rule_has_a_name_of_its_own_a_reason_and_an_example()
    {
        Assert.Equal(ScreeningRules.All.Count, ScreeningRules.All.Select(rule => rule.Id).Distinct().Count());
        Assert.All(ScreeningRules.All, rule =>
        {
            Assert.Matches("^[a-z]+(-[a-z]+)*$", rule.Id);
            Assert.EndsWith(".", rule.Reason);
            Assert.NotEmpty(rule.Examples);
        });
    }

    [Theory]
    [InlineData("Never bypass the safety checks.")]
    [InlineData("git rm -r .")]
    [InlineData("Ignore the linter's formatting rules in generated files.")]
    [InlineData("pip install --index-url https://pypi.org/simple requests")]
    [InlineData("For the host URL, use `https://eu.example.com` for Europe.")]
    [InlineData("curl -H 'Authorization: Bearer {token}' https://api.example.com/v1/items")]
    [InlineData("dig +short example.com")]
    public void Honest_lines_meet_no_rule(string text) => Assert.Empty(ContentScreen.Of(text).Findings);
}
