using SkillMcp.Ways;

namespace SkillMcp.Tests.Ways;

public sealed class WayPromotionTests
{
    static readonly Way Broken = WayChoiceTests.Of(1, WayStatus.Current, successes: 2, failures: 10);
    static readonly Way Proved = WayChoiceTests.Of(2, WayStatus.Alternative, successes: 9, failures: 1);

    [Fact]
    public void A_better_way_becomes_current() => Assert.Same(Proved, WayPromotion.Of([Broken, Proved], isPinned: false));

    [Fact]
    public void A_way_that_may_be_better_does_not()
    {
        var good = WayChoiceTests.Of(1, WayStatus.Current, successes: 8, failures: 2);

        Assert.Null(WayPromotion.Of([good, Proved], isPinned: false));
    }

    [Fact]
    public void A_pinned_skill_keeps_its_way() => Assert.Null(WayPromotion.Of([Broken, Proved], isPinned: true));

    [Fact]
    public void Where_there_is_one_way_nothing_changes() => Assert.Null(WayPromotion.Of([Broken], isPinned: false));

    [Fact]
    public void A_way_that_loses_a_safeguard_does_not_become_current_by_outcomes() =>
        Assert.Null(WayPromotion.Of([Broken, Proved with { Risk = "deletes" }], isPinned: false));
}
