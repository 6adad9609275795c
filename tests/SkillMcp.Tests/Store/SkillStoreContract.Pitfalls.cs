namespace SkillMcp.Tests.Store;

public abstract partial class SkillStoreContract
{
    static readonly Pitfall DiskFull = new() { Text = "The disk must not be full", Step = 2 };

    [Fact]
    public async Task A_success_goes_past_the_pitfalls_of_the_steps_that_were_followed()
    {
        var skill = await AddedAsync(Sample.Skill(Sample.Procedure("one", "a", "b"), Mine));
        await Store.RecordAsync(Mine, Execution(skill, Outcome.Failure) with { Pitfall = DiskFull }, default);
        await Store.RecordAsync(
            Mine, Execution(skill, Outcome.Failure) with { Pitfall = new Pitfall { Text = "Use it on Fridays only" } }, default);
        await Store.RecordAsync(
            Mine, Execution(skill, Outcome.Success) with { Pitfall = new Pitfall { Text = "Mind the gap", IsTip = true } }, default);

        await Store.ChangeAsync(Mine, skill with { Version = 2 }, Version(2, Sample.Procedure("one", "c", "d")), default);
        await Store.RecordAsync(Mine, Execution(await FoundAsync(skill), Outcome.Success), default);
        await Store.RecordAsync(Mine, Execution(await FoundAsync(skill), Outcome.Partial), default);
        var known = await Store.PitfallsAsync(Mine, skill.Id, 1, default);

        Assert.Equal(
            [("Mind the gap", 0), ("The disk must not be full", 1), ("Use it on Fridays only", 2)],
            known.Select(pitfall => (pitfall.Text, pitfall.Passed)).Order());
        Assert.DoesNotContain(await Store.PitfallsAsync(Mine, skill.Id, 2, default), pitfall => pitfall.Text == DiskFull.Text);
        Assert.Empty(await Store.PitfallsAsync(Theirs, skill.Id, 1, default));
    }

