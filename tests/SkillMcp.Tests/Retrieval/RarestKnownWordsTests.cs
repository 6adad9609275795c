using CsCheck;
using SkillMcp.Retrieval;

namespace SkillMcp.Tests.Retrieval;

public sealed class RarestKnownWordsTests
{
    static readonly WordFrequencies Frequencies =
        new(100, new Dictionary<string, int> { ["deploy"] = 60, ["api"] = 30, ["cart"] = 2, ["shop"] = 2, ["rollback"] = 5 });

    [Fact]
    public void The_rarest_come_first_and_unknown_words_are_left_out() =>
        Assert.Equal(["cart", "rollback", "api", "deploy"], Choose(["deploy", "moon", "api", "rollback", "cart"]));

    [Fact]
    public void Words_of_the_same_frequency_keep_their_order()
    {
        Assert.Equal(["cart", "shop"], Choose(["cart", "shop"]));
        Assert.Equal(["shop", "cart"], Choose(["shop", "cart"]));
    }

    [Fact]
    public void A_group_is_used_up_before_the_next() =>
        Assert.Equal(["api", "deploy", "cart"], RarestKnownWords.Of(Frequencies, 10, 1_000, 1, ["deploy", "api"], ["cart"]));

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    public void There_are_at_most_so_many_words(int maxWords) =>
        Assert.Equal(maxWords, RarestKnownWords.Of(Frequencies, maxWords, 1_000, 1, ["deploy", "api", "rollback", "cart"]).Count);

    [Theory]
    [InlineData(7, new[] { "cart", "rollback" })]
    [InlineData(36, new[] { "cart", "rollback" })]
    [InlineData(37, new[] { "cart", "rollback", "api" })]
    [InlineData(97, new[] { "cart", "rollback", "api", "deploy" })]
    public void They_find_at_most_so_many_skills_together(int maxSkills, string[] chosen) =>
        Assert.Equal(chosen, RarestKnownWords.Of(Frequencies, 10, maxSkills, 1, ["deploy", "api", "rollback", "cart"]));

    [Fact]
    public void There_are_at_least_so_many_words_whatever_they_find() =>
        Assert.Equal(["api", "deploy"], RarestKnownWords.Of(Frequencies, 10, 1, 2, ["deploy", "api"]));

    [Fact]
    public void A_limit_on_skills_never_takes_a_common_word_for_a_rare_one()
    {
        var counts = Gen.Int[1, 50].Array[0, 12];
        Gen.Select(counts, Gen.Int[0, 14], Gen.Int[0, 200], Gen.Int[0, 4]).Sample((counts, maxWords, maxSkills, minWords) =>
        {
            var frequencies = counts.Index().ToDictionary(count => $"w{count.Index}", count => count.Item);
            var chosen = RarestKnownWords.Of(new WordFrequencies(100, frequencies), maxWords, maxSkills, minWords, frequencies.Keys);
            var rarest = counts.Order().Take(chosen.Count).ToList();
            Assert.Equal(rarest, chosen.Select(word => frequencies[word]));
            Assert.True(chosen.Count <= maxWords);
            Assert.True(chosen.Count >= Math.Min(minWords, Math.Min(maxWords, counts.Length)));
            Assert.True(chosen.Count <= minWords || rarest.Sum() <= maxSkills);
        });
    }

    static IReadOnlyList<string> Choose(IEnumerable<string> words) =>
        RarestKnownWords.Of(Frequencies, maxWords: 10, maxSkills: 1_000, minWords: 1, words);
}
