using static SkillMcp.Tests.Memory.OpenMemory;

namespace SkillMcp.Tests.Memory;

public sealed class LearningTests
{
    static readonly string[] Rollout =
    [
        "kubectl set image deployment/{name} {name}={image} -n {namespace}",
        "kubectl rollout status deployment/{name} -n {namespace}",
        "curl -f https://{host}/health",
    ];

    static readonly string[] CartRollout =
    [
        "kubectl set image deployment/cart cart=registry/cart:2 -n staging",
        "kubectl rollout status deployment/cart -n staging",
        "curl -f https://cart.example.org/health",
    ];

    [Fact]
    public async Task A_run_becomes_a_skill_and_its_own_first_execution()
    {
        await using var open = await NewAsync();

        var learned = await open.LearnAsync("Deploy the shop to the cluster", Rollout);

        Assert.Equal((Decision.Stored, "recurring_keyword_match", 1), (learned.Decision, learned.Reason, learned.Version));
        var skill = await open.Memory.GetAsync(learned.Skill!.Name);
        Assert.Equal(["name", "image", "namespace", "host"], skill.Procedure.Parameters.Select(p => p.Name));
        Assert.Equal((1, Source.Learned, Status.Active), (skill.Record.Total, skill.Source, skill.Lifecycle.Status));
        Assert.Equal("Deploy the shop to the cluster", skill.Provenance.Task);
        Assert.Equal(1, Assert.Single(await open.Memory.VersionsAsync(skill)).Record.Total);
    }

    [Fact]
    public async Task The_same_report_of_a_run_twice_is_one_execution()
    {
        await using var open = await NewAsync();
        var request = new LearnRequest { Trajectory = Run("Deploy the shop to the cluster", Rollout), Retrieval = Guid.CreateVersion7() };

        await open.Memory.LearnAsync(request, Agent);
        var again = await open.Memory.LearnAsync(request, Agent);

        Assert.Equal((Decision.Consolidated, 1), (again.Decision, again.Skill!.Record.Total));
    }

    [Fact]
    public async Task Steps_that_come_with_a_retrieval_that_was_reported_already_are_kept()
    {
        await using var open = await NewAsync();
        var known = await open.AddAsync(
            "deploy", "Deploy a service", "./ship.sh --service={service} --to={stage}", "curl -f https://{host}/health");
        var retrieval = Guid.CreateVersion7();

        await open.Memory.LearnAsync(RunOf("cart", "staging"), Agent);
        await open.Memory.LearnAsync(RunOf("pay", "qa"), Agent);

        var notes = string.Join(
            '\n', (await open.Store.ExecutionsAsync(default, known.Id, 10, default)).Select(execution => execution.Notes)).Split('\n');
        Assert.Contains("./ship.sh --service=cart --to=staging", notes);
        Assert.Contains("./ship.sh --service=pay --to=qa", notes);
        Assert.Equal(notes.Distinct(), notes);

        LearnRequest RunOf(string name, string stage) => new()
        {
            Trajectory = Run($"Deploy {name}", $"./ship.sh --service={name} --to={stage}", $"curl -f https://{name}.example.org/health"),
            Retrieval = retrieval,
            MergeInto = known.Name,
        };
    }

    [Fact]
    public async Task A_flag_of_the_other_case_is_kept()
    {
        await using var open = await NewAsync();
        await open.LearnAsync(Run("Delete the branch", "git switch main", "git pull", "git branch -d feature") with { Category = "setup" });

        var learned = await open.LearnAsync(
            Run("Delete the branch", "git switch main", "git pull", "git branch -D feature") with { Category = "setup" });

        Assert.Equal((Decision.Alternative, 2), (learned.Decision, learned.Version));
        Assert.Equal("git branch -D feature", (await open.Memory.VersionsAsync(learned.Skill!))[1].Procedure.Steps[2].Text);
    }

