using SkillMcp.Server.Presentation;
using CsCheck;
using SkillMcp.Server.Clients;

namespace SkillMcp.Tests.Clients;

public sealed class InstructionsBlockTests
{
    static readonly Gen<string> Text =
        Gen.OneOf("# Rules", "- be kind", "<!-- note -->", " ", "\n", "\n\n", "\r\n", "\uFEFF", "é").Array[0, 8].Select(string.Concat);

    [Fact]
    public void Nothing_else_in_the_file_changes_and_taken_back_it_is_as_it_was() =>
        Text.Sample(text =>
        {
            var with = InstructionsBlock.With(text, hasHooks: false);
            return with.StartsWith(text, StringComparison.Ordinal)
                && InstructionsBlock.IsIn(with)
                && InstructionsBlock.With(with, hasHooks: false) == with
                && InstructionsBlock.Without(with) == text;
        }, iter: 5_000);

    [Fact]
    public void They_are_the_words_of_the_server_and_name_the_tools()
    {
        var text = InstructionsBlock.With("", hasHooks: false);

        Assert.Contains(ModelText.Instructions, text);
        Assert.All(["retrieve_skill", "record_outcome", "store_trajectory"], tool => Assert.Contains(tool, text));
    }

    [Fact]
    public void Older_lines_are_replaced_where_they_stand() =>
        Assert.Equal(
            $"# Mine\n\n<!-- skillmcp: begin -->\n{InstructionsBlock.Lines(hasHooks: false)}\n<!-- skillmcp: end -->\n\n# More\n",
            InstructionsBlock.With(
                "# Mine\n\n<!-- skillmcp: begin -->\nas it was said once\n<!-- skillmcp: end -->\n\n# More\n", hasHooks: false));

    [Theory]
    [InlineData("# Mine\n\n", "\n\n# More\n", "# Mine\n\n# More\n")]
    [InlineData("# Mine\r\n\r\n", "\r\n\r\n# More\r\n", "# Mine\r\n\r\n# More\r\n")]
    [InlineData("# Mine ", " # More", "# Mine  # More")]
    [InlineData("", "\n# More\n", "# More\n")]
    [InlineData("# Mine\n\n", "", "# Mine")]
    [InlineData("# Mine\n\n\n", "\n", "# Mine\n\n")]
    public void Taken_from_the_middle_it_takes_one_line_break_on_either_side(string before, string after, string expected) =>
        Assert.Equal(expected, InstructionsBlock.Without($"{before}<!-- skillmcp: begin -->\nold\n<!-- skillmcp: end -->{after}"));

    [Theory]
    [InlineData("<!-- skillmcp: begin -->\n")]
    [InlineData("<!-- skillmcp: end -->\n<!-- skillmcp: begin -->\n")]
    [InlineData("<!-- skillmcp: begin -->\n<!-- skillmcp: begin -->\n<!-- skillmcp: end -->\n")]
    [InlineData("<!-- skillmcp: begin -->\n<!-- skillmcp: end -->\n<!-- skillmcp: end -->\n")]
    [InlineData("<!-- skillmcp: end -->\n")]
    public void Markers_that_do_not_fit_together_are_left_to_a_person(string text) =>
        Assert.Contains("do not fit together", Assert.Throws<SkillException>(() => InstructionsBlock.With(text, hasHooks: false)).Message);
}
