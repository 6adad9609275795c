using static SkillMcp.Tests.Memory.OpenMemory;

namespace SkillMcp.Tests.Memory;

public sealed class ProjectScopeTests
{
    static readonly SkillMemoryOptions Shared = new() { MayChangeShared = true };

    [Fact]
    public async Task Failures_within_a_project_are_counted_and_archive_nothing_of_everybodys()
    {
        await using var open = await NewAsync();
        var shared = await DeployAsync(open);
        var shop = Shop(open);
        var before = await BeliefAsync(open, shared);

        var recorded = await FailAsync(shop, shared, times: 30);

        Assert.Empty(recorded.Consequences);
        Assert.Equal((30, Lifecycle.Active), (recorded.Skill.Record.Failures.Total, recorded.Skill.Lifecycle));
        Assert.Equal(before, await BeliefAsync(open, shared));
        Assert.Empty((await open.Memory.GetAsync(shared.Name)).Pitfalls);
        // Without a project, the first failure is only the first.
        Assert.Equal(Lifecycle.Active, (await FailAsync(open.Memory, shared, times: 1)).Skill.Lifecycle);
        Assert.True(await BeliefAsync(open, shared) < before);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_did_not_fit_within_a_project_silences_nothing_of_everybodys_without_the_option(bool mayChangeShared)
    {
        await using var open = await NewAsync();
        await open.AddAsync("deploy-web-shop", "Deploy the web shop to the cluster", "shopctl build", "shopctl push", "shopctl roll");
        var shop = Shop(open, new SkillMemoryOptions { MayChangeShared = mayChangeShared });
        var request = new RetrieveRequest { Task = "deploy the web shop" };
        var retrieved = await shop.RetrieveAsync(request);
        await shop.RecordAsync(
            new Report { Skill = retrieved.Matches[0].Skill.Name, Outcome = Outcome.NotUsed, Retrieval = retrieved.RetrievalId });

        Assert.Equal(!mayChangeShared, (await open.Memory.RetrieveAsync(request)).Matches[0].IsWhole);
    }

    [Fact]
    public async Task The_same_failures_archive_a_skill_of_the_project_itself_and_with_the_option_everybodys()
    {
        await using var open = await NewAsync();
        var shared = await DeployAsync(open);
        var shop = Shop(open);
        var own = await shop.AddAsync(Procedure("restart", "Restart the web server", "systemctl restart web"), default, Person);

        Assert.Equal(Status.Archived, (await FailAsync(shop, own, times: 30)).Skill.Lifecycle.Status);
        Assert.Equal(Status.Archived, (await FailAsync(Shop(open, Shared), shared, times: 30)).Skill.Lifecycle.Status);
    }

    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 1)]
    public async Task Failures_within_a_project_promote_no_other_way_of_everybodys_without_the_option(bool mayChangeShared, int version)
    {
        await using var open = await NewAsync();
        var shared = await RefinedAsync(open);

        await FailAsync(Shop(open, new SkillMemoryOptions { MayChangeShared = mayChangeShared }), shared, times: 3);

        Assert.Equal(version, (await open.Memory.GetAsync(shared.Name)).Version);
    }

    [Fact]
    public async Task Successes_within_a_project_weigh_as_everywhere_and_one_that_is_corrected_weighs_no_more()
    {
        await using var open = await NewAsync();
        var shared = await DeployAsync(open);
        var shop = Shop(open);
        var before = await BeliefAsync(open, shared);
        var retrieved = await shop.RetrieveAsync(new RetrieveRequest { Skill = shared.Name });
        var report = new Report { Skill = shared.Name, Outcome = Outcome.Success, Retrieval = retrieved.RetrievalId };

        await shop.RecordAsync(report);
        Assert.True(await BeliefAsync(open, shared) > before);

        await shop.RecordAsync(report with { Outcome = Outcome.Failure });
        Assert.Equal(before, await BeliefAsync(open, shared));
        Assert.Equal(new ExecutionCounts(0, 0, 1), (await open.Memory.GetAsync(shared.Name)).Record.All);
    }

    [Fact]
    public async Task An_agent_within_a_project_curates_nothing_of_everybodys_and_is_told_what_to_do()
    {
        await using var open = await NewAsync();
        var shared = await RefinedAsync(open);
        var shop = Shop(open);

        foreach (var action in new[] { CurateAction.Archive, CurateAction.Pin, CurateAction.Rollback })
        {
            var request = new CurateRequest { Skill = shared.Name, Action = action, Version = action == CurateAction.Rollback ? 1 : 0 };
            var refusal = await Assert.ThrowsAsync<SkillException>(() => shop.CurateAsync(request, Agent));
            Assert.Contains("'deploy' is everybody's, and within project 'shop' only a person changes it", refusal.Message);
            Assert.Contains("store_trajectory and the name 'deploy'", refusal.Message);
        }
        Assert.Equal(shared.Lifecycle, (await open.Memory.GetAsync(shared.Name)).Lifecycle);

        await open.Memory.CurateAsync(new CurateRequest { Skill = shared.Name, Action = CurateAction.Archive }, Agent);
        await Assert.ThrowsAsync<SkillException>(
            () => shop.CurateAsync(new CurateRequest { Skill = shared.Name, Action = CurateAction.Restore }, Agent));
    }

    [Fact]
    public async Task A_person_and_the_option_change_everybodys_skills_within_a_project()
    {
        await using var open = await NewAsync();
        var shared = await DeployAsync(open);
        CurateRequest Asked(CurateAction action) => new() { Skill = shared.Name, Action = action };

        Assert.True((await Shop(open).CurateAsync(Asked(CurateAction.Archive), Person)).Changed);
        Assert.True((await Shop(open, Shared).CurateAsync(Asked(CurateAction.Restore), Agent)).Changed);
        var confirmed = await Shop(open).RecordAsync(new Report { Skill = shared.Name, Outcome = Outcome.Failure }, Person);

        Assert.Equal(new Tally(1, 0, 0), confirmed.Skill.Record.Failures);
        var execution = Assert.Single(await open.Store.ExecutionsAsync(
            Project.Everybody, shared.Id, ExecutionFilter.All, 10, CancellationToken.None));
        Assert.Equal(1, execution.Weight);
    }

    [Fact]
    public async Task An_agent_within_a_project_curates_what_is_the_projects_own_of_the_same_name()
    {
        await using var open = await NewAsync();
        var shared = await DeployAsync(open);
        var shop = Shop(open);
        await shop.AddAsync(Procedure("deploy", "Deploy the service to the shop's cluster", "make deploy"), default, Person);

        await shop.CurateAsync(new CurateRequest { Skill = shared.Name, Action = CurateAction.Archive }, Agent);

        Assert.Equal(Status.Archived, (await shop.GetAsync(shared.Name)).Lifecycle.Status);
        Assert.True((await open.Memory.GetAsync(shared.Name)).IsActive);
    }

    [Fact]
    public async Task What_would_refine_everybodys_skill_is_refused_and_as_a_run_it_becomes_the_projects_own()
    {
        await using var open = await NewAsync();
        var shared = await DeployAsync(open);
        var shop = Shop(open);
        Step[] steps = [.. shared.Procedure.Steps, Step.Parse("kubectl rollout status deployment/api")];
        var refined = new RefineRequest { Skill = shared.Name, Steps = steps, Success = true, Reason = "waits" };

        await Assert.ThrowsAsync<SkillException>(() => shop.RefineAsync(refined, Agent));
        await Assert.ThrowsAsync<SkillException>(
            () => shop.RefineAsync(new RefineRequest { Skill = shared.Name, Steps = [], Description = "Another", Reason = "" }, Agent));
        var run = new Trajectory { Task = shared.Procedure.Description, Success = true, Steps = steps, Name = "deploy" };
        var learned = await shop.LearnAsync(new LearnRequest { Trajectory = run }, Agent);

        Assert.Equal((Decision.Stored, "deploy", "shop"), (learned.Decision, learned.Skill!.Name.Value, learned.Skill.Project.Name));
        Assert.EndsWith("deploy is everybody's, and this is the project's own", learned.Reason);
        Assert.Equal(learned.Skill.Id, (await shop.GetAsync(shared.Name)).Id);
        var everybodys = await open.Memory.GetAsync(shared.Name);
        Assert.Equal((shared.Id, 1, 0), (everybodys.Id, everybodys.Version, everybodys.Record.Total));

        // Told again, it is another run of the project's own.
        var again = await shop.LearnAsync(new LearnRequest { Trajectory = run with { Notes = "again" } }, Agent);
        Assert.Equal((Decision.Consolidated, learned.Skill.Id, 2), (again.Decision, again.Skill!.Id, again.Skill.Record.Total));
    }

    [Fact]
    public async Task A_run_of_everybodys_skill_counts_for_it_and_one_that_would_change_it_does_not_even_if_asked_to()
    {
        await using var open = await NewAsync();
        var shared = await DeployAsync(open);
        var shop = Shop(open);
        var run = new Trajectory { Task = shared.Procedure.Description, Success = true, Steps = shared.Procedure.Steps, Name = "deploy" };

        var same = await shop.LearnAsync(new LearnRequest { Trajectory = run }, Agent);
        Assert.Equal((Decision.Consolidated, shared.Id, 1), (same.Decision, same.Skill!.Id, same.Skill.Record.Successes.Total));

        var other = run with { Name = "", Steps = [Step.Parse("git pull"), Step.Parse("make image"), Step.Parse("make deploy")] };
        var merged = await shop.LearnAsync(new LearnRequest { Trajectory = other, MergeInto = shared.Name }, Agent);
        Assert.Equal(Decision.Stored, merged.Decision);
        Assert.Equal("shop", merged.Skill!.Project.Name);
        Assert.Single(await open.Store.VersionsAsync(Project.Everybody, shared.Id, CancellationToken.None));
    }

    [Fact]
    public async Task What_waits_for_approval_is_still_proposed_to_a_person()
    {
        await using var open = await NewAsync();
        var shared = await DeployAsync(open);
        var shop = Shop(open, new SkillMemoryOptions { QuarantineAgents = true });
        Step[] steps = [.. shared.Procedure.Steps, Step.Parse("kubectl rollout status deployment/api")];

        var refined = await shop.RefineAsync(
            new RefineRequest { Skill = shared.Name, Steps = steps, Success = true, Reason = "waits" }, Agent);
        await shop.ApproveAsync(refined.Skill);

        Assert.Equal(Decision.Quarantined, refined.Decision);
        Assert.Equal(2, (await open.Memory.GetAsync(shared.Name)).Version);
    }

    [Fact]
    public async Task Values_that_vary_within_a_project_teach_everybodys_skill_nothing()
    {
        await using var open = await NewAsync();
        var run = Run("Deploy api to the namespace", "git pull", "make image", "kubectl apply -n {namespace}") with
        {
            Name = "deploy",
            Parameters = [new Parameter { Name = "namespace", Example = "prod", Default = "prod" }],
        };
        var learned = (await open.LearnAsync(run)).Skill!;
        var report = new Report
        {
            Skill = learned.Name,
            Outcome = Outcome.Success,
            Arguments = new Dictionary<string, string> { ["namespace"] = "stage" },
        };

        Assert.Empty((await Shop(open).RecordAsync(report)).Consequences);
        Assert.Equal(learned.Version, (await open.Memory.GetAsync(learned.Name)).Version);
        Assert.NotEmpty((await open.Memory.RecordAsync(report)).Consequences);
    }

    static SkillMemory Shop(OpenMemory open, SkillMemoryOptions? options = null) => open.For(Project.Parse("shop"), options);

    static Task<Skill> DeployAsync(OpenMemory open) => open.AddAsync(
        "deploy", "Deploy the api service to the cluster", "git pull --ff-only", "docker build -t api .", "kubectl apply -f api.yaml");

    /// <summary>A skill that worked twenty times in another way than its current one.</summary>
    static async Task<Skill> RefinedAsync(OpenMemory open)
    {
        var run = Run("Deploy the api service", "git pull", "make image", "make push") with { Name = "deploy" };
        var learned = (await open.LearnAsync(run)).Skill!;
        for (var time = 0; time < 20; time++)
        {
            var retrieved = await open.Memory.RetrieveAsync(new RetrieveRequest { Skill = learned.Name });
            await open.RecordAsync(new Report { Skill = learned.Name, Outcome = Outcome.Success, Retrieval = retrieved.RetrievalId });
        }
        Step[] steps = [Step.Parse("git pull"), Step.Parse("make image"), Step.Parse("docker push api")];
        var refined = new RefineRequest { Skill = learned.Name, Steps = steps, Success = true, Reason = "another registry" };
        return (await open.Memory.RefineAsync(refined, Agent)).Skill;
    }

    static async Task<Recorded> FailAsync(SkillMemory memory, Skill skill, int times)
    {
        Recorded? recorded = null;
        for (var time = 0; time < times; time++)
        {
            var retrieved = await memory.RetrieveAsync(new RetrieveRequest { Skill = skill.Name });
            recorded = await memory.RecordAsync(new Report
            {
                Skill = skill.Name,
                Outcome = Outcome.Failure,
                Retrieval = retrieved.RetrievalId,
                Notes = "The disk is full",
            });
            if (recorded.Skill.Lifecycle.Status == Status.Archived)
            {
                break;
            }
        }
        return recorded!;
    }

    static async Task<double> BeliefAsync(OpenMemory open, Skill skill) =>
        (await open.Store.WaysAsync(Project.Everybody, skill.Id, CancellationToken.None)).Single(way => way.IsCurrent).Belief;
}
