using static SkillMcp.Tests.Memory.OpenMemory;

namespace SkillMcp.Tests.Memory;

/// <summary>A run that worked and is not stored as a skill is remembered until a second one, or a name, makes a skill of it.</summary>
public sealed class RememberingTests
{
    static readonly Evidence Seen = new() { Kind = EvidenceKind.ExitCode, Observed = "0", Check = "curl -f https://cart.example.org" };

    static readonly Trajectory Cart = Move("cart", "staging") with { Evidence = Seen };
    static readonly Trajectory Search = Move("search", "prod") with
    {
        Evidence = Seen with { Check = "curl -f https://search.example.org" },
    };

    [Fact]
    public async Task What_is_refused_is_remembered_and_handed_over_nowhere()
    {
        await using var open = await NewAsync();

        var learned = await open.LearnAsync(Cart);

        Assert.Equal((Decision.NotStored, "one_time_task", true), (learned.Decision, learned.Reason, learned.Remembered));
        Assert.Null(learned.Skill);
        Assert.Equal((0, 1), (await StatsAsync(open)));
        Assert.Empty(await open.Memory.ListAsync(new SkillFilter()));
        Assert.Empty((await open.Memory.RetrieveAsync(new RetrieveRequest { Task = Cart.Task })).Matches);
        Assert.Equal(0, (await open.Memory.NamesAsync("")).Total);
        Assert.Equal(0, (await open.Memory.CategoriesAsync("")).Total);
        Assert.Equal([AuditedAct.Remembered], (await open.Memory.AuditAsync()).Select(line => line.Act));
    }

