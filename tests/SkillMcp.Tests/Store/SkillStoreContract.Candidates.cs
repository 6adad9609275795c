namespace SkillMcp.Tests.Store;

public abstract partial class SkillStoreContract
{
    const string Skeleton = "git git";

    [Fact]
    public async Task A_remembered_run_comes_back_as_it_was_told()
    {
        var candidate = Candidate(Sample.Noon) with
        {
            Run = new Trajectory
            {
                Task = "Cut release 1.4.0 \"now\", naïve \U0001F680",
                Steps = Sample.Steps("git tag -a v1.4.0 -m \"it's 1.4.0\"", "git push\n  origin main"),
                Success = true,
                Name = "release",
                Description = "Releases",
                Category = "release",
                Tags = ["git"],
                Preconditions = ["clean"],
                Postconditions = ["pushed"],
                Parameters = [new Parameter { Name = "version", Example = "1.4.0", Default = "", Pattern = "[0-9.]+" }],
                Notes = "line one\nline two",
                Evidence = new Evidence { Kind = EvidenceKind.ExitCode, Observed = "0", Check = "git ls-remote" },
            },
            Retrieval = Guid.CreateVersion7(),
        };
        Assert.Equal(ApplyResult.Applied, await RememberAsync(candidate));

        var read = Assert.Single(await CandidatesAsync());
        Assert.Equal(candidate.ContentHash(), read.ContentHash());
        Assert.Equal(candidate.Run.Steps, read.Run.Steps);
        Assert.Equal(candidate.Run.Parameters, read.Run.Parameters);
        Assert.Equal(candidate.Run.Evidence, read.Run.Evidence);
        Assert.Equal((candidate.Id, candidate.At, candidate.Retrieval), (read.Id, read.At, read.Retrieval));
        Assert.Equal(candidate.Actor, read.Actor);
    }

