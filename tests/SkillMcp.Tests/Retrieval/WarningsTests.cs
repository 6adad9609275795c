using SkillMcp.Retrieval;

namespace SkillMcp.Tests.Retrieval;

public sealed class WarningsTests
{
    static readonly Skill Tried = Sample.Skill(Sample.Procedure("deploy it")) with
    {
        Record = TrackRecord.Empty with { Successes = new Tally(0, 0, 2) },
    };

    [Fact]
    public void How_often_a_skill_was_executed_is_said_beside_it_and_no_warning()
    {
        Assert.Empty(Warnings.Of(Tried, isStale: false, literals: []));
        Assert.Empty(Warnings.Of(Tried with { Record = TrackRecord.Empty }, isStale: false, literals: []));
    }

    [Fact]
    public void Disputes_and_age_are_told()
    {
        var disputed = Tried with { Lifecycle = Lifecycle.Active with { Reason = Lifecycle.Disputed } };

        Assert.Equal(
            ["disputed: unverified reports say that it fails", "stale: no success since it was written on 2026-03-14"],
            Warnings.Of(disputed, isStale: true, literals: []));
        Assert.Equal(
            ["stale: no success since 2026-03-15"],
            Warnings.Of(Tried with { LastSucceededAt = Sample.Noon.AddDays(1) }, isStale: true, literals: []));
    }
}