    [Fact]
    public async Task A_form_that_was_left_is_not_learned_again()
    {
        await using var open = await NewAsync();
        var known = await open.AddAsync(
            "deploy", "Deploy the service", "make -C cart build", "./ship.sh --service=cart --to=staging", "git status");
        string[] other = ["make -C search build", "./ship.sh --service=search --to=prod", "git status"];
        await open.LearnAsync("Deploy the service", other);
        await open.Memory.CurateAsync(new CurateRequest { Skill = known.Name, Action = CurateAction.Rollback });

        await open.LearnAsync("Deploy the service", other);
        var learned = await open.LearnAsync("Deploy the service", other);

        Assert.Equal((Decision.Consolidated, 1), (learned.Decision, learned.Skill!.Version));
        Assert.Equal(2, (await open.Memory.VersionsAsync(known)).Count);
    }

    [Fact]
    public async Task What_parameters_stand_for_is_not_said_again_after_a_rollback()
    {
        await using var open = await NewAsync();
        var known = (await open.LearnAsync("Deploy cart to staging", RunOf("cart", "staging"))).Skill!;
        await open.LearnAsync("Deploy search to prod", RunOf("search", "prod"));
        await open.Memory.CurateAsync(new CurateRequest { Skill = known.Name, Action = CurateAction.Rollback });

        var learned = await open.LearnAsync("Deploy search to prod", RunOf("search", "prod"));

        Assert.Equal((Decision.Consolidated, 1), (learned.Decision, learned.Skill!.Version));
        Assert.Equal(2, (await open.Memory.VersionsAsync(known)).Count);

        static string[] RunOf(string name, string where) =>
            [
                $"kubectl set image deployment/{name} app=web:2 -n {where}",
                $"kubectl rollout status deployment/{name} -n {where}",
                $"kubectl get pods -n {where}",
            ];
    }

    [Fact]
    public async Task A_task_in_a_script_without_spaces_gets_a_name_of_what_its_commands_do()
    {
        await using var open = await NewAsync();

        var learned = await open.LearnAsync(
            Run(string.Concat(Enumerable.Repeat("将服务部署到生产环境的集群并检查日志，", 20)), Rollout) with { Category = "deployment" });

        Assert.StartsWith("kubectl-", learned.Skill!.Name.Value);
    }

    [Fact]
    public async Task Other_words_for_the_same_steps_are_kept_and_make_no_version()
    {
        await using var open = await NewAsync();
        var first = await open.LearnAsync("Deploy the shop to the cluster", Rollout);

        var second = await open.LearnAsync(Run("Deploy the shop to the cluster", Rollout) with
        {
            Description = "Deploy the shop to the cluster on Fridays",
            Preconditions = ["The freeze is over"],
        });

        Assert.Equal((Decision.Consolidated, 1), (second.Decision, second.Version));
        Assert.Single(await open.Memory.VersionsAsync(first.Skill!));
        Assert.Equal(
            "Deploy the shop to the cluster on Fridays\nThe freeze is over",
            (await open.Store.ExecutionsAsync(default, first.Skill!.Id, 1, default))[0].Notes);
    }

    [Fact]
    public async Task A_dry_run_names_the_name_that_it_would_get()
    {
        await using var open = await NewAsync();
        await open.AddAsync("nightly", "Water the plants", "fill the can", "water the ferns", "empty the can");

        var learned = await open.Memory.LearnAsync(new LearnRequest
        {
            Trajectory =
                Run("Generate the nightly sales report", "open the ledger", "sum the columns", "mail the sheet") with { Name = "nightly" },
            DryRun = true,
        }, Agent);

        Assert.Equal("nightly-2", learned.Skill!.Name.Value);
    }

