using SkillMcp.Retrieval;

namespace SkillMcp.Tests.Retrieval;

public sealed class ExplanationTests
{
    [Fact]
    public void A_word_is_named_in_the_first_field_that_holds_it() =>
        Assert.Equal(
            "name: alpha; description: bravo; tags: gamma; steps: delta; past tasks: omega; nowhere: sigma",
            Explain(
                "sigma omega delta gamma bravo alpha",
                new SearchText("alpha", "bravo alpha", "gamma alpha", "delta bravo") { Tasks = "omega delta" }));

    [Fact]
    public void Rarer_words_come_first() =>
        Assert.Equal(
            "name: bravo, alpha",
            Explain("alpha bravo", new SearchText("alpha bravo", "", "", ""), ("alpha", 9), ("bravo", 2)));

    [Fact]
    public void Function_words_are_not_named() =>
        Assert.Equal("nowhere: alpha", Explain("how much alpha", new SearchText("how", "", "", "")));

    [Fact]
    public void A_digit_is_named_with_the_letters_before_it() =>
        Assert.Equal("name: s3; nowhere: logs", Explain("S3 logs", new SearchText("upload 3 s3", "", "", "")));

    [Theory]
    [InlineData(5, "")]
    [InlineData(6, " and 1 more")]
    [InlineData(12, " and 7 more")]
    public void Five_words_of_a_field_are_named(int words, string more)
    {
        var written = Enumerable.Range(0, words).Select(n => $"{(char)('b' + n)}akol").ToList();

        var named = string.Join(", ", written.Take(5));
        Assert.Equal($"nowhere: {named}{more}", Explain(string.Join(' ', written), new SearchText("", "", "", "")));
    }

    static string Explain(string task, SearchText text, params (string, int)[] frequencies)
    {
        var query = InMemoryRanking.Query(task, 100, frequencies);
        var candidate = InMemoryRanking.Candidate("cart", "") with { Text = text };
        return Explanation.Of(new RankedCandidate(candidate, InMemoryRanking.Compare(query, text), [], 0, 0));
    }
}
