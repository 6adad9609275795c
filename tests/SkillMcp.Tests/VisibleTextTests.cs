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

    [Theory]
    [InlineData("ls\u200b", "ls\\u{200B}")]
    [InlineData("a\u202eb\u001b[31m", "a\\u{202E}b\\u{001B}[31m")]
    [InlineData("a\U000e0041", "a\\u{E0041}")]
    [InlineData("ig\u200dnore \u3164 x\ufe0f", "ig\\u{200D}nore \\u{3164} x\\u{FE0F}")]
    public void Who_decides_about_a_text_sees_what_is_hidden_in_it(string text, string revealed) =>
        Assert.Equal(revealed, VisibleText.Revealed(text));

    [Theory]
    [InlineData("a\n\tb \\u{}")]
    [InlineData("👩\u200d🚀 \u2764\ufe0f 1\ufe0f\u20e3 \u00a9\ufe0f می\u200cخواهم")]
    public void What_is_not_hidden_is_revealed_as_it_is(string text) => Assert.Equal(text, VisibleText.Revealed(text));

    [Fact]
    public void A_line_is_visible_text_with_single_spaces() => Assert.Equal("a b c", VisibleText.Line(" a\u202e\n\tb \u0000 c\r\n"));

    [Fact]
    public void Doing_it_again_changes_nothing() =>
        Gen.String.Sample(text => Assert.Equal(VisibleText.Of(text), VisibleText.Of(VisibleText.Of(text))));
}