    [Fact]
    public async Task A_failed_run_counts_for_what_its_retrieval_returned_in_the_version_that_it_returned()
    {
        await using var open = await NewAsync();
        var known = await open.AddAsync("rolling-deploy", "Deploy a service to the cluster", Rollout);
        var retrieved = await open.Memory.RetrieveAsync(new RetrieveRequest { Task = "deploy a service to the cluster" });
        await open.Memory.EditAsync(known, known.Procedure with { Description = "Deploy any service to the cluster" }, "wider", Person);

        var lesson = await open.Memory.LearnAsync(new LearnRequest
        {
            Trajectory = Run("Deploy a service to the cluster", Rollout) with { Success = false },
            Retrieval = retrieved.RetrievalId,
        }, Agent);

        Assert.Equal((Decision.Lesson, 1), (lesson.Decision, lesson.Version));
    }

    [Fact]
    public async Task Of_several_skills_that_its_retrieval_returned_a_failed_run_counts_for_the_most_similar()
    {
        await using var open = await NewAsync();
        await open.AddAsync("rolling-deploy", "Deploy a service to the cluster", Rollout);
        await open.AddAsync(
            "canary-deploy", "Deploy a canary of a service to the cluster", "helm upgrade canary ./chart", "helm test canary");
        var retrieved = await open.Memory.RetrieveAsync(new RetrieveRequest { Task = "deploy a service to the cluster" });

        var lesson = await open.Memory.LearnAsync(new LearnRequest
        {
            Trajectory = Run("Bring the new release out", "helm upgrade canary ./chart") with { Success = false },
            Retrieval = retrieved.RetrievalId,
        }, Agent);

        Assert.Equal(2, retrieved.Matches.Count);
        Assert.Equal((Decision.Lesson, "canary-deploy"), (lesson.Decision, lesson.Skill?.Name.Value));
    }

    [Theory]
    [InlineData(false, 3, "task_failed")]
    [InlineData(true, 2, "too_simple_2_steps")]
    [InlineData(true, 3, "one_time_task")]
    public async Task What_is_not_worth_remembering_leaves_nothing(bool success, int steps, string reason)
    {
        await using var open = await NewAsync();

        var learned = await open.LearnAsync(Run("Write the minutes of the board", [.. Rollout.Take(steps)]) with { Success = success });

        Assert.Equal((Decision.NotStored, reason), (learned.Decision, learned.Reason));
        Assert.Equal(0, (await open.Memory.StatsAsync()).TotalSkills);
    }

    [Fact]
    public async Task The_same_run_again_is_one_more_execution()
    {
        await using var open = await NewAsync();
        var first = await open.LearnAsync("Deploy the shop to the cluster", Rollout);

        var second = await open.LearnAsync("Deploy the shop to the cluster", Rollout);

        Assert.Equal((Decision.Consolidated, first.Skill!.Id, 1), (second.Decision, second.Skill!.Id, second.Version));
        Assert.Equal(2, second.Skill.Record.Total);
        Assert.Single(await open.Memory.VersionsAsync(second.Skill));
    }

    [Fact]
    public async Task A_run_with_other_values_is_the_same_procedure()
    {
        await using var open = await NewAsync();
        await open.AddAsync("rolling-deploy", "Deploy a service to the cluster", Rollout);

        var learned = await open.LearnAsync("Deploy the cart service to the cluster", CartRollout);

        Assert.Equal((Decision.Consolidated, "rolling-deploy", 1), (learned.Decision, learned.Skill!.Name.Value, learned.Version));
    }

    [Fact]
    public async Task Two_runs_of_one_procedure_are_one_skill_with_what_differs_as_parameters()
    {
        await using var open = await NewAsync();
        await open.LearnAsync("Deploy cart to staging", RunOf("cart", "staging"));

        var second = await open.LearnAsync("Deploy search to prod", RunOf("search", "prod"));

        Assert.Equal((Decision.Consolidated, 2), (second.Decision, second.Skill!.Record.Total));
        Assert.Equal(
            [
                "kubectl set image deployment/{deployment} app={image}:{tag} -n {namespace}",
                "kubectl rollout status deployment/{deployment} -n {namespace}",
                "kubectl get pods -n {namespace}",
            ],
            second.Skill.Procedure.Steps.Select(step => step.Text));
        Assert.Equal(
            ["such as cart or search", "such as staging or prod"],
            second.Skill.Procedure.Parameters.Where(p => p.Name is "deployment" or "namespace").Select(p => p.Description));
        Assert.Equal(1, (await open.Memory.StatsAsync()).TotalSkills);
        Assert.Equal(Decision.Consolidated, (await open.LearnAsync("Deploy billing to qa", RunOf("billing", "qa"))).Decision);

        static string[] RunOf(string name, string where) =>
            [
                $"kubectl set image deployment/{name} app=web:2 -n {where}",
                $"kubectl rollout status deployment/{name} -n {where}",
                $"kubectl get pods -n {where}",
            ];
    }

