using CsCheck;

namespace SkillMcp.Tests;

public sealed class FoldTests
{
    [Theory]
    [InlineData("ÀÁÂÃÄÅĀĂĄǍ", "aaaaaaaaaa")]
    [InlineData("àáâãäåāăąǎ", "aaaaaaaaaa")]
    [InlineData("æœßþ", "aeoessth")]
    [InlineData("çćĉċč ðďđ", "ccccc ddd")]
    [InlineData("èéêëēĕėęě", "eeeeeeeee")]
    [InlineData("ĝğġģ ĥħ ĵ ķ", "gggg hh j k")]
    [InlineData("ìíîïĩīĭįıǐ", "iiiiiiiiii")]
    [InlineData("ĺļľŀł ñńņňŉ", "lllll nnnnn")]
    [InlineData("òóôõöøōŏőǒ", "oooooooooo")]
    [InlineData("ŕŗř śŝşšș ţťŧț", "rrr sssss tttt")]
    [InlineData("ùúûüũūŭůűųǔ", "uuuuuuuuuuu")]
    [InlineData("ŵ ýÿŷ źżž", "w yyy zzz")]
    [InlineData("ﬀ ﬁ ﬂ", "ff fi fl")]
    public void Accented_letters_and_ligatures_become_plain_ones(string text, string folded) => Assert.Equal(folded, Fold.Text(text));

    [Theory]
    [InlineData("e\u0300\u0301\u036f", "e")]
    [InlineData("\u02ff\u0370", "\u02ff\u0371")]
    public void Combining_accents_are_left_out_and_their_neighbours_are_not(string text, string folded) =>
        Assert.Equal(folded, Fold.Text(text));

    [Theory]
    [InlineData("")]
    [InlineData("部署 привет 🚀")]
    [InlineData("\u007f\u0080")]
    public void Other_characters_stay(string text) => Assert.Equal(text, Fold.Text(text));

    [Fact]
    public void Folding_again_changes_nothing() => Gen.String.Sample(text => Assert.Equal(Fold.Text(text), Fold.Text(Fold.Text(text))));

    [Fact]
    public void ASCII_is_only_lower_cased() =>
        Gen.String[Gen.Char['\0', '\x7f'], 0, 40].Sample(text => Assert.Equal(text.ToLowerInvariant(), Fold.Text(text)));
}
