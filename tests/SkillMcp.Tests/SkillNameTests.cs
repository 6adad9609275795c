using System.Text.RegularExpressions;
using CsCheck;

namespace SkillMcp.Tests;

public sealed class SkillNameTests
{
    [Theory]
    [InlineData("docker_ecr_deploy", "docker-ecr-deploy")]
    [InlineData("  Größe & Café  ", "grosse-cafe")]
    [InlineData("Let's Encrypt!", "lets-encrypt")]
    [InlineData("--a--b--", "a-b")]
    public void A_name_is_made_from_what_its_author_wrote(string title, string name) => Assert.Equal(name, SkillName.From(title)?.Value);

    [Theory]
    [InlineData("部署")]
    [InlineData("🚀")]
    [InlineData("")]
    public void Of_another_script_nothing_is_left(string title) => Assert.Null(SkillName.From(title));

    [Theory]
    [InlineData("deploy api")]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("déploy")]
    public void What_is_no_name_is_refused_with_an_example(string text) =>
        Assert.Contains("such as 'deploy-api'", Assert.Throws<SkillException>(() => SkillName.Parse(text)).Message);

    [Fact]
    public void A_name_has_64_characters_at_most()
    {
        var longest = new string('a', 64);

        Assert.Equal(longest, SkillName.Parse(longest).Value);
        Assert.Throws<SkillException>(() => SkillName.Parse(longest + "a"));
        Assert.Equal(longest, SkillName.From(longest + "bc")!.Value.Value);
        Assert.Equal(new string('a', 63), SkillName.From(new string('a', 63) + " b")!.Value.Value);
        Assert.Equal(new string('a', 62) + "-2", SkillName.Parse(longest).Numbered(2).Value);
        Assert.Equal(new string('a', 60) + "-100", SkillName.Parse(longest).Numbered(100).Value);
        Assert.Equal(new string('a', 61) + "-2", SkillName.Parse(new string('a', 61) + "-b").Numbered(2).Value);
        Assert.Equal("deploy-api-2", SkillName.Parse("deploy-api").Numbered(2).Value);
        Assert.Equal("skill-01234567", SkillName.FromHash("0123456789abcdef").Value);
    }

    [Fact]
    public void A_name_that_was_never_given_is_none() => Assert.Throws<InvalidOperationException>(() => default(SkillName).Value);

    [Fact]
    public void Every_name_keeps_the_rule_of_Agent_Skills() =>
        Gen.Select(Gen.String, Gen.Int[2, 99_999]).Sample((title, number) =>
        {
            if (SkillName.From(title) is { } name)
            {
                Assert.Matches(new Regex("^(?=.{1,64}$)[a-z0-9]+(-[a-z0-9]+)*$"), name.Value);
                Assert.Matches(new Regex("^(?=.{1,64}$)[a-z0-9]+(-[a-z0-9]+)*$"), name.Numbered(number).Value);
                Assert.Equal(name, SkillName.Parse(name.Value));
            }
        });
}