    [Fact]
    public async Task What_a_person_wrote_for_one_case_is_generalised_by_a_run_of_another()
    {
        await using var open = await NewAsync();
        var known = await open.AddAsync(
            "deploy",
            "Deploy the service",
            "make -C cart build",
            "./ship.sh --service=cart --to=staging",
            "curl -f https://cart.example.org/health");

        var learned = await open.LearnAsync(
            "Deploy the service",
            "make -C search build",
            "./ship.sh --service=search --to=prod",
            "curl -f https://search.example.org/health");

        Assert.Equal((Decision.Consolidated, 2), (learned.Decision, learned.Version));
        Assert.Equal(
            ["make -C {service} build", "./ship.sh --service={service} --to={environment}", "curl -f https://{service}.example.org/health"],
            learned.Skill!.Procedure.Steps.Select(step => step.Text));
        Assert.Equal(["cart", "staging"], learned.Skill.Procedure.Parameters.Select(p => p.Example));
        Assert.Equal(known.Procedure.ContentHash(), (await open.Memory.VersionsAsync(known))[0].Procedure.ContentHash());
    }

    [Theory]
    [InlineData("Deploy cart on postgres", "./ship.sh --db postgres", "Deploy cart on mysql", "./ship.sh --db mysql")]
    [InlineData("Back up the shop", "./db.sh --action backup", "Restore the shop", "./db.sh --action restore")]
    [InlineData("Lint the shop", "npm run lint", "Format the shop", "npm run format")]
    [InlineData("Install the web server", "apt-get --yes install nginx", "Purge the web server", "apt-get --yes purge nginx")]
    [InlineData("migrate the database", "rake db:migrate", "reset the database", "rake db:reset")]
    [InlineData("Back up the shop", "./db.sh --do=dump", "Restore the shop", "./db.sh --do=restore")]
    public async Task A_value_that_makes_it_another_procedure_is_no_parameter(string task, string step, string otherTask, string otherStep)
    {
        await using var open = await NewAsync();
        await open.LearnAsync(Run(task, "cd shop", step, "git status") with { Category = "setup" });

        Assert.Equal(
            Decision.Stored,
            (await open.LearnAsync(Run(otherTask, "cd shop", otherStep, "git status") with { Category = "setup" })).Decision);
    }

    [Fact]
    public async Task A_secret_is_kept_nowhere()
    {
        await using var open = await NewAsync();

        var run = Run(
            "Deploy the shop with hunter2x",
            "docker login -u bot --password hunter2x",
            "docker push shop:2",
            "./check.sh hunter2x");
        var learned = await open.LearnAsync(run with { Notes = "hunter2x expired once" });

        Assert.Equal(
            ["docker login -u bot --password {secret_password}", "docker push {image}:{tag}", "./check.sh {secret_password}"],
            learned.Skill!.Procedure.Steps.Select(step => step.Text));
        Assert.Equal("<secret>", learned.Skill.Procedure.Parameters[0].Example);
        await open.Memory.RecordAsync(
            new Report { Skill = learned.Skill.Name, Outcome = Outcome.Failure, Notes = "password=hunter2x was wrong" });
        Assert.DoesNotContain("hunter2x", string.Join('\n', open.Files.Select(File.ReadAllText)));
    }

