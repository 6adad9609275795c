using SkillMcp.Ways;

namespace SkillMcp.Tests.Store;

public abstract partial class SkillStoreContract
{
    [Fact]
    public async Task A_skill_that_was_added_has_one_way_which_is_believed_by_the_record_that_it_came_with()
    {
        var record = TrackRecord.Of(new ExecutionCounts(8, 2, 1), EvidenceLevel.Verified);
        var skill = await AddedAsync(Sample.Skill(Sample.Procedure("renew"), Mine) with { Record = record, Confidence = 0.5 });

        var way = Assert.Single(await Store.WaysAsync(Mine, skill.Id, default));

        Assert.Equal((1, WayStatus.Current, record), (way.Number, way.Way.Status, way.Record));
        Assert.Equal(ChangePointPosterior.Of(new BetaPrior(10.5, 3.5)), way.Way.Posterior);
        Assert.Equal(way.Belief, skill.Belief, 12);
    }

    [Fact]
    public async Task What_is_believed_of_a_way_follows_from_its_executions_in_their_order()
    {
        var skill = await AddedAsync(Sample.Skill(Sample.Procedure("renew"), Mine));
        Outcome[] outcomes = [Outcome.Success, Outcome.Success, Outcome.NotUsed, Outcome.Partial, Outcome.Failure, Outcome.Failure];
        foreach (var outcome in outcomes)
        {
            await Store.RecordAsync(Mine, Execution(skill, outcome, EvidenceLevel.Verified), default);
        }

        var way = Assert.Single(await Store.WaysAsync(Mine, skill.Id, default));

        var reports = outcomes.Select(outcome => new ReportedOutcome(outcome, EvidenceLevel.Verified, IsBound: false, Weight: 1));
        Assert.Equal(WayHistory.Replay(WayPriors.Of(1), reports), way.Way.Posterior);
        Assert.Equal(new ExecutionCounts(2, 1, 2), way.Record.All);
    }

    [Fact]
    public async Task A_corrected_report_is_believed_as_if_it_had_come_like_that()
    {
        var retrieval = Guid.CreateVersion7();
        var (corrected, straight) = (
            await AddedAsync(Sample.Skill(Sample.Procedure("one"), Mine)), await AddedAsync(Sample.Skill(Sample.Procedure("two"), Mine)));
        await Store.RecordAsync(Mine, Execution(corrected, Outcome.Failure, EvidenceLevel.Verified, retrieval), default);
        await Store.RecordAsync(Mine, Execution(corrected, Outcome.Success, EvidenceLevel.Verified), default);
        await Store.RecordAsync(Mine, Execution(corrected, Outcome.Success, EvidenceLevel.Verified, retrieval), default);
        await Store.RecordAsync(Mine, Execution(straight, Outcome.Success, EvidenceLevel.Verified), default);
        await Store.RecordAsync(Mine, Execution(straight, Outcome.Success, EvidenceLevel.Verified), default);

        var (one, two) = (await Store.WaysAsync(Mine, corrected.Id, default), await Store.WaysAsync(Mine, straight.Id, default));

        Assert.Equal((two[0].Way.Posterior, two[0].Record), (one[0].Way.Posterior, one[0].Record));
    }

    [Fact]
    public async Task Another_text_is_another_way_with_a_record_of_its_own()
    {
        var skill = await AddedAsync(Sample.Skill(Sample.Procedure("renew"), Mine) with { Confidence = 0.5 });
        await Store.RecordAsync(Mine, Execution(skill, Outcome.Failure, EvidenceLevel.Verified), default);
        var refined = Sample.Procedure("renew", "do it otherwise");
        var second = Version(2, refined) with { IsAfterFailure = true };
        await Store.ChangeAsync(Mine, SkillChanges.WithVersion(await FoundAsync(skill), second, Sample.Noon), second, default);
        await Store.RecordAsync(Mine, Execution(await FoundAsync(skill), Outcome.Success, EvidenceLevel.Verified), default);

        var ways = await Store.WaysAsync(Mine, skill.Id, default);

        Assert.Equal([(1, WayStatus.Earlier), (2, WayStatus.Current)], ways.Select(way => (way.Number, way.Way.Status)));
        Assert.Equal([new ExecutionCounts(0, 0, 1), new ExecutionCounts(1, 0, 0)], ways.Select(way => way.Record.All));
        Assert.Equal(
            WayHistory.Replay(WayPriors.AfterFailure, [new ReportedOutcome(Outcome.Success, EvidenceLevel.Verified, IsBound: false, 1)]),
            ways[1].Way.Posterior);
        Assert.Equal((Sample.Noon, "version 2 replaces version 1"), (ways[1].DecidedAt, ways[1].Decision));
        Assert.Equal(ways[1].Belief, (await FoundAsync(skill)).Belief, 12);
    }

