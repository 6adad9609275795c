using CsCheck;

namespace SkillMcp.Tests;

public sealed class CaseFoldingTests
{
    [Theory]
    [InlineData("a", "àáâãäåāăąǎÀÁÂÃÄÅĀĂĄǍ")]
    [InlineData("ae", "æÆ")]
    [InlineData("c", "çćĉċčÇĆĈĊČ")]
    [InlineData("d", "ðďđÐĎĐ")]
    [InlineData("e", "èéêëēĕėęěÈÉÊËĒĔĖĘĚ")]
    [InlineData("g", "ĝğġģĜĞĠĢ")]
    [InlineData("h", "ĥħĤĦ")]
    [InlineData("i", "ìíîïĩīĭįıǐÌÍÎÏĨĪĬĮǏ")]
    [InlineData("j", "ĵĴ")]
    [InlineData("k", "ķĶ")]
    [InlineData("l", "ĺļľŀłĹĻĽĿŁ")]
    [InlineData("n", "ñńņňŉÑŃŅŇ")]
    [InlineData("o", "òóôõöøōŏőǒÒÓÔÕÖØŌŎŐǑ")]
    [InlineData("oe", "œŒ")]
    [InlineData("r", "ŕŗřŔŖŘ")]
    [InlineData("s", "śŝşšșŚŜŞŠȘ")]
    [InlineData("ss", "ß")]
    [InlineData("t", "ţťŧțŢŤŦȚ")]
    [InlineData("th", "þÞ")]
    [InlineData("u", "ùúûüũūŭůűųǔÙÚÛÜŨŪŬŮŰŲǓ")]
    [InlineData("w", "ŵŴ")]
    [InlineData("y", "ýÿŷÝŸŶ")]
    [InlineData("z", "źżžŹŻŽ")]
    [InlineData("ff", "ﬀ")]
    [InlineData("fi", "ﬁ")]
    [InlineData("fl", "ﬂ")]
    public void A_letter_with_an_accent_is_the_letter(string plain, string accented) =>
        Assert.All(accented, c => Assert.Equal(plain, CaseFolding.Fold($"{c}")));

    [Theory]
    [InlineData("e\u0301t\u00e9", "ete")]
    [InlineData("\u0300", "")]
    [InlineData("\u036f", "")]
    [InlineData("\u02ff", "\u02ff")]
    [InlineData("\u0370", "\u0371")]
    [InlineData("\u007f\u0080", "\u007f\u0080")]
    [InlineData("", "")]
    [InlineData("ПРИВЕТ", "привет")]
    [InlineData("部署 A-Z_9", "部署 a-z_9")]
    public void Case_goes_and_accents_go_and_nothing_else_does(string text, string folded) => Assert.Equal(folded, CaseFolding.Fold(text));

    [Fact]
    public void Folding_twice_is_folding_once() =>
        Gen.String.Sample(text => CaseFolding.Fold(CaseFolding.Fold(text)) == CaseFolding.Fold(text));

    [Fact]
    public void Plain_text_only_loses_its_case() =>
        Gen.String[Gen.Char[' ', '~'], 0, 40].Sample(text => CaseFolding.Fold(text) == text.ToLowerInvariant());
}