    [Fact]
    public async Task A_proved_alternative_that_is_shorter_takes_over_as_the_version_that_it_is()
    {
        await using var open = await NewAsync();
        var known = await open.AddAsync("rolling-deploy", "Deploy a service to the cluster", ["cd /srv/deploy", .. Rollout]);
        var shorter = Run("Deploy a service to the cluster", Rollout);
        await open.LearnAsync(shorter);

        var proved = await open.LearnAsync(shorter with { Evidence = new Evidence { Kind = EvidenceKind.HttpStatus, Observed = "200" } });

        Assert.Equal((Decision.Refined, 2, 2), (proved.Decision, proved.Version, proved.Skill!.Version));
        Assert.Equal([false, false], (await open.Memory.VersionsAsync(known)).Select(version => version.IsAlternative));
    }

    [Fact]
    public async Task A_run_of_ten_thousand_steps_is_refused_and_leaves_nothing()
    {
        await using var open = await NewAsync();

        var refusal = await Assert.ThrowsAsync<SkillException>(
            () => open.LearnAsync("Deploy the shop", [.. Enumerable.Range(0, 10_000).Select(n => $"kubectl get pods -n ns{n}")]));

        Assert.Contains("it has 10000 steps, and 1-200 are allowed", refusal.Message);
        Assert.Contains("1,048,576 characters", Assert.Throws<SkillException>(() => Step.Parse(new string('x', 1 << 20))).Message);
        Assert.Equal(0, (await open.Memory.StatsAsync()).TotalSkills);
    }

    [Fact]
    public async Task Hostile_braces_and_quotes_come_back_as_they_were_told()
    {
        await using var open = await NewAsync();
        string[] steps =
        [
            new string('{', 4_000),
            $"echo {new string('"', 4_001)} -n x",
            $"kubectl {string.Concat(Enumerable.Repeat("{{a}} -n {b} '", 400))}",
            string.Concat(Enumerable.Repeat("--n=1 ", 1_200)),
        ];

        var learned = await open.LearnAsync(Run("Deploy the shop", steps));
        var again = await open.LearnAsync(Run("Deploy the shop", steps));

        Assert.Equal(
            steps.Select(text => text.Trim()),
            learned.Skill!.Procedure.Filled(learned.Skill.Procedure.Examples).Steps.Select(step => step.Text));
        Assert.Equal(Decision.Consolidated, again.Decision);
    }

    [Fact]
    public async Task Another_way_to_the_same_end_is_kept_as_an_alternative()
    {
        await using var open = await NewAsync();
        var known = await open.AddAsync("rolling-deploy", "Deploy a service to the cluster", Rollout);

        var learned = await open.LearnAsync("Deploy a service to the cluster", [.. Rollout, "kubectl logs deployment/{name} --tail=50"]);

        Assert.Equal((Decision.Alternative, 2), (learned.Decision, learned.Version));
        var versions = await open.Memory.VersionsAsync(known);
        Assert.Equal([false, true], versions.Select(version => version.IsAlternative));
        Assert.Equal(4, versions[1].Procedure.Steps.Count);
        Assert.Equal(3, (await open.Memory.GetAsync(known.Name)).Procedure.Steps.Count);
    }

    [Fact]
    public async Task A_shorter_way_takes_over_only_with_evidence()
    {
        await using var open = await NewAsync();
        var known = await open.AddAsync("rolling-deploy", "Deploy a service to the cluster", ["cd /srv/deploy", .. Rollout]);
        var shorter = Run("Deploy a service to the cluster", Rollout);

        Assert.Equal(Decision.Alternative, (await open.LearnAsync(shorter)).Decision);
        var proved = await open.LearnAsync(shorter with
        {
            Steps =
            [
                .. shorter.Steps.Select(
                    step => Step.Parse(step.Text.Replace("rollout status", "rollout status -w", StringComparison.Ordinal))),
            ],
            Evidence = new Evidence { Kind = EvidenceKind.HttpStatus, Observed = "200" },
        });

        Assert.Equal(Decision.Refined, proved.Decision);
        Assert.Equal(3, (await open.Memory.GetAsync(known.Name)).Procedure.Steps.Count);
    }

