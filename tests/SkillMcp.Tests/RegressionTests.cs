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
    public void A_version_that_does_worse_by_more_than_chance_gives_way(
        int successesBefore, int failuresBefore, int successes, int failures, int? to) =>
        Assert.Equal(to, BetterBefore(Version(1, successesBefore, failuresBefore), Version(2, successes, failures))?.Number);

    [Fact]
    public void A_version_is_compared_only_with_earlier_ones()
    {
        // The whole record of version 2 is good.
        // The executions that judge it are bad: it was put back in place and has failed since.
        SkillVersion[] versions = [Version(1, 0, 8), Version(2, 30, 8), Version(3, 30, 0)];
        var skill = Sample.Skill(versions[1].Procedure) with { Version = 2 };

        Assert.Empty(Regression.BetterBefore(skill, Executed(Version(2, 0, 8)), versions));
    }

    [Fact]
    public void The_newest_better_version_comes_first()
    {
        SkillVersion[] versions = [Version(1, 20, 0), Version(2, 20, 0), Version(3, 0, 8)];
        var skill = Sample.Skill(versions[2].Procedure) with { Version = 3 };

        Assert.Equal([2, 1], Regression.BetterBefore(skill, Executed(versions[2]), versions).Select(version => version.Number));
    }

    [Theory]
    [InlineData(0, 1, 9, false)]
    [InlineData(1, 0, 9, false)]
    [InlineData(0, 2, 8, true)]
    [InlineData(1, 1, 8, true)]
    [InlineData(2, 0, 8, true)]
    [InlineData(0, 2, 2, false)]
    [InlineData(0, 2, 3, true)]
    public void More_than_one_failure_has_evidence_and_there_are_five_executions(int verified, int evidenced, int selfReported, bool gives)
    {
        SkillVersion[] versions = [Version(1, 100, 0), Version(2, 0, 1)];
        Execution[] judging =
        [
            .. Enumerable.Repeat(Executed(versions[1], Outcome.Failure, EvidenceLevel.Verified), verified),
            .. Enumerable.Repeat(Executed(versions[1], Outcome.Failure, EvidenceLevel.Evidenced), evidenced),
            .. Enumerable.Repeat(Executed(versions[1], Outcome.Failure, EvidenceLevel.SelfReported), selfReported),
        ];
        var skill = Sample.Skill(versions[1].Procedure) with { Version = 2 };

        Assert.Equal(gives, Regression.BetterBefore(skill, judging, versions).Any());
    }

    [Fact]
    public void A_skill_that_is_not_active_is_left_alone()
    {
        SkillVersion[] versions = [Version(1, 20, 0), Version(2, 0, 8)];
        var skill = Sample.Skill(versions[1].Procedure) with { Version = 2, Lifecycle = Lifecycle.Archived(Lifecycle.Outdated) };

        Assert.Empty(Regression.BetterBefore(skill, Executed(versions[1]), versions));
    }

    [Fact]
    public void The_difference_of_the_means_is_measured_in_their_standard_errors() =>
        Gen.Select(Gen.Int[0, 30], Gen.Int[0, 30], Gen.Int[0, 30], Gen.Int[2, 30]).Sample((worked, failed, successes, failures) =>
        {
            // Evidenced outcomes count half, above Jeffreys' prior with one neutral observation of each kind.
            var (meanBefore, varianceBefore) = MomentsOf(1.5 + worked / 2.0, 1.5 + failed / 2.0);
            var (mean, variance) = MomentsOf(1.5 + successes / 2.0, 1.5 + failures / 2.0);
            var isBetter = successes + failures >= 5 && meanBefore - mean > 1.645 * Math.Sqrt(varianceBefore + variance);

            var better = BetterBefore(Version(1, worked, failed), Version(2, successes, failures));

            Assert.Equal(isBetter, better is not null);
        });

    static (double Mean, double Variance) MomentsOf(double a, double b) => (a / (a + b), a * b / ((a + b) * (a + b) * (a + b + 1)));

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

        var skill = Sample.Skill(versions[1].Procedure) with { Version = 2, Pinned = true };

        Assert.Empty(Regression.BetterBefore(skill, Executed(versions[1]), versions));
    }

    [Fact]
    public void A_bare_claim_undoes_nothing()
    {
        SkillVersion[] versions = [Version(1, 20, 0), Version(2, 0, 8)];

        var skill = Sample.Skill(versions[1].Procedure) with { Version = 2 };

        Assert.Empty(Regression.BetterBefore(skill, Executed(versions[1], EvidenceLevel.SelfReported), versions));
    }

    [Fact]
    public void What_a_version_did_before_it_was_put_in_place_does_not_judge_it()
    {
        var skill = Sample.Skill(Sample.Procedure("tidy")) with { Version = 2, UpdatedAt = Sample.Noon };
        var execution = Executed(Version(2, 0, 1), Outcome.Failure, EvidenceLevel.Evidenced);
        var (earlier, ofAnother) = (execution with { At = Sample.Noon.AddMinutes(-1) }, execution with { Version = 1 });

        Assert.Equal([execution], Regression.Since(skill, [execution, earlier, ofAnother]));
    }

    [Fact]
    public void The_current_version_is_never_the_one_to_go_back_to()
    {
        // Version 2 did well once and was put back in place.
        // Only what it has done since then judges it.
        SkillVersion[] versions = [Version(1, 0, 8), Version(2, 20, 0), Version(3, 20, 0)];

        Assert.Empty(
            Regression.BetterBefore(Sample.Skill(versions[1].Procedure) with { Version = 2 }, Executed(Version(2, 0, 8)), versions));
    }

    [Fact]
    public void Of_several_that_did_better_the_last_comes_first()
    {
        var skill = Sample.Skill(Sample.Procedure("tidy")) with { Version = 3 };
        SkillVersion[] versions = [Version(1, 20, 0), Version(2, 20, 0), Version(3, 0, 8)];

        var better = Regression.BetterBefore(skill, Executed(Version(3, 0, 8)), versions);

        Assert.Equal([2, 1], better.Select(version => version.Number));
    }

    [Fact]
    public void A_skill_that_is_out_of_use_is_never_touched()
    {
        SkillVersion[] versions = [Version(1, 20, 0), Version(2, 0, 8)];

        Assert.Empty(Regression.BetterBefore(
            Sample.Skill(versions[1].Procedure) with { Version = 2, Lifecycle = Lifecycle.Archived("x") },
            Executed(versions[1]),
            versions));
    }

    [Theory]
    [InlineData(EvidenceLevel.Verified, 1, false)]
    [InlineData(EvidenceLevel.Verified, 2, true)]
    [InlineData(EvidenceLevel.Evidenced, 1, false)]
    [InlineData(EvidenceLevel.Evidenced, 2, true)]
    public void Two_failures_must_be_more_than_a_claim(EvidenceLevel grade, int proved, bool givesWay)
    {
        SkillVersion[] versions = [Version(1, 40, 0), Version(2, 0, 0)];
        IEnumerable<Execution> judging =
        [
            .. Enumerable.Repeat(Executed(versions[1], Outcome.Failure, grade), proved),
            .. Enumerable.Repeat(Executed(versions[1], Outcome.Failure, EvidenceLevel.SelfReported), 8),
        ];

        Assert.Equal(givesWay, Regression.BetterBefore(Sample.Skill(versions[1].Procedure) with { Version = 2 }, judging, versions).Any());
    }

    [Fact]
    public void More_failures_never_save_a_version() =>
        Gen.Select(Gen.Int[0, 40], Gen.Int[0, 40], Gen.Int[0, 40], Gen.Int[0, 40]).Sample((worked, failed, successes, failures) =>
        {
            var before = Version(1, worked, failed);
            var (now, worse) = (Version(2, successes, failures), Version(2, successes, failures + 1));
            Assert.True(BetterBefore(before, now) is null || BetterBefore(before, worse) is not null);
        });

    static SkillVersion? BetterBefore(params SkillVersion[] versions) =>
        Regression.BetterBefore(
            Sample.Skill(versions[^1].Procedure) with { Version = versions[^1].Number }, Executed(versions[^1]), versions).FirstOrDefault();

    static IEnumerable<Execution> Executed(SkillVersion version, EvidenceLevel grade = EvidenceLevel.Evidenced) =>
    [
        .. Enumerable.Repeat(Executed(version, Outcome.Success, grade), version.Record.All.Successes),
        .. Enumerable.Repeat(Executed(version, Outcome.Failure, grade), version.Record.All.Failures),
    ];

    static Execution Executed(SkillVersion version, Outcome outcome, EvidenceLevel grade) =>
        new() { Id = Guid.Empty, Skill = Guid.Empty, Version = version.Number, Outcome = outcome, EvidenceLevel = grade, At = Sample.Noon };

    static SkillVersion Version(int number, int successes, int failures) => new()
    {
        Number = number,
        Procedure = Sample.Procedure("tidy", $"step {number}"),
        Provenance = new Provenance(Author.Agent),
        CreatedAt = Sample.Noon,
        Record = TrackRecord.Of(new ExecutionCounts(successes, 0, failures), EvidenceLevel.Evidenced),
    };
}
