using static SkillMcp.Tests.Memory.OpenMemory;

namespace SkillMcp.Tests.Memory;

public sealed class RefiningTests
{
    static readonly string[] Migration =
        ["pg_dump --schema-only {db} > backup.sql", "alembic upgrade head", "If issues: alembic downgrade -1"];

    [Fact]
    public async Task Changed_steps_are_a_new_version_and_the_old_one_is_kept()
    {
        await using var open = await NewAsync();
        var skill = await open.AddAsync("migrate", "Migrate the database", Migration);

        var refined = await RefineAsync(open, [Migration[0], "alembic upgrade head --sql", Migration[2]]);

        Assert.Equal((Decision.Refined, 2), (refined.Decision, refined.Version));
        Assert.Equal("alembic upgrade head --sql", refined.Skill.Procedure.Steps[1].Text);
        Assert.Equal(1, refined.Skill.Record.Successes.Total);
        Assert.Equal([1, 2], (await open.Memory.VersionsAsync(skill)).Select(version => version.Number));
    }

    [Fact]
    public async Task What_would_drop_the_backup_says_so_and_changes_nothing()
    {
        await using var open = await NewAsync();
        await open.AddAsync("migrate", "Migrate the database", Migration);
        string[] bare = ["alembic upgrade head", "echo done", "alembic current"];

        var refused = await RefineAsync(open, bare);

        Assert.Equal((Decision.WouldLose, 1), (refused.Decision, refused.Version));
        Assert.Equal(2, refused.WouldLose.Count);
        Assert.Equal(0, refused.Skill.Record.Total);

        Assert.Equal(Decision.Refined, (await RefineAsync(open, bare, acceptLoss: true)).Decision);
    }

    [Fact]
    public async Task A_shorter_way_is_an_alternative_until_there_is_evidence()
    {
        await using var open = await NewAsync();
        await open.AddAsync("tidy", "Tidy up the disk", "cd /var", "rm -rf cache", "ls");

        Assert.Equal(Decision.Alternative, (await RefineAsync(open, ["rm -rf /var/cache", "ls"], skill: "tidy")).Decision);
        Assert.Equal(
            Decision.Refined,
            (await RefineAsync(
                open,
                ["rm -rf /var/cache", "ls"],
                skill: "tidy",
                evidence: new Evidence { Kind = EvidenceKind.ExitCode, Observed = "0" })).Decision);
    }

    [Fact]
    public async Task A_pinned_skill_keeps_its_steps()
    {
        await using var open = await NewAsync();
        var skill = await open.AddAsync("tidy", "Tidy up the disk", "cd /var", "rm -rf cache", "ls");
        await open.Memory.CurateAsync(new CurateRequest { Skill = skill.Name, Action = CurateAction.Pin });

        var refined = await RefineAsync(open, ["cd /var", "rm -rf cache tmp", "ls"], skill: "tidy");

        Assert.Equal((Decision.Alternative, 1), (refined.Decision, refined.Skill.Version));
    }

    [Fact]
    public async Task Values_of_this_run_become_placeholders_again()
    {
        await using var open = await NewAsync();
        await open.AddAsync("migrate", "Migrate the database", Migration);

        var refined = await RefineAsync(open, ["pg_dump --schema-only shop > backup.sql", "alembic upgrade head --sql", Migration[2]]);

        Assert.Equal(Migration[0], refined.Skill.Procedure.Steps[0].Text);
    }

    [Theory]
    [InlineData(false, null, "Only steps that worked")]
    [InlineData(true, "1", "contradicts the claim")]
    public async Task Only_what_worked_refines(bool success, string? exitCode, string says)
    {
        await using var open = await NewAsync();
        await open.AddAsync("migrate", "Migrate the database", Migration);

        var refusal = await Assert.ThrowsAsync<SkillException>(() => RefineAsync(open, ["a", "b"], success: success,
            evidence: exitCode is null ? null : new Evidence { Kind = EvidenceKind.ExitCode, Observed = exitCode }));

        Assert.Contains(says, refusal.Message);
    }

