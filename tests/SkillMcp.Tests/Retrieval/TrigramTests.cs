using CsCheck;
using SkillMcp.Retrieval;

namespace SkillMcp.Tests.Retrieval;

public sealed class TrigramTests
{
    static readonly Gen<string> Word = Gen.String.Where(word => word.Length > 0);

    [Fact]
    public void A_trigram_is_a_number_below_4096_and_given_once() =>
        Word.Sample(word =>
        {
            var trigrams = TrigramBitmap.TrigramsOf(word);
            Assert.All(trigrams, trigram => Assert.InRange(trigram, 0, 4095));
            Assert.Equal(trigrams.Distinct(), trigrams);
            Assert.InRange(trigrams.Length, 1, word.Length);
        });

    [Fact]
    public void The_whole_range_of_trigrams_is_used()
    {
        var words = from a in Letters() from b in Letters() from c in Letters() select $"{a}{b}{c}";
        var trigrams = words.SelectMany(TrigramBitmap.TrigramsOf).ToHashSet();

        Assert.Contains(0, trigrams);
        Assert.Contains(4095, trigrams);

        static IEnumerable<char> Letters() => Enumerable.Range('a', 26).Select(letter => (char)letter);
    }

    [Fact]
    public void A_bitmap_holds_exactly_the_trigrams_of_the_words_added() =>
        Word.Array[0, 6].Sample(words =>
        {
            var bitmap = new TrigramBitmap();
            foreach (var word in words)
            {
                bitmap.Add(word);
            }
            var expected = words.SelectMany(TrigramBitmap.TrigramsOf).ToHashSet();
            Assert.All(Enumerable.Range(0, 4096), trigram => Assert.Equal(expected.Contains(trigram), bitmap.Contains(trigram)));
            Assert.All(words, word => Assert.Equal(1, bitmap.CoverageOf(word)));
        });

    [Fact]
    public void An_empty_bitmap_covers_nothing() => Word.Sample(word => Assert.Equal(0, new TrigramBitmap().CoverageOf(word)));

    [Fact]
    public void Similar_words_are_covered_in_part()
    {
        var bitmap = new TrigramBitmap();
        bitmap.Add("tablespoon");

        Assert.Equal(0.5, bitmap.CoverageOf("teaspoon"), 12);
    }

    [Fact]
    public void The_similarity_of_two_words_is_symmetric_and_1_with_itself() =>
        Gen.Select(Gen.String, Gen.String).Sample((one, other) =>
        {
            var (first, second) = (TrigramSignature.Of(one), TrigramSignature.Of(other));
            Assert.InRange(first.Similarity(second), 0, 1);
            Assert.Equal(first.Similarity(second), second.Similarity(first));
            Assert.Equal(one.Length == 0 ? 0 : 1, first.Similarity(first));
            Assert.InRange(first.Count, 0, one.Length);
        });

    [Theory]
    [InlineData("kubernets", "kubernetes", 0.7, 1)]
    [InlineData("kubernetes", "postgres", 0, 0.4)]
    [InlineData("abc", "xyz", 0, 0)]
    public void A_misspelling_is_more_similar_than_another_word(string one, string other, double low, double high) =>
        Assert.InRange(TrigramSignature.Of(one).Similarity(TrigramSignature.Of(other)), low, high);

    [Fact]
    public void The_ends_of_a_word_count_as_letters() =>
        Assert.NotEqual(TrigramSignature.TrigramHash("ab", 0), TrigramSignature.TrigramHash("xab", 1));
}
