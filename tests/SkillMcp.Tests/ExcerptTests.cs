using CsCheck;

namespace SkillMcp.Tests;

public sealed class ExcerptTests
{
    [Fact]
    public void A_text_is_cut_where_it_is_too_long_and_never_within_a_character()
    {
        Assert.Equal("abc", Excerpt.Of("abc", 3));
        Assert.Equal("ab…", Excerpt.Of("abcd", 3));
        Assert.Equal("a…", Excerpt.Of("abcd", 2));
        Assert.Equal("", Excerpt.Of("", 2));
        Assert.Equal("a…", Excerpt.Of("a\ud83d\ude80bcd", 3));
        Assert.Equal("a\ud83d\ude80…", Excerpt.Of("a\ud83d\ude80bcd", 4));
        Assert.Equal("ab…", Excerpt.Of("ab\ud83d\ude80cd", 3));
    }

    [Fact]
    public void What_comes_back_is_the_begin_of_the_text_and_as_long_as_it_may_be() =>
        Gen.Select(Gen.String[0, 30], Gen.Int[2, 40]).Sample((text, longest) =>
        {
            var cut = Excerpt.Of(text, longest);
            return text.Length <= longest ? cut == text : cut.Length >= longest - 1 && cut.Length <= longest && cut[^1] == '…' && text.StartsWith(cut[..^1], StringComparison.Ordinal);
        });
}
