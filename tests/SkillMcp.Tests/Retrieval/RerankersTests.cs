using SkillMcp.Retrieval;

namespace SkillMcp.Tests.Retrieval;

public sealed class RerankersTests
{
    static readonly string Good = Rerankers.Trained.ToText();

    [Fact]
    public void The_weights_that_come_with_the_program_are_read_as_they_are_written() =>
        Assert.Equal(Good, Rerankers.Parse(Good).ToText());

    [Fact]
    public void Comments_and_empty_lines_say_nothing() =>
        Assert.Equal(Good, Rerankers.Parse($"# learned\r\n\r\n{Good.Replace("\n", "\r\n")}\n# end").ToText());

    [Fact]
    public void A_feature_weighs_nothing_where_its_evidence_is_not_there() =>
        Assert.All(Comparison.AllKinds, kinds => Assert.All(
            RelevanceFeatures.All.Index().Where(feature => !kinds.HasFlag(feature.Item.Needs)),
            feature => Assert.Equal(0, Rerankers.Trained.For(kinds).RankingWeights[feature.Index])));

    [Theory]
    [InlineData("coverage ", "coverage x ", "is not a weight")]
    [InlineData("coverage ", "coverage 1 ", "is not a weight")]
    [InlineData("coverage ", "coverage NaN NaN NaN NaN\ncovered ", "is not a weight")]
    [InlineData("coverage ", "covers ", "[ranking] has no weight of 'coverage'")]
    [InlineData("[ranking]", "[ranking]\nmagic 1 1 1 1", "[ranking] weighs 'magic', which nothing computes")]
    [InlineData("[ranking]", "[ranking]\ncoverage 1 1 1 1", "'coverage' is given twice")]
    [InlineData("[right]", "", "given twice")]
    [InlineData("[ranking]", "[other]", "[ranking] has no weight of")]
    public void Weights_that_do_not_add_up_are_refused_with_the_reason(string part, string by, string reason)
    {
        var at = Good.IndexOf(part, StringComparison.Ordinal);
        var broken = Good[..at] + by + Good[(at + part.Length)..];

        Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => Rerankers.Parse(broken)).Message);
    }
}
