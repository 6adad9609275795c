using CsCheck;

namespace SkillMcp.Tests;

public sealed class VisibleTextTests
{
    [Theory]
    [InlineData("a\u0000b\u001b[31m\u007f\r", "ab[31m")]
    [InlineData("a\u202eb\u2066c\u200b\ufeff", "abc")]
    [InlineData("a\u2028b\u2029c\ue000", "abc")]
    [InlineData("a\ufe00b\ufe0dc", "abc")]
    [InlineData("a\U000e0041b\U000e0100\U000e01ef", "ab")]
    public void What_a_screen_does_not_show_is_left_out(string text, string visible) => Assert.Equal(visible, VisibleText.Of(text));

    [Theory]
    [InlineData("")]
    [InlineData("a\n\tb")]
    [InlineData("👩\u200d🚀 \u2764\ufe0f \ufe0e می\u200cخواهم")]
    [InlineData("\ufffd")]
    public void What_it_shows_stays(string text) => Assert.Equal(text, VisibleText.Of(text));

    // The compiler does not keep half a surrogate pair in an attribute, so these texts stand in the test.
    [Fact]
    public void Half_a_surrogate_pair_is_replaced()
    {
        Assert.Equal("a\ufffd", VisibleText.Of("a\ud83d"));
        Assert.Equal("\ufffda", VisibleText.Of("\ude80a"));
        Assert.Equal("🚀", VisibleText.Of("\ud83d\ude80"));
    }

    [Fact]
    public void A_line_is_visible_text_with_single_spaces() => Assert.Equal("a b c", VisibleText.Line(" a\u202e\n\tb \u0000 c\r\n"));

    [Fact]
    public void Doing_it_again_changes_nothing() =>
        Gen.String.Sample(text => Assert.Equal(VisibleText.Of(text), VisibleText.Of(VisibleText.Of(text))));
}
