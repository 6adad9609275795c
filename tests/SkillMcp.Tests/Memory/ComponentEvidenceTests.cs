using static SkillMcp.Tests.Memory.OpenMemory;

namespace SkillMcp.Tests.Memory;

public sealed class ComponentEvidenceTests
{
    [Fact]
    public async Task A_success_of_a_composite_is_weak_evidence_for_each_of_its_components()
    {
        await using var open = await NewAsync();
        var (migrate, deploy, whole) = await ReleaseAsync(open);
        var alone = await open.AddAsync("prune", "Prune the old images", "docker image prune");
        var before = await BeliefAsync(open, migrate);
        Assert.Equal(before, await BeliefAsync(open, alone));

        var recorded = await open.RecordAsync(await RetrievedAsync(open, whole, Outcome.Success));
        await open.RecordAsync(await RetrievedAsync(open, alone, Outcome.Success));

        Assert.Empty(recorded.Consequences);
        foreach (var component in new[] { migrate, deploy })
        {
            var execution = Assert.Single(await ExecutionsAsync(open, component));
            Assert.Equal((Outcome.Success, EvidenceLevel.SelfReported), (execution.Outcome, execution.EvidenceLevel));
            Assert.Equal((true, "", null), (execution.IsBound, execution.Notes, execution.Pitfall));
            Assert.Equal(new Tally(0, 0, 1), (await open.Memory.GetAsync(component.Name)).Record.Successes);
        }
        Assert.InRange(await BeliefAsync(open, migrate), before + 0.001, await BeliefAsync(open, alone) - 0.001);
    }

    [Fact]
    public async Task It_never_proves_a_component_whatever_proves_the_composite()
    {
        await using var open = await NewAsync();
        var (migrate, _, whole) = await ReleaseAsync(open);
        var evidence = new Evidence { Kind = EvidenceKind.ExitCode, Observed = "0", Expected = "0" };

        await open.RecordAsync(await RetrievedAsync(open, whole, Outcome.Success) with { Evidence = evidence });
        await open.RecordAsync(await RetrievedAsync(open, whole, Outcome.Success), OpenMemory.Person);

        Assert.True((await open.Memory.GetAsync(whole.Name)).Record.IsProved);
        Assert.Equal(new Tally(0, 0, 2), (await open.Memory.GetAsync(migrate.Name)).Record.Successes);
    }

    [Fact]
    public async Task A_component_that_the_report_names_is_counted_as_it_says_and_nothing_else()
    {
        await using var open = await NewAsync();
        var (migrate, deploy, whole) = await ReleaseAsync(open);

        var named = new Dictionary<SkillName, Outcome> { [deploy.Name] = Outcome.Partial };
        await open.RecordAsync(await RetrievedAsync(open, whole, Outcome.Success) with { Components = named });
        await open.RecordAsync(await RetrievedAsync(open, whole, Outcome.Success) with { FailedStep = 2 });

        Assert.Equal(new ExecutionCounts(0, 1, 0), (await open.Memory.GetAsync(deploy.Name)).Record.All);
        Assert.Equal(new ExecutionCounts(2, 0, 0), (await open.Memory.GetAsync(migrate.Name)).Record.All);
    }

    [Fact]
    public async Task The_same_retrieval_counts_once_for_a_component()
    {
        await using var open = await NewAsync();
        var (migrate, _, whole) = await ReleaseAsync(open);
        var report = await RetrievedAsync(open, whole, Outcome.Success);

        await open.RecordAsync(report, times: 3);
        await open.RecordAsync(report with { Components = new Dictionary<SkillName, Outcome> { [migrate.Name] = Outcome.Success } });

        Assert.Equal(1, (await open.Memory.GetAsync(migrate.Name)).Record.Total);
        Assert.Equal(1, (await open.Memory.GetAsync(whole.Name)).Record.Total);
    }

    [Fact]
    public async Task A_corrected_report_of_the_composite_takes_it_back()
    {
        await using var open = await NewAsync();
        var (migrate, deploy, whole) = await ReleaseAsync(open);
        var before = (await BeliefAsync(open, migrate), await BeliefAsync(open, deploy));
        var report = await RetrievedAsync(open, whole, Outcome.Success);
        await open.RecordAsync(report);

        await open.RecordAsync(report with { Outcome = Outcome.Failure, FailedStep = 2 });

        Assert.Equal(0, (await open.Memory.GetAsync(migrate.Name)).Record.Total);
        Assert.Null((await open.Memory.GetAsync(migrate.Name)).LastSucceededAt);
        Assert.Equal(new ExecutionCounts(0, 0, 1), (await open.Memory.GetAsync(deploy.Name)).Record.All);
        Assert.Equal(before.Item1, await BeliefAsync(open, migrate));
        Assert.True(await BeliefAsync(open, deploy) < before.Item2);

        await open.RecordAsync(report);

        Assert.Equal(new ExecutionCounts(1, 0, 0), (await open.Memory.GetAsync(migrate.Name)).Record.All);
        Assert.Equal(new ExecutionCounts(1, 0, 0), (await open.Memory.GetAsync(deploy.Name)).Record.All);
    }