    [Fact]
    public async Task The_steps_that_it_has_refine_nothing()
    {
        await using var open = await NewAsync();
        await open.AddAsync("migrate", "Migrate the database", Migration);

        Assert.Contains("report the success", (await Assert.ThrowsAsync<SkillException>(() => RefineAsync(open, Migration))).Message);
    }

    [Fact]
    public async Task A_retrieval_that_returned_something_else_refines_nothing()
    {
        await using var open = await NewAsync();
        await open.AddAsync("migrate", "Migrate the database", Migration);
        await open.AddAsync("bake-bread", "Bake a loaf of rye bread", "knead", "bake");
        var retrieved = await open.Memory.RetrieveAsync(new RetrieveRequest { Task = "bake a loaf of rye bread" });

        await Assert.ThrowsAsync<SkillException>(() => open.Memory.RefineAsync(new RefineRequest
        {
            Skill = SkillName.Parse("migrate"),
            Steps = [Step.Parse(Migration[0]), Step.Parse("alembic upgrade +1"), Step.Parse(Migration[2])],
            Success = true,
            Reason = "one at a time",
            Retrieval = retrieved.RetrievalId,
        }, Agent));
    }

    [Fact]
    public async Task Many_who_refine_at_once_lose_no_version()
    {
        await using var open = await NewAsync();
        var skill = await open.AddAsync("tidy", "Tidy up the disk", "cd /var", "rm -rf cache", "ls");

        await Task.WhenAll(
            Enumerable.Range(0, 8).Select(n => Task.Run(() => RefineAsync(open, ["cd /var", $"rm -rf cache/{n}", "ls"], skill: "tidy"))));

        Assert.Equal(9, (await open.Memory.VersionsAsync(skill)).Count);
    }

    [Fact]
    public async Task A_refined_component_is_refined_in_every_composite()
    {
        await using var open = await NewAsync();
        var migrate = await open.AddAsync("migrate", "Migrate the database", Migration);
        var tidy = await open.AddAsync("tidy", "Tidy up the disk", "cd /var", "ls");
        var whole = (await open.Memory.ComposeAsync(
            new ComposeRequest { Skills = [migrate.Name, tidy.Name], Name = "release", Description = "Release it all" }, Agent)).Skill;

        await RefineAsync(open, [Migration[0], "alembic upgrade head --sql", Migration[2]]);

        Assert.Contains("alembic upgrade head --sql", (await open.Memory.LayOutAsync(whole)).Procedure.Steps.Select(step => step.Text));
    }

    [Fact]
    public async Task A_version_that_does_worse_than_the_one_before_gives_way_to_it_by_its_record()
    {
        await using var open = await NewAsync();
        var skill = await open.AddAsync(Procedure("migrate", "Migrate the database", Migration), new ExecutionCounts(20, 0, 1));
        await RefineAsync(open, [Migration[0], "alembic upgrade head --sql", Migration[2]]);

        var failed = await FailAsync(open, skill);

        Assert.Equal(1, failed.Skill.Version);
        Assert.StartsWith("promoted version 1: it works more often than version 2, with ", Assert.Single(failed.Consequences));
        Assert.Equal("alembic upgrade head", failed.Skill.Procedure.Steps[1].Text);
        Assert.Equal(
            [new ExecutionCounts(20, 0, 1), new ExecutionCounts(1, 0, 1)],
            (await open.Memory.VersionsAsync(skill)).Select(version => version.Record.All));
    }

