using CsCheck;
using SkillMcp.Retrieval;

namespace SkillMcp.Tests.Retrieval;

public sealed class FieldMatchTests
{
    [Fact]
    public void Words_are_counted_and_gaps_are_not()
    {
        var match = Match("restart the cart", "cart  moon cart ");

        Assert.Equal(3, match.Length);
        Assert.Equal([0, 2], match.TermFrequencies);
        Assert.Equal(2.0 / 3, match.Precision, 12);
    }

    [Fact]
    public void An_empty_field_matches_nothing()
    {
        var match = Match("restart the cart", "");

        Assert.Equal((0, 0.0, 0, 0.0), (match.Length, match.Precision, match.SharedBigrams, match.TrigramOverlap));
    }

    [Theory]
    [InlineData("restart cart", 1)]
    [InlineData("cart restart", 0)]
    [InlineData("restart cart restart cart", 1)]
    [InlineData("restart moon cart", 1)]
    [InlineData("restart moon sun cart", 0)]
    [InlineData("midnight", 0)]
    [InlineData("restart | cart", 0)]
    [InlineData("moon | midnight", 0)]
    [InlineData("moon restart | restart cart", 1)]
    [InlineData("cart midnight", 1)]
    [InlineData("restart cart midnight", 2)]
    public void Neighbours_are_shared_once_across_one_word_and_not_across_tasks(string field, int shared) =>
        Assert.Equal(shared, Match("restart cart midnight", field).SharedBigrams);

    [Fact]
    public void Separators_are_not_words() => Assert.Equal(2, Match("restart", "restart | cart").Length);

    [Fact]
    public void Letters_are_compared_only_where_their_trigrams_are_collected()
    {
        var query = InMemoryRanking.Query("kubernets", 100);
        var trigrams = new TrigramBitmap();
        var (exact, fuzzy) = (FieldMatch.Of(query, "kubernet"), FieldMatch.Of(query, "kubernet moon", trigrams));

        Assert.Empty(exact.WordSimilarities);
        Assert.Equal(0, exact.TrigramOverlap);
        Assert.Equal(1, trigrams.CoverageOf("moon"));
        Assert.InRange(fuzzy.TrigramOverlap, 0.5, 2);
    }

    [Fact]
    public void The_most_similar_word_of_the_field_counts()
    {
        var query = InMemoryRanking.Query("kuberntes", 100);
        double Similarity(string field) => FieldMatch.Of(query, field, new TrigramBitmap()).WordSimilarities[0];

        Assert.Equal(Math.Max(Similarity("kubernetes"), Similarity("kube")), Similarity("kube kubernetes moon"));
        Assert.True(Similarity("kubernetes") > Similarity("kube"));
    }

    [Fact]
    public void The_precision_is_a_share_whatever_the_field_holds() =>
        Gen.Select(Gen.String, Gen.OneOf("cart", "api", "|", "", "shop").Array[0, 20]).Sample((task, words) =>
            Match(task + " cart api", string.Join(' ', words)).Precision is >= 0 and <= 1);

    static FieldMatch Match(string task, string field) => FieldMatch.Of(InMemoryRanking.Query(task, 100), field);
}