    [Fact]
    public async Task What_was_reported_of_a_component_itself_stays()
    {
        await using var open = await NewAsync();
        var (migrate, _, whole) = await ReleaseAsync(open);
        var report = await RetrievedAsync(open, whole, Outcome.Success);
        var named = new Dictionary<SkillName, Outcome> { [migrate.Name] = Outcome.Partial };
        await open.RecordAsync(report with { Components = named });

        await open.RecordAsync(report);

        Assert.Equal(new ExecutionCounts(0, 1, 0), (await open.Memory.GetAsync(migrate.Name)).Record.All);
    }

    [Fact]
    public async Task Components_of_components_are_counted_once_and_not_below_one_that_failed()
    {
        await using var open = await NewAsync();
        var (migrate, deploy, inner) = await ReleaseAsync(open);
        var outer = await ComposeAsync(open, "train", inner, deploy);

        var report = await RetrievedAsync(open, outer, Outcome.Success);
        await open.RecordAsync(report);

        Assert.Equal("1 1 1", await TotalsAsync(open, migrate, deploy, inner));

        var failed = new Dictionary<SkillName, Outcome> { [inner.Name] = Outcome.Failure, [deploy.Name] = Outcome.Success };
        await open.RecordAsync(report with { Outcome = Outcome.Partial, Components = failed });

        Assert.Equal("0 1 1", await TotalsAsync(open, migrate, deploy, inner));
        Assert.Equal(1, (await open.Memory.GetAsync(inner.Name)).Record.Failures.Total);
    }

    [Fact]
    public async Task What_is_not_laid_out_gets_nothing()
    {
        await using var open = await NewAsync();
        var (migrate, deploy, whole) = await ReleaseAsync(open);
        await open.ChangeOutsideAsync("update skill set status = 'quarantined', status_reason = 'tampered' where name = 'migrate'");

        await open.RecordAsync(await RetrievedAsync(open, whole, Outcome.Success));

        Assert.Equal("0 1", await TotalsAsync(open, migrate, deploy));
    }

    [Fact]
    public async Task A_claim_without_a_retrieval_is_shown_and_lifts_no_component()
    {
        await using var open = await NewAsync();
        var (migrate, _, whole) = await ReleaseAsync(open);
        var before = await BeliefAsync(open, migrate);

        await open.RecordAsync(whole, Outcome.Success, times: 30);

        Assert.Equal(30, (await open.Memory.GetAsync(migrate.Name)).Record.Total);
        Assert.Equal(before, await BeliefAsync(open, migrate));
    }

    [Fact]
    public async Task A_failure_of_a_composite_says_nothing_of_the_components_that_it_does_not_name()
    {
        await using var open = await NewAsync();
        var (migrate, deploy, whole) = await ReleaseAsync(open);

        await open.RecordAsync(await RetrievedAsync(open, whole, Outcome.Failure));
        await open.RecordAsync(await RetrievedAsync(open, whole, Outcome.Partial));

        Assert.Equal("0 0", await TotalsAsync(open, migrate, deploy));
    }

    static async Task<(Skill Migrate, Skill Deploy, Skill Whole)> ReleaseAsync(OpenMemory open)
    {
        var migrate = await open.AddAsync("migrate", "Migrate the database with alembic", "alembic upgrade head");
        var deploy = await open.AddAsync("deploy", "Deploy the service with kubectl", "kubectl apply -f service.yaml");
        return (migrate, deploy, await ComposeAsync(open, "release", migrate, deploy));
    }

    static async Task<Skill> ComposeAsync(OpenMemory open, string name, params Skill[] parts) => (await open.Memory.ComposeAsync(
        new ComposeRequest { Skills = [.. parts.Select(part => part.Name)], Name = name, Description = $"The {name}, all of it" },
        Agent)).Skill;

    static async Task<Report> RetrievedAsync(OpenMemory open, Skill skill, Outcome outcome)
    {
        var retrieved = await open.Memory.RetrieveAsync(new RetrieveRequest { Skill = skill.Name });
        return new Report { Skill = skill.Name, Outcome = outcome, Retrieval = retrieved.RetrievalId };
    }

    static async Task<string> TotalsAsync(OpenMemory open, params Skill[] skills)
    {
        var totals = new List<int>();
        foreach (var skill in skills)
        {
            totals.Add((await open.Memory.GetAsync(skill.Name)).Record.Total);
        }
        return string.Join(' ', totals);
    }

    static async Task<double> BeliefAsync(OpenMemory open, Skill skill) =>
        Assert.Single(await open.Store.WaysAsync(Project.Everybody, skill.Id, CancellationToken.None)).Belief;

    static Task<IReadOnlyList<Execution>> ExecutionsAsync(OpenMemory open, Skill skill) =>
        open.Store.ExecutionsAsync(Project.Everybody, skill.Id, ExecutionFilter.All, 100, CancellationToken.None);
}
