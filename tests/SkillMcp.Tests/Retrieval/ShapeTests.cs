using CsCheck;
using SkillMcp.Retrieval;

namespace SkillMcp.Tests.Retrieval;

public sealed class ShapeTests
{
    static readonly Gen<string> Word = Gen.String[Gen.Char['a', 'z'], 1, 20];

    [Fact]
    public void Likeness_is_symmetric_and_1_for_the_same_word() => Gen.Select(Word, Word).Sample((one, other) =>
    {
        var likeness = Shape.Of(one).Likeness(Shape.Of(other));
        Assert.InRange(likeness, 0, 1);
        Assert.Equal(likeness, Shape.Of(other).Likeness(Shape.Of(one)));
        Assert.Equal(1, Shape.Of(one).Likeness(Shape.Of(one)));
    });

    [Fact]
    public void Nothing_is_like_nothing()
    {
        Assert.Equal(0, Shape.Of("").Likeness(Shape.Of("")));
        Assert.Equal(0, Shape.Of("abc").Likeness(Shape.Of("")));
    }

    [Theory]
    [InlineData("kubernetes", "kubernets", 0.7)]
    [InlineData("deploy", "deploi", 0.5)]
    [InlineData("water", "fence", 0)]
    public void A_misspelt_word_is_nearly_the_word(string one, string other, double least) => Assert.InRange(Shape.Of(one).Likeness(Shape.Of(other)), least, least == 0 ? 0.2 : 1);

    [Fact]
    public void A_letter_is_told_by_its_neighbours_and_the_ends_are_neighbours_too()
    {
        Assert.Equal(Shape.Trigram("abc", 1), Shape.Trigram("xabcx", 2));
        Assert.Equal(Shape.Trigram("ab", 0), Shape.Trigram(" abc", 1));
        Assert.Equal(Shape.Trigram("ab", 1), Shape.Trigram("ab c", 1));
        Assert.NotEqual(Shape.Trigram("abc", 1), Shape.Trigram("cba", 1));
        Assert.Equal(3, new[] { Shape.Trigram("abc", 0), Shape.Trigram("abc", 1), Shape.Trigram("abc", 2) }.Distinct().Count());
    }

    [Fact]
    public void What_a_text_holds_it_has_all_letters_of() => Gen.Select(Word, Word).Sample((one, other) =>
    {
        var letters = new Letters();
        letters.Add(one);
        Assert.Equal(1, letters.ShareOf(one));
        Assert.All(Letters.Of(one), trigram => Assert.True(letters.Hold(trigram)));
        var held = Letters.Of(other).Distinct().Count(letters.Hold);
        Assert.InRange(letters.ShareOf(other), held == 0 ? 0 : 0.01, held == Letters.Of(other).Length ? 1 : 0.99);
    });

    [Fact]
    public void A_text_of_no_words_holds_no_letters() => Assert.Equal(0, new Letters().ShareOf("abc"));

    [Fact]
    public void Half_the_letters_are_half_the_share()
    {
        var letters = new Letters();
        letters.Add("teaspoon");

        // tablespoon ends as teaspoon does: poon, and the s and o before it.
        Assert.Equal(0.4, letters.ShareOf("tablespoon"), 1);
        Assert.Equal([4, 4], new[] { Letters.Of("abab").Length, Letters.Of("abab").Distinct().Count() });
        Assert.Equal(3, Letters.Of("aaaaa").Length);
    }
}
