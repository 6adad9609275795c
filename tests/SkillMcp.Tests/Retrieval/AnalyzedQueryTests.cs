using CsCheck;
using SkillMcp.Retrieval;

namespace SkillMcp.Tests.Retrieval;

public sealed class AnalyzedQueryTests
{
    static readonly Gen<string> Word = Gen.Char['a', 'z'].Array[1, 8].Select(letters => new string(letters));

    static readonly Gen<string> Task = Word.Array[0, 12].Select(words => string.Join(' ', words));

    [Fact]
    public void A_word_weighs_less_the_more_skills_hold_it_and_always_something() =>
        Gen.Select(Gen.Int[0, 5_000], Gen.Int[0, 5_000], Gen.Int[0, 5_000]).Sample((skills, one, other) =>
        {
            var (rare, common) = (Math.Min(one, other), Math.Max(one, other));
            Assert.InRange(WeightAt(common, skills), double.Epsilon, WeightAt(rare, skills));
        });

    [Fact]
    public void The_weight_is_the_normalized_inverse_document_frequency() =>
        Gen.Select(Gen.Int[100, 100_000], Gen.Int[1, 100]).Sample((skills, holding) =>
        {
            var expected = Math.Log(1 + (skills - holding + 0.5) / (holding + 0.5)) / Math.Log(1 + (skills + 0.5) / 0.5);
            Assert.Equal(expected, WeightAt(holding, skills), 12);
        });

    [Fact]
    public void An_unknown_word_weighs_1_in_a_memory_of_any_size() =>
        Gen.Int[0, 100_000].Sample(skills => Assert.Equal(1, WeightAt(0, skills)));

    [Theory]
    [InlineData(3, 100, true)]
    [InlineData(99, 100, true)]
    [InlineData(101, 100, false)]
    public void A_small_memory_is_treated_as_one_of_a_hundred_skills(int skills, int others, bool isSame) =>
        Assert.Equal(isSame, WeightAt(3, skills) == WeightAt(3, others));

    [Fact]
    public void Function_words_have_no_weight_and_a_joined_word_has_one_if_a_skill_holds_it()
    {
        Assert.Equal([0, 1, 0, 1], InMemoryRanking.Query("how face book", 100).Weights);
        Assert.True(InMemoryRanking.Query("how face book", 100, ("facebook", 1)).Weights is [0, 1, > 0 and < 1, 1]);
    }

    [Fact]
    public void A_title_weight_counts_the_titles_alone()
    {
        var frequencies = new WordFrequencies(1_000, new Dictionary<string, int> { ["cart"] = 900 })
        {
            TitleDocumentFrequency = new Dictionary<string, int> { ["cart"] = 2 },
        };
        var query = new AnalyzedQuery(TaskText.Of("cart"), frequencies);

        Assert.True(query.TitleWeights[0] > query.Weights[0]);
        Assert.Equal(query.TitleWeights[0], query.TotalTitleWeight);
    }

    [Fact]
    public void The_known_share_is_that_of_the_weight() =>
        Assert.Equal(
            WeightAt(7, 100) / (WeightAt(7, 100) + 1),
            InMemoryRanking.Query("cart moon", 100, ("cart", 7)).KnownWeightShare,
            12);

    [Fact]
    public void Without_words_every_share_is_0()
    {
        var query = InMemoryRanking.Query("how is it", 100);

        Assert.Equal((0.0, 0.0, 0.0), (query.KnownWeightShare, query.ShareOfWeight(1), query.ShareOfTitleWeight(1)));
    }

    [Theory]
    [InlineData("how alpha bravo gamma delta omega", new[] { "alpha", "bravo", "gamma", "delta", "omega", "how" })]
    [InlineData("how alpha bravo gamma delta omega sigma", new[] { "alpha", "bravo", "gamma", "delta", "omega", "sigma" })]
    public void Function_words_are_searched_for_among_few_content_words(string task, string[] searched)
    {
        var frequencies = task.Split(' ').Select(word => (word, word == "how" ? 1 : 2)).ToArray();

        Assert.Equal(searched, InMemoryRanking.Query(task, 100, frequencies).SearchWords(16));
    }

    [Theory]
    [InlineData(1_498, 3)]
    [InlineData(1_499, 2)]
    public void The_words_searched_for_find_at_most_1500_skills(int common, int expected) =>
        Assert.Equal(expected, InMemoryRanking
            .Query("alpha bravo gamma", 10_000, ("alpha", 1), ("bravo", 1), ("gamma", common))
            .SearchWords(16).Count);

    [Fact]
    public void Two_words_are_searched_for_however_common() =>
        Assert.Equal(["alpha", "bravo"], InMemoryRanking
            .Query("alpha bravo gamma", 10_000, ("alpha", 2_000), ("bravo", 3_000), ("gamma", 4_000))
            .SearchWords(16));

    [Theory]
    [InlineData(0, 3)]
    [InlineData(10_000, 3)]
    [InlineData(20_000, 2)]
    [InlineData(50_000, 1)]
    [InlineData(1_000_000, 1)]
    public void The_larger_the_memory_the_fewer_words_are_searched_for_by_trigrams(int skills, int words) =>
        Assert.Equal(words, InMemoryRanking.Query("alpha bravo gamma", skills).TrigramSearchWords(3).Count);

    [Fact]
    public void The_rarest_words_are_searched_for_by_trigrams() =>
        Assert.Equal(["gamma", "bravo"], InMemoryRanking
            .Query("alpha bravo gamma", 100, ("alpha", 9), ("bravo", 2))
            .TrigramSearchWords(2));

    [Fact]
    public void Sixteen_unknown_words_are_compared_with_similar_ones()
    {
        var words = Enumerable.Range(0, 20).Select(n => $"{(char)('b' + n)}ak{(char)('b' + n)}ol").ToList();

        Assert.Equal(16, InMemoryRanking.Query(string.Join(" how ", words), 100).UnknownWords.Length);
    }

    [Fact]
    public void Every_stem_has_its_index_and_no_other_word_has_one() =>
        Gen.Select(Task, Word).Sample((task, other) =>
        {
            var query = InMemoryRanking.Query(task, 100);
            var stems = query.Task.Words.Select(word => word.Stem).ToList();
            Assert.All(stems, (stem, index) => Assert.Equal(index, query.IndexOf(stem)));
            Assert.Equal(stems.IndexOf(other), query.IndexOf(other));
        });

    static double WeightAt(int holding, int skills) =>
        (holding == 0 ? InMemoryRanking.Query("cart", skills) : InMemoryRanking.Query("cart", skills, ("cart", holding))).Weights[0];
}
