using CsCheck;

namespace SkillMcp.Tests;

public sealed class RegressionTests
{
    [Theory]
    [InlineData(20, 0, 0, 5, 1)]
    [InlineData(20, 0, 4, 6, 1)]
    [InlineData(20, 0, 0, 4, null)]
    [InlineData(1, 0, 0, 9, null)]
    [InlineData(10, 10, 0, 5, null)]
    [InlineData(20, 0, 6, 1, null)]
    public void A_version_that_does_worse_by_more_than_chance_gives_way(int successesBefore, int failuresBefore, int successes, int failures, int? to) =>
        Assert.Equal(to, BetterBefore(Version(1, successesBefore, failuresBefore), Version(2, successes, failures))?.Number);

    [Fact]
    public void What_did_worse_itself_is_not_gone_back_to() =>
        Assert.Equal(1, BetterBefore(Version(1, 20, 0), Version(2, 0, 8), Version(3, 0, 6))?.Number);

    [Fact]
    public void An_alternative_was_never_the_skill_and_is_not_gone_back_to() =>
        Assert.Null(BetterBefore(Version(1, 20, 0) with { IsAlternative = true }, Version(2, 0, 8)));

    [Fact]
    public void What_is_pinned_is_never_touched()
    {
        SkillVersion[] versions = [Version(1, 20, 0), Version(2, 0, 8)];

        Assert.Empty(Regression.BetterBefore(Sample.Skill(versions[1].Procedure) with { Version = 2, Pinned = true }, Executed(versions[1]), versions));
    }

    [Fact]
    public void A_bare_claim_undoes_nothing()
    {
        SkillVersion[] versions = [Version(1, 20, 0), Version(2, 0, 8)];

        Assert.Empty(Regression.BetterBefore(Sample.Skill(versions[1].Procedure) with { Version = 2 }, Executed(versions[1], Grade.SelfReported), versions));
    }

    [Fact]
    public void What_a_version_did_before_it_was_put_in_place_judges_it_no_more()
    {
        var (skill, execution) = (Sample.Skill(Sample.Procedure("tidy")) with { Version = 2, UpdatedAt = Sample.Noon }, Executed(Version(2, 0, 1), Outcome.Failure, Grade.Evidenced));

        Assert.Equal([execution], Regression.Since(skill, [execution, execution with { At = Sample.Noon.AddMinutes(-1) }, execution with { Version = 1 }]));
    }

    [Fact]
    public void A_version_is_not_gone_back_to_while_it_is_the_one_of_today()
    {
        // It did well once, and was put back; what it does since is what judges it.
        SkillVersion[] versions = [Version(1, 0, 8), Version(2, 20, 0), Version(3, 20, 0)];

        Assert.Empty(Regression.BetterBefore(Sample.Skill(versions[1].Procedure) with { Version = 2 }, Executed(Version(2, 0, 8)), versions));
    }

    [Fact]
    public void Of_several_that_did_better_the_last_comes_first() =>
        Assert.Equal([2, 1], Regression.BetterBefore(Sample.Skill(Sample.Procedure("tidy")) with { Version = 3 }, Executed(Version(3, 0, 8)), [Version(1, 20, 0), Version(2, 20, 0), Version(3, 0, 8)]).Select(version => version.Number));

    [Fact]
    public void A_skill_that_is_out_of_use_is_never_touched()
    {
        SkillVersion[] versions = [Version(1, 20, 0), Version(2, 0, 8)];

        Assert.Empty(Regression.BetterBefore(Sample.Skill(versions[1].Procedure) with { Version = 2, Lifecycle = Lifecycle.Archived("x") }, Executed(versions[1]), versions));
    }

    [Theory]
    [InlineData(Grade.Verified, 1, false)]
    [InlineData(Grade.Verified, 2, true)]
    [InlineData(Grade.Evidenced, 1, false)]
    [InlineData(Grade.Evidenced, 2, true)]
    public void Two_failures_must_be_more_than_a_claim(Grade grade, int proved, bool givesWay)
    {
        SkillVersion[] versions = [Version(1, 40, 0), Version(2, 0, 0)];
        IEnumerable<Execution> judging =
        [
            .. Enumerable.Repeat(Executed(versions[1], Outcome.Failure, grade), proved),
            .. Enumerable.Repeat(Executed(versions[1], Outcome.Failure, Grade.SelfReported), 8),
        ];

        Assert.Equal(givesWay, Regression.BetterBefore(Sample.Skill(versions[1].Procedure) with { Version = 2 }, judging, versions).Any());
    }

    [Fact]
    public void More_failures_never_save_a_version() =>
        Gen.Select(Gen.Int[0, 40], Gen.Int[0, 40], Gen.Int[0, 40], Gen.Int[0, 40]).Sample((successesBefore, failuresBefore, successes, failures) =>
        {
            var (before, now, worse) = (Version(1, successesBefore, failuresBefore), Version(2, successes, failures), Version(2, successes, failures + 1));
            Assert.True(BetterBefore(before, now) is null || BetterBefore(before, worse) is not null);
        });

    static SkillVersion? BetterBefore(params SkillVersion[] versions) =>
        Regression.BetterBefore(Sample.Skill(versions[^1].Procedure) with { Version = versions[^1].Number }, Executed(versions[^1]), versions).FirstOrDefault();

    static IEnumerable<Execution> Executed(SkillVersion version, Grade grade = Grade.Evidenced) =>
        [.. Enumerable.Repeat(Executed(version, Outcome.Success, grade), version.Record.All.Successes), .. Enumerable.Repeat(Executed(version, Outcome.Failure, grade), version.Record.All.Failures)];

    static Execution Executed(SkillVersion version, Outcome outcome, Grade grade) =>
        new() { Id = Guid.Empty, Skill = Guid.Empty, Version = version.Number, Outcome = outcome, Grade = grade, At = Sample.Noon };

    static SkillVersion Version(int number, int successes, int failures) => new()
    {
        Number = number,
        Procedure = Sample.Procedure("tidy", $"step {number}"),
        Provenance = new Provenance(Author.Agent),
        CreatedAt = Sample.Noon,
        Record = TrackRecord.Of(new Executions(successes, 0, failures), Grade.Evidenced),
    };
}
