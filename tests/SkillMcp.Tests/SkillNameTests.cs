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
