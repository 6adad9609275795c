using SkillMcp.Retrieval;

namespace SkillMcp.Tests.Retrieval;

public sealed class WarningsTests
{
    static readonly Skill Tried = Sample.Skill(Sample.Procedure("deploy it")) with
    {
        Record = TrackRecord.Empty with { Successes = new Tally(0, 0, 2) },
    };

    [Fact]
    public void A_skill_that_was_tried_has_no_warnings() => Assert.Empty(Warnings.Of(Tried, isStale: false, literals: []));

    [Fact]
    public void A_skill_is_provisional_until_it_was_executed() =>
        Assert.Equal(["provisional: never executed"], Warnings.Of(Tried with { Record = TrackRecord.Empty }, isStale: false, literals: []));

    [Theory]
    [InlineData(Source.Learned, 1, true)]
    [InlineData(Source.Learned, 2, false)]
    [InlineData(Source.Manual, 1, false)]
    public void A_learned_skill_is_provisional_until_a_second_run(Source source, int runs, bool isProvisional)
    {
        var skill = Tried with { Source = source, Record = TrackRecord.Empty with { Successes = new Tally(runs, 0, 0) } };

        string[] warnings = isProvisional ? ["provisional: learned from one run"] : [];
        Assert.Equal(warnings, Warnings.Of(skill, isStale: false, literals: []));
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
