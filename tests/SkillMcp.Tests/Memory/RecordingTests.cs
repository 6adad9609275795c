using static SkillMcp.Tests.Memory.OpenMemory;

namespace SkillMcp.Tests.Memory;

public sealed class RecordingTests
{
    [Fact]
    public async Task Each_report_without_a_retrieval_counts()
    {
        await using var open = await NewAsync();
        var skill = await open.AddAsync("deploy", "Deploy the service", "one", "two");

        await open.RecordAsync(skill, Outcome.Success, times: 3);
        await open.RecordAsync(skill, Outcome.Partial);
        var recorded = await open.RecordAsync(skill, Outcome.Failure);

        Assert.True(recorded.Counted);
        Assert.Equal(5, recorded.Skill.Record.Total);
        Assert.Equal(3.5 / 5, recorded.Skill.Reliability);
    }

    [Fact]
    public async Task A_retrieval_counts_once_and_its_last_report_stands()
    {
        await using var open = await NewAsync();
        var skill = await open.AddAsync("deploy-service", "Deploy the service to the cluster", "one", "two");
        var retrieved = await open.Memory.RetrieveAsync(new RetrieveRequest { Task = "deploy the service to the cluster" });
        var report = new Report { Skill = skill.Name, Outcome = Outcome.Success, Retrieval = retrieved.RetrievalId };

        Assert.True((await open.Memory.RecordAsync(report)).Counted);
        Assert.False((await open.Memory.RecordAsync(report)).Counted);
        var corrected = await open.Memory.RecordAsync(report with { Outcome = Outcome.Failure });

        Assert.False(corrected.Counted);
        Assert.Equal(["corrected"], corrected.Consequences);
        Assert.Equal((0, 1), (corrected.Skill.Record.Successes.Total, corrected.Skill.Record.Failures.Total));
    }

    [Fact]
    public async Task A_skill_that_was_not_returned_is_refused_by_naming_those_that_were()
    {
        await using var open = await NewAsync();
        await open.AddAsync("deploy-service", "Deploy the service to the cluster", "one", "two");
        var other = await open.AddAsync("bake-bread", "Bake a loaf of rye bread", "knead", "wait", "bake");
        var retrieved = await open.Memory.RetrieveAsync(new RetrieveRequest { Task = "deploy the service to the cluster" });

        var refusal = await Assert.ThrowsAsync<SkillException>(() =>
            open.Memory.RecordAsync(new Report { Skill = other.Name, Outcome = Outcome.Success, Retrieval = retrieved.RetrievalId }));

        Assert.Contains("It returned: deploy-service", refusal.Message);
    }

    [Fact]
    public async Task A_retrieval_that_was_lost_counts_once_all_the_same()
    {
        await using var open = await NewAsync();
        var skill = await open.AddAsync("deploy", "Deploy the service", "one", "two");
        var report = new Report { Skill = skill.Name, Outcome = Outcome.Success, Retrieval = Guid.CreateVersion7() };

        await open.RecordAsync(report, times: 3);

        Assert.Equal(1, (await open.Memory.GetAsync(skill.Name)).Record.Total);
    }

    [Fact]
    public async Task Not_used_is_no_execution()
    {
        await using var open = await NewAsync();
        var skill = await open.AddAsync("deploy", "Deploy the service", "one", "two");

        var recorded = await open.RecordAsync(skill, Outcome.NotUsed);

        Assert.Equal(0, recorded.Skill.Record.Total);
        Assert.Null(recorded.Skill.LastUsedAt);
    }

    [Fact]
    public async Task A_failure_never_refreshes_the_last_success()
    {
        await using var open = await NewAsync();
        var skill = await open.AddAsync("deploy", "Deploy the service", "one", "two");
        await open.RecordAsync(skill, Outcome.Success);
        var succeeded = open.Clock.GetUtcNow();
        open.Clock.Advance(TimeSpan.FromDays(100));

        var recorded = await open.RecordAsync(skill, Outcome.Failure);

        Assert.Equal(succeeded, recorded.Skill.LastSucceededAt);
        Assert.Equal(open.Clock.GetUtcNow(), recorded.Skill.LastUsedAt);
        Assert.True(open.Memory.IsStale(recorded.Skill));
        Assert.Equal(skill.Id, Assert.Single(await open.Memory.ListAsync(open.Memory.Stale)).Id);
    }

