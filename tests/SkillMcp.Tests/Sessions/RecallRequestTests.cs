using SkillMcp.Sessions;

namespace SkillMcp.Tests.Sessions;

public sealed class RecallRequestTests
{
    [Theory]
    [InlineData("merge the release branch into main")]
    [InlineData("please merge the release branch back into the main branch")]
    [InlineData("merge release/2.4 into main")]
    [InlineData("rebase the release branch onto origin/main")]
    public void What_names_both_of_its_branches_is_a_request_of_its_own(string prompt) => Assert.NotNull(RecallRequest.Of(prompt));

    [Theory]
    [InlineData("merge the branch into main")]
    [InlineData("merge my branch into main")]
    [InlineData("commit and push to origin main")]
    [InlineData("push to the release branch")]
    public void What_goes_on_with_the_work_before_it_is_none(string prompt) => Assert.Null(RecallRequest.Of(prompt));
}