    [Fact]
    public async Task A_shorter_way_without_its_rollback_never_takes_over()
    {
        await using var open = await NewAsync();
        await open.AddAsync(
            "rolling-deploy", "Deploy a service to the cluster", [.. Rollout, "If issues: kubectl rollout undo deployment/{name}"]);

        var learned = await open.LearnAsync(Run("Deploy a service to the cluster", Rollout) with
        {
            Evidence = new Evidence { Kind = EvidenceKind.ExitCode, Observed = "0" },
        });

        Assert.Equal(Decision.Alternative, learned.Decision);
    }

    [Fact]
    public async Task Backup_and_restore_stay_two_skills()
    {
        await using var open = await NewAsync();
        string[] steps = ["check s3 access", "run the copy with pg tools", "verify the result"];
        await open.LearnAsync(Run("Backup the database to s3", steps) with { Category = "setup" });

        var restore = await open.LearnAsync(Run("Restore the database from s3", steps) with { Category = "setup" });

        Assert.Equal(Decision.Stored, restore.Decision);
        Assert.Equal("backup-database", restore.Similar[0].Name.Value);
    }

    [Theory]
    [InlineData("Monitor CPU on the host", "Monitor memory on the host")]
    [InlineData("Generate the weekly sales report", "Generate the monthly sales report")]
    [InlineData("Test the login with Okta", "Test the login with Auth0")]
    [InlineData("Upgrade the test database from 14 to 15", "Upgrade the test database from 15 to 16")]
    public async Task The_same_general_steps_for_something_else_are_another_skill(string one, string other)
    {
        await using var open = await NewAsync();
        string[] steps = ["open the console", "run the script", "check the result"];
        await open.LearnAsync(one, steps);

        Assert.Equal(Decision.Stored, (await open.LearnAsync(other, steps)).Decision);
        Assert.Equal(Decision.Consolidated, (await open.LearnAsync(other, steps)).Decision);
    }

    [Fact]
    public async Task The_caller_may_merge_after_all()
    {
        await using var open = await NewAsync();
        var known = await open.AddAsync("rolling-deploy", "Deploy a service to the cluster", Rollout);

        var learned = await open.Memory.LearnAsync(new LearnRequest
        {
            Trajectory = Run("Ship the billing app", "make image", "make push", "make rollout"),
            MergeInto = known.Name,
        }, Agent);

        Assert.Equal((Decision.Alternative, known.Id), (learned.Decision, learned.Skill!.Id));
    }

    [Fact]
    public async Task Nothing_is_merged_into_what_is_archived_pinned_or_a_composite()
    {
        await using var open = await NewAsync();
        var a = await open.AddAsync("migrate", "Migrate the database", "alembic upgrade head");
        var b = await open.AddAsync("deploy", "Deploy the service", Rollout);
        var whole = await open.Memory.ComposeAsync(
            new ComposeRequest { Skills = [a.Name, b.Name], Name = "release", Description = "Release" }, Agent);
        await open.Memory.CurateAsync(new CurateRequest { Skill = a.Name, Action = CurateAction.Archive });
        await open.Memory.CurateAsync(new CurateRequest { Skill = b.Name, Action = CurateAction.Pin });

        foreach (var name in new[] { a.Name, b.Name, whole.Skill.Name })
        {
            await Assert.ThrowsAsync<SkillException>(
                () => open.Memory.LearnAsync(new LearnRequest { Trajectory = Run("Deploy", Rollout), MergeInto = name }, Agent));
        }
    }

    [Fact]
    public async Task A_failed_run_of_a_known_skill_is_a_failure_with_a_pitfall()
    {
        await using var open = await NewAsync();
        var known = await open.AddAsync("rolling-deploy", "Deploy a service to the cluster", Rollout);

        var learned = await open.LearnAsync(
            Run("Deploy the cart service to the cluster", CartRollout[..2]) with { Success = false, Notes = "The image was never pushed" });

        Assert.Equal((Decision.Lesson, "task_failed"), (learned.Decision, learned.Reason));
        var now = await open.Memory.GetAsync(known.Name);
        Assert.Equal(1, now.Record.Failures.Total);
        Assert.Equal("The image was never pushed", Assert.Single(now.Pitfalls).Text);
    }