    [Fact]
    public async Task Notes_of_a_failure_become_a_pitfall_that_is_counted()
    {
        await using var open = await NewAsync();
        var skill = await open.AddAsync("deploy", "Deploy the service", "one", "two");

        await open.RecordAsync(
            new Report { Skill = skill.Name, Outcome = Outcome.Failure, Notes = "The image was not pushed", FailedStep = 2 });
        var recorded = await open.RecordAsync(
            new Report { Skill = skill.Name, Outcome = Outcome.Partial, Notes = "the image was NOT pushed.", FailedStep = 2 });

        Assert.Equal(
            new Pitfall { Text = "The image was not pushed", Step = 2, Seen = 2, SeenAt = open.Clock.GetUtcNow() },
            Assert.Single(recorded.Skill.Pitfalls));
    }

    [Fact]
    public async Task A_step_that_is_not_there_cannot_have_failed()
    {
        await using var open = await NewAsync();
        var skill = await open.AddAsync("deploy", "Deploy the service", "one", "two");

        var refusal = await Assert.ThrowsAsync<SkillException>(
            () => open.RecordAsync(new Report { Skill = skill.Name, Outcome = Outcome.Failure, FailedStep = 3 }));

        Assert.Contains("the steps are 1 to 2", refusal.Message);
    }

    [Fact]
    public async Task Failures_of_which_nothing_is_proved_archive_a_skill_and_restoring_starts_afresh()
    {
        await using var open = await NewAsync();
        var skill = await open.AddAsync("deploy", "Deploy the service", "one", "two");

        Assert.Empty((await open.RecordAsync(skill, Outcome.Failure, times: 10)).Consequences);
        Assert.Equal(["archived as unreliable"], (await open.RecordAsync(skill, Outcome.Failure)).Consequences);

        var restored = await open.Memory.CurateAsync(new CurateRequest { Skill = skill.Name, Action = CurateAction.Restore });
        Assert.True(restored.Changed);
        Assert.Equal(11, restored.Skill.Record.Total);
        Assert.Equal(Status.Active, (await open.RecordAsync(skill, Outcome.Failure, times: 9)).Skill.Lifecycle.Status);
    }

    [Fact]
    public async Task Evidence_wins_over_the_claim_and_the_answer_says_so()
    {
        await using var open = await NewAsync();
        var skill = await open.AddAsync("deploy", "Deploy the service", "one", "two");

        var recorded = await open.RecordAsync(new Report
        {
            Skill = skill.Name,
            Outcome = Outcome.Success,
            Evidence = new Evidence { Kind = EvidenceKind.HttpStatus, Observed = "503", Check = "curl /health" },
        });

        Assert.Equal(["counted as failure: the evidence contradicts the claim of success"], recorded.Consequences);
        Assert.Equal(new Tally(0, 1, 0), recorded.Skill.Record.Failures);
        Assert.Equal("curl /health: saw 503", Assert.Single(recorded.Skill.Pitfalls).Text);
    }

    [Fact]
    public async Task What_a_person_confirms_is_verified()
    {
        await using var open = await NewAsync();
        var skill = await open.AddAsync("deploy", "Deploy the service", "one", "two");

        var recorded = await open.RecordAsync(new Report { Skill = skill.Name, Outcome = Outcome.Success }, OpenMemory.Person);

        Assert.Equal(new Tally(1, 0, 0), recorded.Skill.Record.Successes);
    }

    [Fact]
    public async Task A_person_confirms_what_an_agent_said_of_a_retrieval()
    {
        await using var open = await NewAsync();
        var skill = await open.AddAsync("deploy", "Deploy the service", "one", "two");
        var report = new Report { Skill = skill.Name, Outcome = Outcome.Success, Retrieval = Guid.CreateVersion7() };

        await open.RecordAsync(report);
        var recorded = await open.RecordAsync(report, OpenMemory.Person);
        await open.RecordAsync(report);

        Assert.False(recorded.Counted);
        Assert.Equal(new Tally(1, 0, 0), (await open.Memory.GetAsync(skill.Name)).Record.Successes);
    }

    [Fact]
    public async Task The_component_that_failed_is_counted_too()
    {
        await using var open = await NewAsync();
        var migrate = await open.AddAsync("migrate", "Migrate the database", "one", "two");
        var deploy = await open.AddAsync("deploy", "Deploy the service", "three", "four");
        var whole = (await open.Memory.ComposeAsync(
            new ComposeRequest { Skills = [migrate.Name, deploy.Name], Name = "release", Description = "Release it all" }, Agent)).Skill;

        var recorded = await open.RecordAsync(new Report
        {
            Skill = whole.Name,
            Outcome = Outcome.Failure,
            FailedStep = 4,
            Components = new Dictionary<SkillName, Outcome> { [migrate.Name] = Outcome.Success, [deploy.Name] = Outcome.Failure },
        });

        Assert.Equal(["success counted for migrate", "failure counted for deploy"], recorded.Consequences);
        Assert.Equal(1, (await open.Memory.GetAsync(migrate.Name)).Record.Successes.Total);
        Assert.Equal(1, (await open.Memory.GetAsync(deploy.Name)).Record.Failures.Total);
        await Assert.ThrowsAsync<SkillException>(() => open.RecordAsync(new Report
        {
            Skill = migrate.Name,
            Outcome = Outcome.Success,
            Components = new Dictionary<SkillName, Outcome> { [deploy.Name] = Outcome.Success },
        }));
    }