    [Fact]
    public async Task A_withheld_pitfall_is_kept_with_its_report_and_told_to_nobody()
    {
        var skill = await AddedAsync(Sample.Skill(Sample.Procedure("one", "a", "b"), Mine));
        var other = await AddedAsync(Sample.Skill(Sample.Procedure("two", "a", "b"), Mine));
        var withheld = new WithheldPitfall(DiskFull, "screened: mining in notes");
        await Store.RecordAsync(Mine, Execution(skill, Outcome.Failure) with { Withheld = withheld }, default);
        await Store.RecordAsync(Mine, Execution(other, Outcome.Failure) with { Pitfall = DiskFull }, default);

        Assert.Equal(withheld, Assert.Single(await Store.ExecutionsAsync(Mine, skill.Id, 10, default)).Withheld);
        var waiting = Assert.Single(await Store.WithheldAsync(Mine, 10, default));
        Assert.Equal((skill.Id, withheld), (waiting.Skill, waiting.Withheld));
        Assert.Empty((await FoundAsync(skill)).Pitfalls);
        Assert.Empty(await Store.PitfallsAsync(Mine, skill.Id, 1, default));
        Assert.Empty(await Store.WithheldAsync(Theirs, 10, default));

        await Store.PurgeAsync(Mine, await FoundAsync(skill), default);
        Assert.Empty(await Store.WithheldAsync(Mine, 10, default));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_withheld_pitfall_that_is_admitted_is_a_pitfall_and_one_that_is_dropped_is_none(bool isAdmitted)
    {
        var skill = await AddedAsync(Sample.Skill(Sample.Procedure("one", "a", "b"), Mine));
        var withheld = new WithheldPitfall(DiskFull, "screened: mining in notes");
        await Store.RecordAsync(Mine, Execution(skill, Outcome.Failure) with { Withheld = withheld }, default);
        var (before, report) = (await FoundAsync(skill), Assert.Single(await Store.WithheldAsync(Mine, 10, default)));

        await Store.ApplyAsync(Mine, ReportChanges.Settle(before, report, isAdmitted), new Actor(Author.Person), default);

        var after = await FoundAsync(skill);
        Assert.Equal(isAdmitted ? [DiskFull.Text] : [], after.Pitfalls.Select(pitfall => pitfall.Text));
        Assert.Equal(before.Record, after.Record);
        Assert.Empty(await Store.WithheldAsync(Mine, 10, default));
    }

    [Fact]
    public async Task A_pitfall_that_is_gone_is_known_and_not_shown_and_starts_again_when_it_is_seen()
    {
        var skill = await AddedAsync(Sample.Skill(Sample.Procedure("one", "a", "b"), Mine));
        await Store.RecordAsync(Mine, Execution(skill, Outcome.Failure) with { Pitfall = DiskFull }, default);
        for (var success = 0; success < Pitfall.MaxPassed + 5; success++)
        {
            await Store.RecordAsync(Mine, Execution(skill, Outcome.Success), default);
        }

        Assert.Empty((await FoundAsync(skill)).Pitfalls);
        Assert.Empty(Assert.Single(await Store.WaysAsync(Mine, skill.Id, default)).Text.Pitfalls);
        Assert.True(Assert.Single(await Store.PitfallsAsync(Mine, skill.Id, 1, default)).IsGone);

        await Store.RecordAsync(
            Mine, Execution(skill, Outcome.Failure) with { Pitfall = DiskFull, At = Sample.Noon.AddDays(1) }, default);
        Assert.Equal([DiskFull with { Seen = 2, SeenAt = Sample.Noon.AddDays(1) }], (await FoundAsync(skill)).Pitfalls);
    }

    [Fact]
    public async Task A_report_that_is_taken_back_leaves_a_pitfall_as_the_one_before_it_did()
    {
        var skill = await AddedAsync(Sample.Skill(Sample.Procedure("one", "a", "b"), Mine));
        var retrieval = Guid.CreateVersion7();
        await Store.RecordAsync(Mine, Execution(skill, Outcome.Failure) with { Pitfall = DiskFull }, default);
        await Store.RecordAsync(Mine, Execution(skill, Outcome.Success), default);
        await Store.RecordAsync(
            Mine,
            Execution(skill, Outcome.Failure, retrieval: retrieval) with { Pitfall = DiskFull, At = Sample.Noon.AddDays(1) },
            default);
        Assert.Equal((2, 0), Counts(await FoundAsync(skill)));

        await Store.RecordAsync(Mine, Execution(skill, Outcome.Partial, retrieval: retrieval), default);

        var left = await FoundAsync(skill);
        Assert.Equal((1, 1), Counts(left));
        Assert.Equal(Sample.Noon, left.Pitfalls[0].SeenAt);

        static (int Seen, int Passed) Counts(Skill found) => (Assert.Single(found.Pitfalls).Seen, found.Pitfalls[0].Passed);
    }

    [Fact]
    public async Task Of_many_pitfalls_the_least_worth_telling_are_forgotten()
    {
        var skill = await AddedAsync(Sample.Skill(Sample.Procedure("one", "a", "b"), Mine));
        await Store.RecordAsync(Mine, Execution(skill, Outcome.Failure) with { Pitfall = DiskFull with { Seen = 2 } }, default);
        for (var other = 0; other < 220; other++)
        {
            await Store.RecordAsync(
                Mine, Execution(skill, Outcome.Failure) with { Pitfall = new Pitfall { Text = $"trap{other}" } }, default);
        }

        var known = await Store.PitfallsAsync(Mine, skill.Id, 1, default);
        Assert.Equal(200, known.Count);
        Assert.Contains(known, pitfall => pitfall.Text == DiskFull.Text);
        Assert.Contains(known, pitfall => pitfall.Text == "trap219");
        Assert.Equal(222, (await FoundAsync(skill)).Record.Total + 1);
    }
}