    [Fact]
    public async Task A_declared_parameter_binds_under_its_name_and_one_that_stands_nowhere_is_told()
    {
        await using var open = await NewAsync();

        var learned = await open.LearnAsync(Run("Release 4.1.0 of crm", [
            "npm version 4.1.0 --no-git-tag-version", "git tag -a v4.1.0 -m \"crm 4.1.0\"", "git push origin main --follow-tags"]) with
        {
            Name = "release-app",
            Parameters =
            [
                new Parameter { Name = "new_version", Example = "4.1.0" },
                new Parameter { Name = "app", Example = "crm" },
                new Parameter { Name = "channel", Example = "beta" },
            ],
        });

        Assert.Equal("git tag -a v{new_version} -m \"{app} {new_version}\"", learned.Skill!.Procedure.Steps[1].Text);
        Assert.Equal(["new_version", "app"], learned.Skill.Procedure.Parameters.Select(parameter => parameter.Name));
        Assert.Equal("channel", Assert.Single(learned.Unbound).Name);
    }

    [Fact]
    public async Task A_claim_that_its_evidence_contradicts_is_a_failure()
    {
        await using var open = await NewAsync();

        var learned = await open.LearnAsync(
            Run("Deploy a service", Rollout) with { Evidence = new Evidence { Kind = EvidenceKind.ExitCode, Observed = "1" } });

        Assert.Equal(
            (Decision.NotStored, "task_failed: the evidence contradicts the claim of success"),
            (learned.Decision, learned.Reason));
    }

    [Fact]
    public async Task A_dry_run_tells_and_writes_nothing()
    {
        await using var open = await NewAsync();

        var learned = await open.Memory.LearnAsync(
            new LearnRequest { Trajectory = Run("Deploy a service", Rollout), DryRun = true }, Agent);

        Assert.Equal(Decision.Stored, learned.Decision);
        Assert.Equal(0, (await open.Memory.StatsAsync()).TotalSkills);
    }

    [Fact]
    public async Task Two_who_learn_the_same_at_once_make_one_skill()
    {
        await using var open = await NewAsync();

        var learned = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(_ => Task.Run(() => open.LearnAsync("Deploy the shop to the cluster", Rollout))));

        var skill = Assert.Single(learned.Select(l => l.Skill!.Name).Distinct());
        Assert.Equal(12, (await open.Memory.GetAsync(skill)).Record.Total);
    }

    [Fact]
    public async Task A_composite_is_never_swallowed_by_its_component()
    {
        await using var open = await NewAsync();
        var a = await open.AddAsync("deploy-service", "Deploy the service to the cluster", Rollout);
        var b = await open.AddAsync("migrate", "Migrate the database", "alembic upgrade head", "check the schema", "run smoke tests");

        var composed = await open.Memory.ComposeAsync(new ComposeRequest
        {
            Skills = [a.Name, b.Name],
            Name = "deploy-service-whole",
            Description = "Deploy the service to the cluster",
        }, Agent);

        Assert.Equal(3, (await open.Memory.StatsAsync()).TotalSkills);
        Assert.Equal(2, composed.Composition.Phases.Count);
    }

    [Fact]
    public async Task A_learned_name_that_is_taken_gets_a_number()
    {
        await using var open = await NewAsync();
        await open.AddAsync("nightly", "Water the plants", "fill the can", "water the ferns", "empty the can");

        var learned = await open.LearnAsync(
            Run("Generate the nightly sales report", "open the ledger", "sum the columns", "mail the sheet") with { Name = "nightly" });

        Assert.Equal((Decision.Stored, "nightly-2"), (learned.Decision, learned.Skill!.Name.Value));
    }
}
