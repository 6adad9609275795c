using CsCheck;

namespace SkillMcp.Tests;

public sealed class TruncateTests
{
    [Theory]
    [InlineData("", 2, "")]
    [InlineData("abc", 3, "abc")]
    [InlineData("abcd", 3, "ab…")]
    [InlineData("abc", 2, "a…")]
    [InlineData("a🚀bc", 3, "a…")]
    [InlineData("a🚀bc", 4, "a🚀…")]
    [InlineData("a🚀", 3, "a🚀")]
    public void A_text_is_cut_to_its_length(string text, int longest, string excerpt) => Assert.Equal(excerpt, Truncate.To(text, longest));

    [Fact]
    public void An_excerpt_fits_and_is_the_beginning() =>
        Gen.Select(Gen.String[Gen.OneOf(Gen.Char['a', 'z'], Gen.Char['\ud800', '\udfff']), 0, 20], Gen.Int[2, 22]).Sample((text, longest) =>
        {
            var excerpt = Truncate.To(text, longest);
            Assert.True(excerpt.Length <= longest);
            Assert.True(excerpt == text || excerpt[^1] == '…' && text.StartsWith(excerpt[..^1], StringComparison.Ordinal));
        });
}
