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