    [Fact]
    public async Task What_went_wrong_with_a_component_is_a_pitfall_of_its_own_step()
    {
        await using var open = await NewAsync();
        var migrate = await open.AddAsync("migrate", "Migrate the database", "one", "two");
        var deploy = await open.AddAsync("deploy", "Deploy the service", "three", "four");
        var whole = (await open.Memory.ComposeAsync(
            new ComposeRequest { Skills = [migrate.Name, deploy.Name], Name = "release", Description = "Release it all" }, Agent)).Skill;

        await open.RecordAsync(new Report
        {
            Skill = whole.Name,
            Outcome = Outcome.Failure,
            FailedStep = 4,
            Notes = "The quota was used up",
            Evidence = new Evidence { Kind = EvidenceKind.ExitCode, Observed = "1" },
            Components = new Dictionary<SkillName, Outcome> { [migrate.Name] = Outcome.Success, [deploy.Name] = Outcome.Failure },
        });

        Assert.Equal(2, Assert.Single((await open.Memory.GetAsync(deploy.Name)).Pitfalls).Step);
        Assert.Equal(
            new Pitfall { Text = "deploy, step 2: The quota was used up", SeenAt = open.Clock.GetUtcNow() },
            Assert.Single((await open.Memory.GetAsync(whole.Name)).Pitfalls));
        Assert.Equal(new Tally(0, 0, 1), (await open.Memory.GetAsync(migrate.Name)).Record.Successes);
    }

    [Fact]
    public async Task Retiring_a_component_says_which_composites_it_degrades()
    {
        await using var open = await NewAsync();
        var migrate = await open.AddAsync("migrate", "Migrate the database", "one", "two");
        var deploy = await open.AddAsync("deploy", "Deploy the service", "three", "four");
        await open.Memory.ComposeAsync(
            new ComposeRequest { Skills = [migrate.Name, deploy.Name], Name = "release", Description = "Release it all" }, Agent);

        var recorded = await open.RecordAsync(deploy, Outcome.Failure, times: 11);

        Assert.Equal(["archived as unreliable", "release is degraded: it has deploy as a component"], recorded.Consequences);
    }

    [Fact]
    public async Task What_keeps_failing_in_a_phase_archives_its_component_and_not_the_composite()
    {
        await using var open = await NewAsync();
        var migrate = await open.AddAsync("migrate", "Migrate the database", "one", "two");
        var deploy = await open.AddAsync("deploy", "Deploy the service", "three", "four");
        var whole = (await open.Memory.ComposeAsync(
            new ComposeRequest { Skills = [migrate.Name, deploy.Name], Name = "release", Description = "Release it all" }, Agent)).Skill;

        var failure = new Report { Skill = whole.Name, Outcome = Outcome.Failure, FailedStep = 4 };
        var first = await open.RecordAsync(failure);
        await open.RecordAsync(failure, times: 19);

        Assert.Contains("failure counted for deploy", first.Consequences);
        Assert.Equal(Status.Active, (await open.Memory.GetAsync(whole.Name)).Lifecycle.Status);
        Assert.Equal(Status.Archived, (await open.Memory.GetAsync(deploy.Name)).Lifecycle.Status);
        Assert.Equal(0, (await open.Memory.GetAsync(migrate.Name)).Record.Total);
    }

    [Fact]
    public async Task Nothing_is_recorded_of_a_skill_that_waits_for_approval()
    {
        await using var open = await NewAsync();
        var learned = await open.LearnAsync(Run("Mine coins", "one", Sample.Doubtful, "three") with { Name = "mine-coins" });

        var refused = await Assert.ThrowsAsync<SkillException>(() => open.RecordAsync(learned.Skill!, Outcome.Success));

        Assert.Equal(Status.Quarantined, learned.Skill!.Lifecycle.Status);
        Assert.Contains("nothing is recorded of it before a person approves it", refused.Message);
    }

    [Fact]
    public async Task An_unknown_skill_is_refused_by_naming_the_nearest()
    {
        await using var open = await NewAsync();
        await open.AddAsync("deploy-service", "Deploy the service", "one", "two");

        var refusal = await Assert.ThrowsAsync<SkillException>(
            () => open.RecordAsync(new Report { Skill = SkillName.Parse("deploy_servce"), Outcome = Outcome.Success }));

        Assert.Contains("deploy-service", refusal.Message);
    }
}