    [Theory]
    [InlineData("timed out")]
    [InlineData("it did not work")]
    public async Task Bare_claims_undo_no_refinement_that_was_proved(string notes)
    {
        await using var open = await NewAsync();
        var skill = await open.AddAsync(Procedure("migrate", "Migrate the database", Migration), new ExecutionCounts(20, 0, 1));
        var proof = new Evidence { Kind = EvidenceKind.ExitCode, Observed = "0" };
        await RefineAsync(open, [Migration[0], "alembic upgrade head --sql", Migration[2]], evidence: proof);

        Assert.Equal(
            2,
            (await open.RecordAsync(new Report { Skill = skill.Name, Outcome = Outcome.Failure, Notes = notes }, times: 6)).Skill.Version);
    }

    [Fact]
    public async Task A_failure_that_passes_by_itself_undoes_no_refinement_even_with_evidence()
    {
        await using var open = await NewAsync();
        var skill = await open.AddAsync(Procedure("migrate", "Migrate the database", Migration), new ExecutionCounts(20, 0, 1));
        await RefineAsync(open, [Migration[0], "alembic upgrade head --sql", Migration[2]]);

        Assert.Equal(2, (await FailAsync(open, skill, times: 3, notes: "We hit the rate limit")).Skill.Version);
    }

    [Fact]
    public async Task A_check_that_makes_failures_visible_is_not_rolled_back()
    {
        await using var open = await NewAsync();
        var skill = await open.AddAsync(Procedure("migrate", "Migrate the database", Migration), new ExecutionCounts(20, 0, 1));
        await RefineAsync(open, [.. Migration, "Verify the migration: alembic current"]);

        Assert.Equal(2, (await FailAsync(open, skill, times: 8)).Skill.Version);
    }