    [Fact]
    public async Task What_was_told_with_an_id_is_known_by_it_in_its_own_project()
    {
        var (told, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await RememberAsync(Candidate(Sample.Noon) with { Retrieval = told });

        Assert.True(await Store.IsToldAsync(Mine, told, default));
        Assert.False(await Store.IsToldAsync(Mine, other, default));
        Assert.False(await Store.IsToldAsync(Project.Parse("elsewhere"), told, default));
    }

    [Fact]
    public async Task Remembered_runs_are_read_by_kind_from_a_time_on_in_the_order_in_which_they_were_stored()
    {
        var (old, middle, young) = (
            Candidate(Sample.Noon), Candidate(Sample.Noon.AddDays(1)), Candidate(Sample.Noon.AddDays(2)));
        await RememberAsync(young);
        await RememberAsync(old);
        await RememberAsync(middle);
        await RememberAsync(Candidate(Sample.Noon) with { Skeleton = "tar tar" });

        Assert.Equal([young.Id, old.Id, middle.Id], (await CandidatesAsync()).Select(candidate => candidate.Id));
        Assert.Equal([old.Id, middle.Id], (await CandidatesAsync(limit: 2)).Select(candidate => candidate.Id));
        Assert.Equal([young.Id, middle.Id], (await CandidatesAsync(middle.At)).Select(candidate => candidate.Id));
        Assert.Equal((4, 2), (
            await Store.CountCandidatesAsync(Mine, Sample.Noon, default), await Store.CountCandidatesAsync(Mine, middle.At, default)));
    }

    [Fact]
    public async Task Remembered_runs_are_in_no_list_search_or_count_of_skills_and_no_other_project_sees_them()
    {
        await RememberAsync(Candidate(Sample.Noon));

        Assert.Empty(await ListedAsync(Mine));
        Assert.Empty(await FoundByAsync(Mine, "release the shop"));
        Assert.Equal(0, (await Store.NamesAsync(Mine, "", 10, default)).Total);
        Assert.Equal(0, (await Store.StatsAsync(Mine, default)).TotalSkills);
        Assert.Equal(0, await Store.CountCandidatesAsync(Theirs, Sample.Noon, default));
        Assert.Empty(await Store.CandidatesAsync(Project.Everybody, Skeleton, Sample.Noon, 10, default));
    }

    [Fact]
    public async Task Remembered_runs_that_are_too_old_or_too_many_are_deleted_with_the_next_one()
    {
        var (old, young) = (Candidate(Sample.Noon), Candidate(Sample.Noon.AddDays(1)));
        await RememberAsync(old);
        await Store.ApplyAsync(Theirs, CandidateChanges.Remember(Theirs, Candidate(Sample.Noon)), Agent, default);
        await RememberAsync(young, change => change with { ForgetBefore = young.At });
        Assert.Equal([young.Id], (await CandidatesAsync()).Select(candidate => candidate.Id));

        var last = Candidate(Sample.Noon.AddDays(2));
        await RememberAsync(Candidate(last.At.AddHours(-1)), change => change with { ForgetBefore = null });
        await RememberAsync(last, change => change with { ForgetBefore = null, MaxKept = 1 });

        Assert.Equal([last.Id], (await CandidatesAsync()).Select(candidate => candidate.Id));
        Assert.Equal(1, await Store.CountCandidatesAsync(Theirs, Sample.Noon, default));
        Assert.Equal(
            ["2 runs", "1 run"],
            (await Store.AuditAsync(Mine, "", 10, default)).Where(line => line.Act == AuditedAct.Forgotten).Select(line => line.Detail));
    }

    [Fact]
    public async Task A_remembered_run_is_promoted_once_and_with_all_of_the_change_or_none()
    {
        var candidate = Candidate(Sample.Noon);
        await RememberAsync(candidate);
        var (first, second) = (Sample.Skill(Sample.Procedure("release"), Mine), Sample.Skill(Sample.Procedure("release too"), Mine));

        Assert.Equal(ApplyResult.Applied, await PromoteAsync(first));
        Assert.Equal(ApplyResult.Conflict, await PromoteAsync(second));

        Assert.Empty(await CandidatesAsync());
        Assert.Equal(["release"], await ListedAsync(Mine));
        var lines = await Store.AuditAsync(Mine, "", 10, default);
        Assert.Equal([AuditedAct.Promoted, AuditedAct.Added, AuditedAct.Remembered], lines.Select(line => line.Act));
        Assert.Equal([$"run {candidate.Id}", $"run {candidate.Id}"], lines.Where((_, at) => at != 1).Select(line => line.Detail));

        Task<ApplyResult> PromoteAsync(Skill skill) =>
            Store.ApplyAsync(Mine, CandidateChanges.Promote(Mine, candidate, skill.Name, SkillChanges.Add(skill, "again")), Agent, default);
    }

    [Fact]
    public async Task Runs_that_wait_are_read_from_a_time_on_in_the_order_in_which_they_were_told()
    {
        var (old, young) = (Candidate(Sample.Noon), Candidate(Sample.Noon.AddDays(1)) with { Skeleton = "tar tar" });
        await RememberAsync(young);
        await RememberAsync(old);

        Assert.Equal([old.Id, young.Id], (await WaitingAsync(Sample.Noon)).Select(candidate => candidate.Id));
        Assert.Equal([young.Id], (await WaitingAsync(young.At)).Select(candidate => candidate.Id));
        Assert.Empty(await Store.WaitingCandidatesAsync(Theirs, Sample.Noon, default));
    }

    [Fact]
    public async Task A_no_takes_the_place_of_the_run_until_it_is_taken_back()
    {
        var (waiting, told) = (Candidate(Sample.Noon), Guid.CreateVersion7());
        await RememberAsync(waiting);
        var declined = RunCandidate.Declined(told, new Actor(Author.Person), Sample.Noon);
        var no = CandidateChanges.Decline(Mine, declined, waiting);

        Assert.Equal(ApplyResult.Applied, await Store.ApplyAsync(Mine, no, Agent, default));
        Assert.Equal(ApplyResult.Conflict, await Store.ApplyAsync(Mine, no, Agent, default));

        Assert.True((await Store.FindCandidateAsync(Mine, told, default))!.IsDeclined);
        Assert.True(await Store.IsToldAsync(Mine, told, default));
        Assert.Null(await Store.FindCandidateAsync(Theirs, told, default));
        Assert.Empty(await WaitingAsync(Sample.Noon));
        Assert.Equal(0, await Store.CountCandidatesAsync(Mine, Sample.Noon, default));
        Assert.Equal((AuditedAct.Declined, $"run {waiting.Id}"), await LastAsync());

        await Store.ApplyAsync(Mine, CandidateChanges.AskAgain(declined), Agent, default);
        Assert.Null(await Store.FindCandidateAsync(Mine, told, default));

        async Task<(AuditedAct, string)> LastAsync()
        {
            var last = (await Store.AuditAsync(Mine, "", 1, default))[0];
            return (last.Act, last.Detail);
        }
    }

    [Fact]
    public async Task A_run_with_an_id_that_is_in_use_is_a_conflict()
    {
        var candidate = Candidate(Sample.Noon);
        await RememberAsync(candidate);

        Assert.Equal(ApplyResult.Conflict, await RememberAsync(candidate with { Skeleton = "other" }));
    }

    static Actor Agent { get; } = new(Author.Agent, "tests 1.0");

    static RunCandidate Candidate(DateTimeOffset at) => new()
    {
        Id = Guid.CreateVersion7(at),
        Skeleton = Skeleton,
        Run = new Trajectory { Task = "Release the shop", Steps = Sample.Steps("git tag {v}", "git push"), Success = true },
        Actor = Agent,
        At = at,
    };

    Task<ApplyResult> RememberAsync(RunCandidate candidate, Func<CandidateChange, CandidateChange>? with = null)
    {
        var change = CandidateChanges.Remember(Mine, candidate);
        return Store.ApplyAsync(
            Mine, change with { Candidates = (with ?? (same => same))(change.Candidates!) }, Agent, default);
    }

    Task<IReadOnlyList<RunCandidate>> WaitingAsync(DateTimeOffset since) => Store.WaitingCandidatesAsync(Mine, since, default);

    Task<IReadOnlyList<RunCandidate>> CandidatesAsync(DateTimeOffset? since = null, int limit = 10) =>
        Store.CandidatesAsync(Mine, Skeleton, since ?? Sample.Noon, limit, default);
}
