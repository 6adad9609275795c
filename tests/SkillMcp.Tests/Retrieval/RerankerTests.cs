using SkillMcp.Retrieval;

namespace SkillMcp.Tests.Retrieval;

public sealed class RerankerTests
{
    static readonly string Good = Reranker.Trained.ToText();

    [Fact]
    public void The_weights_that_come_with_the_program_are_read_as_they_are_written() =>
        Assert.Equal(Good, Reranker.Parse(Good).ToText());

    [Fact]
    public void Comments_and_empty_lines_say_nothing() =>
        Assert.Equal(Good, Reranker.Parse($"# learned\r\n\r\n{Good.Replace("\n", "\r\n")}\n# end").ToText());

    [Theory]
    [InlineData("coverage ", "coverage x", "is not a weight")]
    [InlineData("coverage ", "coverage NaN ", "is not a weight")]
    [InlineData("coverage ", "covers ", "[ranking] has no weight of 'coverage'")]
    [InlineData("[ranking]", "[ranking]\nmagic 1", "[ranking] weighs 'magic', which nothing computes")]
    [InlineData("[ranking]", "[ranking]\ncoverage 1", "'coverage' is given twice")]
    [InlineData("[calibration]", "", "given twice")]
    [InlineData("[ranking]", "[other]", "have no section [ranking]")]
    public void Weights_that_do_not_add_up_are_refused_with_the_reason(string part, string by, string reason)
    {
        var at = Good.IndexOf(part, StringComparison.Ordinal);
        var broken = Good[..at] + by + Good[(at + part.Length)..];

        Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => Reranker.Parse(broken)).Message);
    }
}