    [Fact]
    public async Task A_rollback_stays_until_what_came_after_it_speaks_against_it()
    {
        await using var open = await NewAsync();
        var skill = await open.AddAsync(Procedure("migrate", "Migrate the database", Migration), new ExecutionCounts(20, 0, 1));
        await RefineAsync(open, [Migration[0], "alembic upgrade head --sql", Migration[2]]);
        await FailAsync(open, skill);
        open.Clock.Advance(TimeSpan.FromHours(1));
        await open.Memory.CurateAsync(new CurateRequest { Skill = skill.Name, Action = CurateAction.Rollback, Version = 2 });

        var worked = new Report { Skill = skill.Name, Outcome = Outcome.Success };
        Assert.Equal(2, (await open.RecordAsync(worked)).Skill.Version);
        open.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, (await FailAsync(open, skill)).Skill.Version);
    }

    [Fact]
    public async Task A_step_that_a_placeholder_could_stand_for_is_a_refinement_all_the_same()
    {
        await using var open = await NewAsync();
        await open.AddAsync("fetch", "Fetch the page", "cd /tmp", "curl {url}");

        var wget = await RefineAsync(open, ["cd /tmp", "wget {url}"], skill: "fetch");
        var retried = await RefineAsync(open, ["cd /tmp", "curl --retry 5 -f {url}"], skill: "fetch");
        var narrowed = await RefineAsync(open, ["cd /tmp", "curl https://{host}/"], skill: "fetch");

        Assert.Equal([2, 3, 4], new[] { wget, retried, narrowed }.Select(refined => refined.Version));
        Assert.Equal("curl https://{host}/", narrowed.Skill.Procedure.Steps[1].Text);
    }

    [Fact]
    public async Task A_pinned_version_stays_whatever_its_record()
    {
        await using var open = await NewAsync();
        var skill = await open.AddAsync(Procedure("migrate", "Migrate the database", Migration), new ExecutionCounts(20, 0, 1));
        await RefineAsync(open, [Migration[0], "alembic upgrade head --sql", Migration[2]]);
        await open.Memory.CurateAsync(new CurateRequest { Skill = skill.Name, Action = CurateAction.Pin });

        Assert.Equal(2, (await FailAsync(open, skill, times: 8)).Skill.Version);
        Assert.Contains(
            "unpin it first",
            (await Assert.ThrowsAsync<SkillException>(
                () => open.Memory.CurateAsync(new CurateRequest { Skill = skill.Name, Action = CurateAction.Rollback }))).Message);
    }

    [Fact]
    public async Task What_was_tried_before_goes_on_with_the_record_that_it_has()
    {
        await using var open = await NewAsync();
        var skill = await open.AddAsync("migrate", "Migrate the database", Migration);
        string[] other = [Migration[0], "alembic upgrade head --sql", Migration[2]];
        await RefineAsync(open, other);
        await open.Memory.CurateAsync(new CurateRequest { Skill = skill.Name, Action = CurateAction.Rollback });

        var again = await RefineAsync(open, other);

        Assert.Equal((Decision.Refined, 2, 2), (again.Decision, again.Version, again.Skill.Version));
        Assert.Equal([0, 2], (await open.Memory.VersionsAsync(skill)).Select(version => version.Record.Total));
    }

    [Fact]
    public async Task A_version_says_who_made_it_why_and_what_shows_that_it_works()
    {
        await using var open = await NewAsync();
        var skill = await open.AddAsync("migrate", "Migrate the database", Migration);
        open.Clock.Advance(TimeSpan.FromDays(1));
        var evidence = new Evidence { Kind = EvidenceKind.ExitCode, Observed = "0", Check = "alembic check" };

        await RefineAsync(open, [Migration[0], "alembic upgrade head --sql", Migration[2]], evidence: evidence);

        var version = (await open.Memory.VersionsAsync(skill))[1];
        Assert.Equal(
            (Agent.Author, "tests", "it worked better", open.Clock.GetUtcNow(), evidence),
            (version.Provenance.Author, version.Provenance.Client, version.Reason, version.CreatedAt, version.Evidence));
        Assert.Equal(new Tally(0, 1, 0), version.Record.Successes);
    }

    [Fact]
    public async Task A_step_that_is_refined_takes_its_pitfalls_along_and_no_others()
    {
        await using var open = await NewAsync();
        var skill = await open.AddAsync("migrate", "Migrate the database", Migration);
        await open.RecordAsync(new Report { Skill = skill.Name, Outcome = Outcome.Failure, FailedStep = 1, Notes = "The disk was full" });
        await open.RecordAsync(new Report { Skill = skill.Name, Outcome = Outcome.Failure, FailedStep = 2, Notes = "The lock was held" });
        await open.RecordAsync(
            new Report { Skill = skill.Name, Outcome = Outcome.Failure, FailedStep = 2, Notes = "The connection timed out" });

        var refined = await RefineAsync(open, ["df -h", Migration[0], "alembic upgrade head --sql", Migration[2]]);

        Assert.Equal(
            [new Pitfall { Text = "The disk was full", Step = 2, Passed = 1, SeenAt = open.Clock.GetUtcNow() }], refined.Skill.Pitfalls);
        var back = await open.Memory.CurateAsync(new CurateRequest { Skill = skill.Name, Action = CurateAction.Rollback });
        Assert.Equal(["The lock was held", "The disk was full"], back.Skill.Pitfalls.Select(pitfall => pitfall.Text));
    }

    static Task<Recorded> FailAsync(OpenMemory open, Skill skill, int times = 1, string notes = "") =>
        open.RecordAsync(new Report
        {
            Skill = skill.Name,
            Outcome = Outcome.Failure,
            Notes = notes,
            Evidence = new Evidence { Kind = EvidenceKind.ExitCode, Observed = "1" },
        }, times);

    static Task<Refined> RefineAsync(
        OpenMemory open,
        string[] steps,
        string skill = "migrate",
        bool success = true,
        Evidence? evidence = null,
        bool acceptLoss = false) =>
        open.Memory.RefineAsync(new RefineRequest
        {
            Skill = SkillName.Parse(skill),
            Steps = [.. steps.Select(Step.Parse)],
            Success = success,
            Reason = "it worked better",
            Evidence = evidence,
            AcceptLoss = acceptLoss,
        }, Agent);
}
