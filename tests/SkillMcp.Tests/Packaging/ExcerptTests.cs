namespace SkillMcp.Tests.Packaging;

public sealed class TruncateTests
{
    [Theory]
    [InlineData("abcde", 5, "abcde")]
    [InlineData("abcdef", 5, "abcd…")]
    [InlineData("ab😀c", 4, "ab…")]
    [InlineData("a😀bc", 4, "a😀…")]
    public void An_excerpt_ends_in_an_ellipsis_and_splits_no_character(string text, int longest, string expected) =>
        Assert.Equal(expected, Truncate.To(text, longest));

    [Theory]
    [InlineData("One two.", 8, "One two.")]
    [InlineData("One two. Three four", 14, "One two.")]
    [InlineData("One two. Three four", 16, "One two. Three")]
    [InlineData("One two! Three four", 14, "One two!")]
    [InlineData("One two? Three four", 14, "One two?")]
    [InlineData("One two, three four", 14, "One two,")]
    [InlineData("One 1.5 three four", 12, "One 1.5")]
    [InlineData("abcd\nefgh ij", 7, "abcd")]
    [InlineData("abcd\nefgh ij", 8, "abcd\nefg")]
    [InlineData("日本語。文文", 5, "日本語。")]
    [InlineData("abcdefgh", 5, "abcde")]
    [InlineData("abc😀def", 4, "abc")]
    [InlineData("abc😀def", 5, "abc😀")]
    public void A_text_is_cut_behind_a_sentence_or_between_two_words(string text, int longest, string expected) =>
        Assert.Equal(expected, Truncate.ToBoundary(text, longest));
}
