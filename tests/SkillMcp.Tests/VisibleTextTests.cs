using System.Text;
using CsCheck;

namespace SkillMcp.Tests;

public sealed class VisibleTextTests
{
    [Theory]
    [InlineData(0x0000, false)]
    [InlineData(0x0008, false)]
    [InlineData('\t', true)]
    [InlineData('\n', true)]
    [InlineData(0x000B, false)]
    [InlineData('\r', false)]
    [InlineData(0x001B, false)]
    [InlineData(' ', true)]
    [InlineData('~', true)]
    [InlineData(0x007F, false)]
    [InlineData(0x00A0, true)]
    [InlineData(0x00AD, false)]
    [InlineData(0x200B, false)]
    [InlineData(0x200C, true)]
    [InlineData(0x200D, true)]
    [InlineData(0x200E, false)]
    [InlineData(0x2028, false)]
    [InlineData(0x2029, false)]
    [InlineData(0x202E, false)]
    [InlineData(0x2066, false)]
    [InlineData(0xE000, false)]
    [InlineData(0xFDFF, true)]
    [InlineData(0xFE00, false)]
    [InlineData(0xFE0D, false)]
    [InlineData(0xFE0E, true)]
    [InlineData(0xFE0F, true)]
    [InlineData(0xFEFF, false)]
    [InlineData(0x1F680, true)]
    [InlineData(0xE0041, false)]
    [InlineData(0xE00FF, true)]
    [InlineData(0xE0100, false)]
    [InlineData(0xE01EF, false)]
    [InlineData(0xE01F0, true)]
    [InlineData(0xF0000, false)]
    [InlineData(0x10FFFD, false)]
    public void What_a_person_does_not_see_a_model_does_not_read(int value, bool isVisible) =>
        Assert.Equal(isVisible ? $"a{new Rune(value)}b" : "ab", VisibleText.Of($"a{new Rune(value)}b"));

    [Fact]
    public void Half_a_character_is_shown_as_missing()
    {
        Assert.Equal("a\ufffdb", VisibleText.Of("a\ud83db"));
        Assert.Equal("\ufffd", VisibleText.Of("\ude80"));
        Assert.Equal("a\ufffd", VisibleText.Of("a\ud83d"));
    }

    [Fact]
    public void What_is_visible_stays_as_it_is()
    {
        var text = "Größe 👩‍💻\n\t部署";

        Assert.Same(text, VisibleText.Of(text));
    }

    [Theory]
    [InlineData(" a \n\t b\u00a0c ", "a b c")]
    [InlineData("a\u200bb", "ab")]
    [InlineData("", "")]
    [InlineData(" \n ", "")]
    public void A_line_has_single_blanks(string text, string line) => Assert.Equal(line, VisibleText.Line(text));

    [Fact]
    public void Once_is_enough() => Gen.String.Sample(text => VisibleText.Of(VisibleText.Of(text)) == VisibleText.Of(text) && !VisibleText.Line(text).Any(char.IsControl));
}
