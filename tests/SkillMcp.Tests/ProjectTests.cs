namespace SkillMcp.Tests;

public sealed class ProjectTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t")]
    public void No_name_is_the_project_of_everybody(string? text)
    {
        Assert.Equal(Project.Everybody, Project.Parse(text));
        Assert.Equal("", Project.Parse(text).Name);
    }

    [Theory]
    [InlineData("web-shop")]
    [InlineData("Team_1/web.shop")]
    [InlineData("магазин")]
    public void A_name_is_kept_as_it_is(string text) => Assert.Equal(text, Project.Parse(text).ToString());

    [Theory]
    [InlineData("web shop")]
    [InlineData("a:b")]
    [InlineData("🚀")]
    public void Another_character_is_refused_with_an_example(string text) =>
        Assert.Contains("such as 'web-shop'", Assert.Throws<SkillException>(() => Project.Parse(text)).Message);

    [Fact]
    public void A_name_has_64_characters_at_most()
    {
        Assert.Equal(64, Project.Parse(new string('a', 64)).Name.Length);
        Assert.Throws<SkillException>(() => Project.Parse(new string('a', 65)));
    }
}
