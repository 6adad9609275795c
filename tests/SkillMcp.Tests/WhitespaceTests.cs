using CsCheck;

namespace SkillMcp.Tests;

public sealed class WhitespaceTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData(" \t\r\n ", "")]
    [InlineData("a", "a")]
    [InlineData("  a \t\n b\u00a0c\u2003d ", "a b c d")]
    public void Runs_of_white_space_become_single_spaces(string text, string collapsed) =>
        Assert.Equal(collapsed, Whitespace.Collapse(text));

    [Fact]
    public void Collapsing_again_changes_nothing_and_keeps_every_other_character() =>
        Gen.String[Gen.OneOf(Gen.Char[" \t\n\u3000"], Gen.Char), 0, 40].Sample(text =>
        {
            var collapsed = Whitespace.Collapse(text);
            Assert.Equal(collapsed, Whitespace.Collapse(collapsed));
            Assert.Equal(text.Where(c => !char.IsWhiteSpace(c)), collapsed.Where(c => c != ' '));
            Assert.DoesNotContain("  ", collapsed);
        });
}