    [Fact]
    public async Task The_same_way_in_other_words_goes_on_with_its_record()
    {
        var skill = await AddedAsync(Sample.Skill(Sample.Procedure("renew"), Mine));
        await Store.RecordAsync(Mine, Execution(skill, Outcome.Success, EvidenceLevel.Verified), default);
        var second = Version(2, skill.Procedure with { Description = "Renew it once a year" }) with { Way = 1 };
        await Store.ChangeAsync(Mine, SkillChanges.WithVersion(await FoundAsync(skill), second, Sample.Noon), second, default);
        await Store.RecordAsync(Mine, Execution(await FoundAsync(skill), Outcome.Success, EvidenceLevel.Verified), default);

        var way = Assert.Single(await Store.WaysAsync(Mine, skill.Id, default));

        Assert.Equal((1, 2, 2, WayStatus.Current), (way.Number, way.Way.Version, way.Record.Total, way.Way.Status));
        Assert.Equal(1, (await FoundAsync(skill)).Way);
    }

    [Fact]
    public async Task Which_way_a_person_decides_for_retires_the_others_until_one_of_them_is_decided_for()
    {
        var skill = await AddedAsync(Sample.Skill(Sample.Procedure("renew"), Mine));
        var alternative = Version(2, Sample.Procedure("renew", "do it otherwise")) with { IsAlternative = true };
        await Store.ChangeAsync(Mine, skill, alternative, default);
        var third = Version(3, Sample.Procedure("renew", "do it by hand"));
        await DecideAsync(third, third);
        Assert.Equal([WayStatus.Retired, WayStatus.Retired, WayStatus.Current], await StatusesAsync());

        await DecideAsync(alternative, added: null);
        Assert.Equal([WayStatus.Retired, WayStatus.Current, WayStatus.Retired], await StatusesAsync());
        Assert.Equal([true, false, true], (await Store.VersionsAsync(Mine, skill.Id, default)).Select(version => version.IsRetired));

        async Task DecideAsync(SkillVersion version, SkillVersion? added)
        {
            var read = await FoundAsync(skill);
            var change = SkillChanges.Change(read, SkillChanges.WithVersion(read, version, Sample.Noon), added, isPersons: true);
            var approved = change with { Skills = [change.Skills[0] with { Origin = TextOrigin.Approved }] };
            Assert.Equal(ApplyResult.Applied, await Store.ApplyAsync(Mine, approved, new Actor(Author.Person), default));
        }

        async Task<IEnumerable<WayStatus>> StatusesAsync() =>
            (await Store.WaysAsync(Mine, skill.Id, default)).Select(way => way.Way.Status);
    }

    [Fact]
    public async Task One_retrieval_counts_once_for_each_way()
    {
        var skill = await AddedAsync(Sample.Skill(Sample.Procedure("renew"), Mine));
        var second = Version(2, Sample.Procedure("renew", "do it otherwise")) with { IsAlternative = true };
        await Store.ChangeAsync(Mine, skill, second, default);
        var retrieval = Guid.CreateVersion7();
        var failed = Execution(skill, Outcome.Failure, retrieval: retrieval);
        var mended = Execution(skill, Outcome.Success, retrieval: retrieval) with { Version = 2 };

        Assert.Equal(Counted.New, await Store.RecordAsync(Mine, failed, default));
        Assert.Equal(Counted.New, await Store.RecordAsync(Mine, mended, default));
        Assert.Equal(Counted.Unchanged, await Store.RecordAsync(Mine, mended with { Id = Guid.CreateVersion7() }, default));
        Assert.Equal(
            [new ExecutionCounts(0, 0, 1), new ExecutionCounts(1, 0, 0)],
            (await Store.WaysAsync(Mine, skill.Id, default)).Select(way => way.Record.All));
    }

    [Fact]
    public async Task There_are_no_ways_of_a_skill_that_is_not_there_or_is_another_projects()
    {
        var skill = await AddedAsync(Sample.Skill(Sample.Procedure("renew"), Mine));

        Assert.Empty(await Store.WaysAsync(Mine, Guid.CreateVersion7(), default));
        Assert.Empty(await Store.WaysAsync(Project.Parse("other"), skill.Id, default));
    }
}