    public static TheoryData<string> Kinds => ["move", "release", "backup", "escalation", "escalation of one customer"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_second_run_of_a_procedure_makes_a_skill_of_both(string kind)
    {
        await using var open = await NewAsync();
        var (first, second) = RunsOf(kind);
        await open.LearnAsync(first);
        var told = open.Clock.GetUtcNow();
        open.Clock.Advance(TimeSpan.FromDays(7));

        var learned = await open.LearnAsync(second);

        Assert.Equal((Decision.Stored, "second_run", false), (learned.Decision, learned.Reason, learned.Remembered));
        var skill = await open.Memory.GetAsync(learned.Skill!.Name);
        Assert.Equal((2, 2, learned.Skill.Revision), (skill.Record.Total, skill.Record.Successes.Evidenced, skill.Revision));
        var executions = await open.Store.ExecutionsAsync(default, skill.Id, 10, default);
        Assert.Equal([told.AddDays(7), told], executions.Select(execution => execution.At));
        Assert.Equal([second.Evidence, first.Evidence], executions.Select(execution => execution.Evidence));
        Assert.Equal([second.Task, first.Task], executions.Select(execution => execution.Task));
        Assert.Equal((1, 0), await StatsAsync(open));
        Assert.Contains(AuditedAct.Promoted, (await open.Memory.AuditAsync()).Select(line => line.Act));
        Assert.NotEmpty((await open.Memory.RetrieveAsync(new RetrieveRequest { Task = first.Task })).Matches);
    }

    [Fact]
    public async Task The_third_run_is_one_more_execution()
    {
        await using var open = await NewAsync();
        await open.LearnAsync(Cart);
        var skill = (await open.LearnAsync(Search)).Skill!;

        var third = await open.LearnAsync(Move("billing", "qa"));

        Assert.Equal((Decision.Consolidated, skill.Name, 3), (third.Decision, third.Skill!.Name, third.Skill.Record.Total));
    }

    [Fact]
    public async Task A_run_with_a_name_makes_a_skill_of_that_name_with_both_as_executions()
    {
        await using var open = await NewAsync();
        await open.LearnAsync(Cart);

        var learned = await open.LearnAsync(Search with { Name = "move-service", Description = "Move a service to a stage." });

        Assert.Equal((Decision.Stored, "named_by_caller", "move-service"), (learned.Decision, learned.Reason, learned.Skill!.Name.Value));
        Assert.Equal((2, "Move a service to a stage."), (learned.Skill.Record.Total, learned.Skill.Procedure.Description));
        Assert.Equal((1, 0), await StatsAsync(open));
    }

    [Fact]
    public async Task The_same_run_told_again_with_a_name_counts_once_at_its_own_time_with_what_was_told_before()
    {
        await using var open = await NewAsync();
        await open.LearnAsync(Cart with { Notes = "the hook is slow" });
        var told = open.Clock.GetUtcNow();
        open.Clock.Advance(TimeSpan.FromMinutes(5));

        var learned = await open.LearnAsync(Cart with { Name = "move-service", Evidence = null, Notes = "" });

        Assert.Equal((Decision.Stored, "move-service", 1), (learned.Decision, learned.Skill!.Name.Value, learned.Skill.Record.Total));
        var execution = Assert.Single(await open.Store.ExecutionsAsync(default, learned.Skill.Id, 10, default));
        Assert.Equal((told, Seen, "the hook is slow"), (execution.At, execution.Evidence, execution.Notes));
        Assert.Equal((1, 0), await StatsAsync(open));
    }

    [Fact]
    public async Task A_report_of_the_same_retrieval_is_no_second_run()
    {
        await using var open = await NewAsync();
        var request = new LearnRequest { Trajectory = Cart, Retrieval = Guid.CreateVersion7() };
        await open.Memory.LearnAsync(request, Agent);

        var again = await open.Memory.LearnAsync(request, Agent);

        Assert.Equal((Decision.NotStored, true), (again.Decision, again.Remembered));
        Assert.Equal((0, 1), await StatsAsync(open));
    }

    [Fact]
    public async Task A_dry_run_tells_what_would_be_and_writes_nothing()
    {
        await using var open = await NewAsync();

        var first = await open.Memory.LearnAsync(new LearnRequest { Trajectory = Cart, DryRun = true }, Agent);
        Assert.Equal((Decision.NotStored, true), (first.Decision, first.Remembered));
        Assert.Equal((0, 0), await StatsAsync(open));

        await open.LearnAsync(Cart);
        var second = await open.Memory.LearnAsync(new LearnRequest { Trajectory = Search, DryRun = true }, Agent);
        Assert.Equal((Decision.Stored, "second_run"), (second.Decision, second.Reason));
        Assert.Equal((0, 1), await StatsAsync(open));
        Assert.Single(await open.Memory.AuditAsync());
    }

    [Fact]
    public async Task A_run_is_remembered_for_ninety_days()
    {
        await using var open = await NewAsync();
        await open.LearnAsync(Cart);
        open.Clock.Advance(TimeSpan.FromDays(90));
        var dry = await open.Memory.LearnAsync(new LearnRequest { Trajectory = Search, DryRun = true }, Agent);
        Assert.Equal(Decision.Stored, dry.Decision);
        open.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal((0, 0), await StatsAsync(open));

        var late = await open.LearnAsync(Search);

        Assert.Equal((Decision.NotStored, true), (late.Decision, late.Remembered));
        Assert.Equal((0, 1), await StatsAsync(open));
        Assert.Equal(1, await open.Store.CountCandidatesAsync(default, DateTimeOffset.UnixEpoch, default));
        Assert.Equal("1 run", (await open.Memory.AuditAsync()).Single(line => line.Act == AuditedAct.Forgotten).Detail);
    }

    [Fact]
    public async Task Of_more_than_a_thousand_runs_the_oldest_is_forgotten()
    {
        await using var open = await NewAsync();
        await open.LearnAsync(Cart);
        for (var number = 0; number < RunCandidate.MaxPerProject; number++)
        {
            open.Clock.Advance(TimeSpan.FromMinutes(1));
            await open.Store.ApplyAsync(default, CandidateChanges.Remember(default, Other(number, open.Clock.GetUtcNow())), Agent, default);
        }

        Assert.Equal((0, RunCandidate.MaxPerProject), await StatsAsync(open));
        Assert.Equal(Decision.NotStored, (await open.LearnAsync(Search)).Decision);

        static RunCandidate Other(int number, DateTimeOffset at) => new()
        {
            Id = Guid.CreateVersion7(at),
            Skeleton = $"{number}",
            Run = Run("Water the plants", "fill the can", "water the ferns", "empty the can"),
            Actor = Agent,
            At = at,
        };
    }

    [Theory]
    [InlineData("Back up the database of the notes app", "Copy the database to the backup folder",
        "Restore the database of the notes app", "Copy the backup over the database")]
    [InlineData("Back up the postgres orders to the archive", "psql -d orders -f backup.sql",
        "Restore the postgres orders from the archive", "psql -d orders -f restore.sql")]
    public async Task A_run_of_another_procedure_of_the_same_kind_is_no_second_run(string task, string step, string other, string otherStep)
    {
        await using var open = await NewAsync();
        await open.LearnAsync(Run(task, "Stop the notes app", step, "Start the notes app"));

        var learned = await open.LearnAsync(Run(other, "Stop the notes app", otherStep, "Start the notes app"));

        Assert.Equal((Decision.NotStored, true), (learned.Decision, learned.Remembered));
        Assert.Equal((0, 2), await StatsAsync(open));
    }

    [Fact]
    public async Task A_short_run_is_remembered_where_it_has_evidence_and_is_the_same_only_to_the_letter()
    {
        await using var open = await NewAsync();
        var count = Run("Count the errors of today", "grep -c 500 access.log") with { Evidence = Seen };

        var unproved = await open.LearnAsync(count with { Evidence = null });
        var first = await open.LearnAsync(count);
        var other = await open.LearnAsync(count with { Task = "Count the missing pages", Steps = Sample.Steps("grep -c 404 access.log") });
        Assert.Equal(("too_simple_1_steps", false), (unproved.Reason, unproved.Remembered));
        Assert.Equal(("too_simple_1_steps", true), (first.Reason, first.Remembered));
        Assert.Equal((Decision.NotStored, true), (other.Decision, other.Remembered));
        Assert.Equal((0, 2), await StatsAsync(open));

        var second = await open.LearnAsync(count);
        var third = await open.LearnAsync(count);

        Assert.Equal((Decision.Stored, "second_run", 2), (second.Decision, second.Reason, second.Skill!.Record.Total));
        Assert.Equal((Decision.Consolidated, 3), (third.Decision, third.Skill!.Record.Total));
    }

    [Fact]
    public async Task A_run_that_failed_is_not_remembered()
    {
        await using var open = await NewAsync();

        var failed = await open.LearnAsync(Cart with { Success = false, Evidence = null });
        var contradicted = await open.LearnAsync(Cart with { Evidence = Seen with { Observed = "1" } });

        Assert.Equal((false, false), (failed.Remembered, contradicted.Remembered));
        Assert.Equal((0, 0), await StatsAsync(open));
    }

    [Fact]
    public async Task What_needs_approval_still_does_when_it_becomes_a_skill()
    {
        await using var open = await NewAsync();
        var first = await open.LearnAsync(Cart with { Notes = Sample.Doubtful });
        Assert.Equal((Decision.NotStored, true), (first.Decision, first.Remembered));

        var second = await open.LearnAsync(Search);

        Assert.Equal((Decision.Quarantined, Status.Quarantined), (second.Decision, second.Skill!.Lifecycle.Status));
        Assert.StartsWith("screened: ", second.Skill.Lifecycle.Reason);
        Assert.Equal(2, second.Skill.Record.Total);
        Assert.Empty((await open.Memory.RetrieveAsync(new RetrieveRequest { Task = Search.Task })).Matches);
    }

    [Fact]
    public async Task A_doubtful_run_makes_no_skill_of_a_remembered_one()
    {
        await using var open = await NewAsync();
        await open.LearnAsync(Cart);

        var doubtful = await open.LearnAsync(Search with { Notes = Sample.Doubtful });

        Assert.Equal((Decision.NotStored, true), (doubtful.Decision, doubtful.Remembered));
        var clean = await open.LearnAsync(Search);
        Assert.Equal((Decision.Stored, Status.Active, 2), (clean.Decision, clean.Skill!.Lifecycle.Status, clean.Skill.Record.Total));
        Assert.Equal((1, 1), await StatsAsync(open));
    }

    [Fact]
    public async Task Where_everything_of_agents_is_quarantined_two_runs_are_one_skill_that_waits()
    {
        await using var open = await NewAsync();
        var strict = open.With(new SkillMemoryOptions { QuarantineAgents = true });
        await strict.LearnAsync(new LearnRequest { Trajectory = Cart }, Agent);

        var learned = await strict.LearnAsync(new LearnRequest { Trajectory = Search }, Agent);

        Assert.Equal((Decision.Quarantined, 2), (learned.Decision, learned.Skill!.Record.Total));
        Assert.Equal(0, await open.Store.CountCandidatesAsync(default, DateTimeOffset.UnixEpoch, default));
    }

    [Fact]
    public async Task A_secret_of_a_remembered_run_is_not_stored()
    {
        const string Secret = "ghp_kQ3vZ8dXs2Lm7RbT1wYc9HnJ5pGf4KaUe6Mo";
        await using var open = await NewAsync();

        await open.LearnAsync(Cart with { Steps = [.. Cart.Steps, Step.Parse($"curl -H 'X-Token: {Secret}' https://example.org")] });

        Assert.Equal((0, 1), await StatsAsync(open));
        Assert.All(open.Files, file => Assert.DoesNotContain(Secret, Bytes(file)));
    }

    [Fact]
    public async Task A_remembered_run_counts_for_a_skill_that_a_person_added_since()
    {
        await using var open = await NewAsync();
        await open.LearnAsync(Cart);
        await open.AddAsync(Procedure("move-service", Cart.Task, [.. Cart.Steps.Select(step => step.Text)]));

        var learned = await open.LearnAsync(Cart with { Task = "Move cart to staging once more" });

        Assert.Equal((Decision.Consolidated, "move-service", 2), (learned.Decision, learned.Skill!.Name.Value, learned.Skill.Record.Total));
        Assert.Equal((1, 0), await StatsAsync(open));
    }

    [Fact]
    public async Task A_run_that_was_changed_outside_is_ignored_and_doctor_says_so()
    {
        await using var open = await NewAsync();
        await open.LearnAsync(Cart);
        await open.ChangeOutsideAsync("update candidate set run = replace(run, 'staging', 'prod')");

        Assert.Contains(await open.ProblemsAsync(), problem => problem.Contains("was changed outside skillmcp and is ignored"));
        Assert.Equal(Decision.NotStored, (await open.LearnAsync(Search)).Decision);
    }

    [Fact]
    public async Task Runs_that_are_told_at_once_are_all_counted_in_one_skill()
    {
        await using var open = await NewAsync();

        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => open.LearnAsync(Cart))));
        var last = await open.LearnAsync(Cart);

        Assert.Equal(13, last.Skill!.Record.Total);
        Assert.Equal((1, 0), await StatsAsync(open));
    }

    [Fact]
    public async Task A_person_makes_a_skill_of_a_run_that_was_seen_once_as_it_was_told()
    {
        await using var open = await NewAsync();
        await open.LearnAsync(Cart);
        var run = Assert.Single(await open.Memory.WaitingRunsAsync());
        await Assert.ThrowsAsync<SkillException>(() => open.Memory.AdmitRunAsync(run, Agent));

        var learned = await open.Memory.AdmitRunAsync(run, new Actor(Author.Person));

        Assert.Equal((Decision.Stored, run.Skill.Name), (learned.Decision, learned.Skill!.Name));
        var skill = await open.Memory.GetAsync(run.Skill.Name);
        Assert.Equal((1, 1, Author.Agent), (skill.Record.Total, skill.Record.Successes.Evidenced, skill.Provenance.Author));
        Assert.Equal((1, 0), await StatsAsync(open));
        Assert.All((await open.Memory.AuditAsync()).Take(2), line => Assert.Equal(Author.Person, line.Author));
        await Assert.ThrowsAsync<SkillException>(() => open.Memory.AdmitRunAsync(run, new Actor(Author.Person)));
        Assert.Equal(2, (await open.LearnAsync(Search)).Skill!.Record.Total);
    }

    [Fact]
    public async Task A_run_that_the_screen_doubts_waits_for_approval_even_after_a_yes()
    {
        await using var open = await NewAsync();
        await open.LearnAsync(Cart with { Preconditions = [Sample.Doubtful] });
        var run = Assert.Single(await open.Memory.WaitingRunsAsync());

        var learned = await open.Memory.AdmitRunAsync(run, new Actor(Author.Person));

        Assert.NotEmpty(run.Doubt);
        Assert.Equal((Decision.Quarantined, Status.Quarantined), (learned.Decision, learned.Skill!.Lifecycle.Status));
    }

    [Fact]
    public async Task A_second_run_that_needs_approval_is_counted_for_the_skill_that_waits_for_it()
    {
        await using var open = await NewAsync();
        var (first, second) = (Cart with { Preconditions = [Sample.Doubtful] }, Search with { Preconditions = [Sample.Doubtful] });

        var stored = await open.Memory.RememberAsync(new LearnRequest { Trajectory = first }, Agent);
        var again = await open.Memory.RememberAsync(new LearnRequest { Trajectory = second }, Agent);

        Assert.Equal((Decision.Quarantined, Decision.Quarantined), (stored.Decision, again.Decision));
        Assert.Equal((stored.Skill!.Id, 2), (again.Skill!.Id, again.Skill.Record.Total));
        Assert.Equal(stored.Skill.Procedure.ContentHash(), again.Skill.Procedure.ContentHash());
    }

    [Fact]
    public async Task A_run_that_a_person_dropped_is_gone_and_the_next_one_is_the_first()
    {
        await using var open = await NewAsync();
        await open.LearnAsync(Cart);
        var run = Assert.Single(await open.Memory.WaitingRunsAsync());

        await open.Memory.DropRunAsync(run, new Actor(Author.Person));

        await Assert.ThrowsAsync<SkillException>(() => open.Memory.DropRunAsync(run, new Actor(Author.Person)));
        Assert.Empty(await open.Memory.WaitingRunsAsync());
        Assert.True((await open.LearnAsync(Search)).Remembered);
    }

    [Fact]
    public async Task Each_project_remembers_its_own_runs()
    {
        await using var open = await NewAsync();
        var (mine, theirs) = (open.For(Project.Parse("web-shop")), open.For(Project.Parse("warehouse")));
        await mine.LearnAsync(new LearnRequest { Trajectory = Cart }, Agent);

        Assert.Equal(Decision.NotStored, (await theirs.LearnAsync(new LearnRequest { Trajectory = Search }, Agent)).Decision);
        Assert.Equal(Decision.Stored, (await mine.LearnAsync(new LearnRequest { Trajectory = Search }, Agent)).Decision);
    }

    static async Task<(int Skills, int Remembered)> StatsAsync(OpenMemory open)
    {
        var stats = await open.Memory.StatsAsync();
        return (stats.TotalSkills, stats.RememberedRuns);
    }

    static (Trajectory First, Trajectory Second) RunsOf(string kind) => kind switch
    {
        "move" => (Cart, Search),
        "escalation of one customer" => (Escalation("4711", "Contoso"), Escalation("5802", "Contoso")),
        "release" => (Release("billing-service", "1.4.0", "1.3.9"), Release("payments-gateway", "2.0.1", "2.0.0")),
        "backup" => (Backup("app", "notes app", "2026-11-28"), Backup("tracker", "time tracker", "2026-12-05")),
        _ => (Escalation("4711", "Contoso"), Escalation("5802", "Fabrikam")),
    };

    static Trajectory Move(string app, string stage) => Run(
        $"Move {app} to {stage}",
        $"kubectl set image deployment/{app} app=web:2 -n {stage}",
        $"kubectl rollout status deployment/{app} -n {stage}",
        $"kubectl get pods -n {stage}");

    static Trajectory Release(string app, string version, string before) => Run(
        $"Cut release {version} of the {app} repo: update the changelog, bump the version, tag it and push.",
        "git status --porcelain   # must be empty",
        "git pull --ff-only",
        $"git log --oneline v{before}..HEAD   # what changed since the last release",
        $"npm version {version} --no-git-tag-version",
        $"Add a section '## {version}' with the changes at the top of CHANGELOG.md",
        $"git commit -am \"release: {version}\"",
        $"git tag -a v{version} -m \"{app} {version}\"",
        "git push origin main --follow-tags",
        $"git ls-remote --tags origin v{version}   # verify that the tag arrived") with
    {
        Evidence = Seen with { Check = $"git ls-remote --tags origin v{version}" },
    };

    static Trajectory Backup(string file, string app, string date) => Run(
        $"Make a safe copy of {file}.sqlite3 of the {app} before tonight",
        $"sqlite3 {file}.sqlite3 \".backup 'backups/{file}-{date}.sqlite3'\"",
        $"sqlite3 backups/{file}-{date}.sqlite3 \"pragma integrity_check\"",
        $"ls -l backups/{file}-{date}.sqlite3") with
    {
        Category = "backup",
        Evidence = Seen with { Check = $"sqlite3 {file}" },
    };

    static Trajectory Escalation(string ticket, string customer) => Run(
        $"Escalate ticket {ticket} of {customer} to the second level",
        $"Read ticket {ticket} and write down the steps to reproduce it",
        "Look for the same error among the known issues",
        "Write a summary with the impact on the customer",
        $"Assign ticket {ticket} to the second level and set its priority to high",
        $"Tell {customer} when the next update comes") with
    {
        Evidence = new Evidence { Kind = EvidenceKind.OutputMatch, Observed = $"{ticket} is with level 2", Expected = "level 2" },
    };
}
