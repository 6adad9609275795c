using SkillMcp.Safety;

namespace SkillMcp.Tests.Safety;

public sealed class LinearModelTests
{
    static readonly string Good = InjectionClassifier.Trained.Model.ToText();

    [Fact]
    public void The_weights_that_come_with_the_program_are_read_as_they_are_written() =>
        Assert.Equal(Good, Parsed($"# learned\n\n{Good}").ToText());

    [Theory]
    [InlineData("scale", "scala")]
    [InlineData("bias ", "bias x")]
    [InlineData("suspected ", "suspected 1 ")]
    [InlineData("alone", "suspected")]
    public void A_number_that_is_not_where_it_must_be_is_named(string part, string by)
    {
        var at = Good.IndexOf(part, StringComparison.Ordinal);

        Assert.Contains(
            $"must be '{part.Trim()}'",
            Assert.Throws<InvalidDataException>(() => Parsed(Good[..at] + by + Good[(at + part.Length)..])).Message);
    }

    [Fact]
    public void A_model_has_all_its_weights() =>
        Assert.Contains(
            "must have 32768",
            Assert.Throws<InvalidDataException>(() => Parsed(
                Good.Insert(Good.IndexOf('\n', Good.IndexOf("alone", StringComparison.Ordinal)), "\nAAAA"))).Message);

    static LinearModel Parsed(string text) => LinearModel.Parse(text, InjectionClassifier.Buckets);
}
