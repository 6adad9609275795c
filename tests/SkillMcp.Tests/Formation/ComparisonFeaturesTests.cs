using SkillMcp.Formation;

namespace SkillMcp.Tests.Formation;

public sealed class ComparisonFeaturesTests
{
    [Theory]
    [InlineData("git status", true)]
    [InlineData("polish | shine", true)]
    [InlineData("polish && shine", true)]
    [InlineData("polish > lamp", true)]
    [InlineData("polish --hard", true)]
    [InlineData("polish $LAMP", true)]
    [InlineData("polish lamps/brass", true)]
    [InlineData("polish lamps", false)]
    [InlineData("make the bed", false)]
    [InlineData("kubectl get pods", true)]
    [InlineData("Copy drafts/may.md to the folder of the month", false)]
    [InlineData("Copy drafts/may.md --all to the folder", true)]
    [InlineData("Rscript clean.R data/may.csv", true)]
    [InlineData("polish git", false)]
    public void A_command_has_the_syntax_of_one_or_calls_a_known_program_and_is_no_sentence(string step, bool isCommand) =>
        Assert.Equal(isCommand, ComparisonFeatures.IsCommand(Step.Parse(step)));
}
