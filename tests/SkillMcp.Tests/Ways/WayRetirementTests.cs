using SkillMcp.Ways;

namespace SkillMcp.Tests.Ways;

public sealed class WayRetirementTests
{
    static readonly SkillMemoryOptions Options = new();
    static readonly Way Broken = WayChoiceTests.Of(1, WayStatus.Current, successes: 1, failures: 12);
    static readonly Way Untried = WayChoiceTests.Of(2, WayStatus.Alternative, successes: 1, failures: 0);

    [Fact]
    public void A_skill_is_archived_when_its_only_way_fails() => Assert.True(IsDue([Broken]));

    // The seed's own case: one success, then failures, and nothing proved by anybody.
    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    public void One_success_and_then_only_failures_archive_it_at_the_twelfth_at_the_latest(double confidence)
    {
        var posterior = WayChoiceTests.After(WayPriors.Of(confidence), successes: 1, failures: 0);
        var archived = Enumerable.Range(1, 12).Where(failures => IsDue(
            [Broken with { Posterior = WayChoiceTests.After(posterior, successes: 0, failures) }], executions: 1 + failures));

        Assert.Contains(12, archived);
        Assert.DoesNotContain(8, archived);
    }

    [Fact]
    public void It_is_not_while_another_way_may_work() => Assert.False(IsDue([Broken, Untried]));

    [Fact]
    public void A_way_that_loses_a_safeguard_or_is_retired_does_not_keep_it()
    {
        Assert.True(IsDue([Broken, Untried with { LosesSafeguard = true }]));
        Assert.True(IsDue([Broken, Untried with { Status = WayStatus.Retired }]));
    }

    [Theory]
    [InlineData(Outcome.Success)]
    [InlineData(Outcome.NotUsed)]
    public void What_is_no_failure_never_archives(Outcome last) => Assert.False(IsDue([Broken], last: last));

    [Fact]
    public void Fewer_than_ten_executions_never_archive() => Assert.False(IsDue([Broken], executions: 9));

    [Fact]
    public void A_pinned_skill_is_never_archived() => Assert.False(IsDue([Broken], isPinned: true));

    static bool IsDue(IReadOnlyList<Way> ways, int executions = 13, Outcome last = Outcome.Failure, bool isPinned = false) =>
        WayRetirement.IsDue(ways, executions, last, isPinned, Options);
}
