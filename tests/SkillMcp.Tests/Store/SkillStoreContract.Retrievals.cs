namespace SkillMcp.Tests.Store;

public abstract partial class SkillStoreContract
{
    static readonly DateTimeOffset Monday = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_retrieval_ended_as_the_skill_that_it_returned_and_that_was_reported_last()
    {
        var one = await AddedAsync(Sample.Skill(Sample.Procedure("renew"), Mine));
        var two = await AddedAsync(Sample.Skill(Sample.Procedure("rotate"), Mine));
        var component = await AddedAsync(Sample.Skill(Sample.Procedure("issue"), Mine));

        await EndedAsync(Monday, (one, Outcome.Failure), (two, Outcome.Success));
        await EndedAsync(Monday, (two, Outcome.Success), (one, Outcome.Partial));
        await EndedAsync(Monday, (one, Outcome.Failure), (component, Outcome.Success));
        await EndedAsync(Monday, (one, Outcome.Success), (two, Outcome.NotUsed));
        await EndedAsync(Monday, (one, Outcome.NotUsed));
        await EndedAsync(Monday);
        await EndedAsync(Monday, (component, Outcome.Success));

        var week = Assert.Single(await Store.RetrievalWeeksAsync(Mine, 12, default));
        Assert.Equal(new RetrievalWeek(new DateOnly(2026, 1, 5), 7, new ExecutionCounts(2, 1, 1), Unused: 1), week);
        Assert.Equal((5, 0.5, "2026-W02"), (week.Reported, week.EndedWell, week.Name));

        Task EndedAsync(DateTimeOffset at, params (Skill, Outcome)[] reports) => RetrievedAsync(Mine, at, [one, two], reports);
    }

    [Fact]
    public async Task What_mended_a_failure_with_another_way_does_not_end_its_retrieval_well()
    {
        var skill = await AddedAsync(Sample.Skill(Sample.Procedure("renew"), Mine));
        var id = Guid.CreateVersion7();
        await Store.NoteAsync(Mine, [new PastRetrieval(id, "renew it", [new RetrievedSkill(skill.Id, skill.Version)], Monday)], default);
        await Store.RecordAsync(Mine, Execution(skill, Outcome.Failure, retrieval: id) with { At = Monday }, default);
        var mending = Execution(skill, Outcome.Success, retrieval: id) with { At = Monday.AddMinutes(1), Version = 2, Way = 2 };
        await Store.RecordAsync(Mine, mending, default);

        Assert.Equal(0, Assert.Single(await Store.RetrievalWeeksAsync(Mine, 12, default)).EndedWell);
    }

    [Fact]
    public async Task A_corrected_report_ends_its_retrieval_otherwise()
    {
        var skill = await AddedAsync(Sample.Skill(Sample.Procedure("renew"), Mine));
        await RetrievedAsync(Mine, Monday, [skill], (skill, Outcome.Success), (skill, Outcome.Failure));

        Assert.Equal(0, Assert.Single(await Store.RetrievalWeeksAsync(Mine, 12, default)).EndedWell);
    }

    [Fact]
    public async Task Weeks_begin_on_monday_and_come_newest_first_without_those_that_had_no_retrieval()
    {
        var skill = await AddedAsync(Sample.Skill(Sample.Procedure("renew"), Mine));
        foreach (var at in new[] { Monday, Monday.AddTicks(-1), Monday.AddDays(7).AddMilliseconds(-1), Monday.AddDays(21) })
        {
            await RetrievedAsync(Mine, at, [skill]);
        }

        Assert.Equal(
            [("2026-W05", 1), ("2026-W02", 2), ("2026-W01", 1)],
            (await Store.RetrievalWeeksAsync(Mine, 12, default)).Select(week => (week.Name, week.Retrievals)));
        Assert.Equal(["2026-W05"], (await Store.RetrievalWeeksAsync(Mine, 1, default)).Select(week => week.Name));
        Assert.All(await Store.RetrievalWeeksAsync(Mine, 12, default), week => Assert.Null(week.EndedWell));
    }

    [Fact]
    public async Task The_retrievals_of_another_project_are_not_counted()
    {
        var shared = await AddedAsync(Sample.Skill(Sample.Procedure("renew"), Project.Everybody));
        await RetrievedAsync(Theirs, Monday, [shared], (shared, Outcome.Success));

        Assert.Empty(await Store.RetrievalWeeksAsync(Mine, 12, default));
        Assert.Equal(1, Assert.Single(await Store.RetrievalWeeksAsync(Theirs, 12, default)).EndedWell);
    }

    /// <summary>A retrieval that returned some skills, and what was reported of it a minute apart.</summary>
    async Task RetrievedAsync(Project project, DateTimeOffset at, Skill[] returned, params (Skill Skill, Outcome Outcome)[] reports)
    {
        var id = Guid.CreateVersion7();
        var skills = returned.Select(skill => new RetrievedSkill(skill.Id, skill.Version));
        await Store.NoteAsync(project, [new PastRetrieval(id, "renew it", [.. skills], at)], default);
        foreach (var (minute, (skill, outcome)) in reports.Index())
        {
            var execution = Execution(skill, outcome, retrieval: id) with { At = at.AddMinutes(1 + minute) };
            await Store.RecordAsync(project, execution, default);
        }
    }
}
