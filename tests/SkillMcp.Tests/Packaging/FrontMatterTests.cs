using SkillMcp.Packaging;

namespace SkillMcp.Tests.Packaging;

public sealed class FrontMatterTests
{
    public static TheoryData<string, bool> Fields => new()
    {
        { $"description: {new string('x', 1_024)}", true },
        { $"description: {new string('x', 1_025)}", false },
        { "description: ' '", false },
        { "description: [b]", false },
        { $"description: b\ncompatibility: {new string('x', 500)}", true },
        { $"description: b\ncompatibility: {new string('x', 501)}", false },
        { "description: b\ncompatibility: ''", false },
        { "description: b\nlicense: [MIT]", false },
        { "description: b\nallowed-tools: Bash", true },
        { "description: b\nallowed-tools: [Bash, Read]", true },
        { "description: b\nallowed-tools: [Bash, [Read]]", false },
        { "description: b\nmetadata:", true },
        { "description: b\nmetadata: {a: b}", true },
        { "description: b\nmetadata: {a: [b]}", false },
        { "description: b\nmetadata: {[a]: b}", false },
        { "description: b\nmetadata: text", false },
        { "description: b\nversion: 1", false },
        { "description: b\n? [a]\n: b", false },
    };

    [Theory]
    [MemberData(nameof(Fields))]
    public void The_specification_of_Agent_Skills_is_followed_or_not(string fields, bool follows) =>
        Assert.Equal(follows, FrontMatter.Read($"name: a\n{fields}", firstLine: 2).FollowsSpecification);

    [Theory]
    [InlineData("deploy-api", true)]
    [InlineData("Deploy API", false)]
    [InlineData("deploy--api", false)]
    public void The_name_has_to_be_a_skills(string name, bool follows) =>
        Assert.Equal(follows, FrontMatter.Read($"name: {name}\ndescription: b", firstLine: 2).FollowsSpecification);

    [Theory]
    [InlineData("tags: a, b ,", "a|b")]
    [InlineData("tags: |\n  a,b\n  c", "a,b|c")]
    [InlineData("tags: [a, ' ', 'b,c']", "a|b,c")]
    [InlineData("tags: [a]\nmetadata: {tags: z}", "z")]
    public void Tags_are_a_list_or_a_text_with_commas_or_lines(string tags, string expected) =>
        Assert.Equal(expected, string.Join('|', FrontMatter.Read($"name: a\ndescription: b\n{tags}", firstLine: 2).Tags));

    [Fact]
    public void A_skill_has_thirty_two_tags_at_most() =>
        Assert.Equal(32, FrontMatter.Read($"name: a\ntags: {string.Join(',', Enumerable.Range(0, 40))}", firstLine: 2).Tags.Count);

    [Theory]
    [InlineData(13, true)]
    [InlineData(14, false)]
    public void Lists_are_nested_thirteen_deep_at_most(int deep, bool isRead) =>
        Assert.Equal(isRead, Record.Exception(() => Yaml.Read($"a: {new string('[', deep)}{new string(']', deep)}", firstLine: 1)) is null);

    [Fact]
    public void Fields_of_other_programs_go_to_the_metadata_each_under_a_name_of_its_own()
    {
        var front = FrontMatter.Read("name: a\ndescription: b\nowner: [x, {w: [z]}]\nOwner: c\nmetadata: {owner: d}", firstLine: 2);

        var written = FrontMatter.Read(front.Write(), firstLine: 2);

        Assert.True(written.FollowsSpecification);
        var metadata = Assert.IsType<YamlDotNet.RepresentationModel.YamlMappingNode>(written.Fields.Field("metadata"));
        var fields = metadata.Children.ToDictionary(field => field.Key.Text(), field => field.Value.Text());
        Assert.Equal(["Owner", "owner", "owner-2"], fields.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("d", fields["owner"]);
        Assert.Equal("- x\n- w:\n  - z", fields["owner-2"]);
    }

    [Theory]
    [InlineData(1_999, true)]
    [InlineData(2_000, false)]
    public void A_field_of_other_programs_has_two_thousand_items_at_most(int items, bool isKept)
    {
        var list = string.Join(", ", Enumerable.Repeat("x", items));
        var front = FrontMatter.Read($"name: a\ndescription: b\nothers: [{list}]", firstLine: 2);
        Assert.Equal(isKept, front.Write().Contains("x, x", StringComparison.Ordinal));
    }
}
