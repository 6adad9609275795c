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
            [Broken with { Posterior = WayChoiceTests.After(posterior, successes: 0, failures) }], Failures(failures)));

        Assert.Contains(12, archived);
        Assert.DoesNotContain(8, archived);
    }

    [Fact]
    public void It_is_not_while_another_way_may_work() => Assert.False(IsDue([Broken, Untried]));

    [Fact]
    public void A_way_that_loses_a_safeguard_or_is_retired_does_not_keep_it()
    {
        Assert.True(IsDue([Broken, Untried with { Risk = "deletes" }]));
        Assert.True(IsDue([Broken, Untried with { Status = WayStatus.Retired }]));
    }

    [Fact]
    public void A_success_never_archives() => Assert.False(IsDue([Broken], [Outcome.Success, .. Failures(12)]));

    [Fact]
    public void Fewer_than_ten_executions_never_archive() => Assert.False(IsDue([Broken], Failures(8)));

    [Fact]
    public void An_outage_of_a_skill_that_always_worked_does_not_archive_it()
    {
        var proved = WayChoiceTests.Of(1, WayStatus.Current, successes: 60, failures: 4);

        Assert.False(IsDue([proved], [.. Enumerable.Repeat(Outcome.Failure, 4), .. Enumerable.Repeat(Outcome.Success, 60)]));
    }

    [Fact]
    public void A_pinned_skill_is_never_archived() => Assert.False(IsDue([Broken], isPinned: true));

    /// <summary>One success, and then only failures; newest first.</summary>
    static IReadOnlyList<Outcome> Failures(int count) => [.. Enumerable.Repeat(Outcome.Failure, count), Outcome.Success];

    static bool IsDue(IReadOnlyList<Way> ways, IReadOnlyList<Outcome>? executions = null, bool isPinned = false) =>
        WayRetirement.IsDue(ways, executions ?? Failures(12), isPinned, Options);
}
