namespace SkillMcp.Tests.Store;

public abstract partial class SkillStoreContract
{
    [Fact]
    public async Task Pages_hold_every_skill_once_by_name()
    {
        string[] names = [.. Enumerable.Range(1, 23).Select(n => $"skill-{n * 7 % 23}")];
        await AddAsync(names.Select((name, n) => Sample.Skill(Sample.Procedure(name), n % 2 == 0 ? Mine : Project.Everybody)));
        var listed = new List<string>();
        for (var page = await PageAsync(""); page.Count > 0; page = await PageAsync(listed[^1]))
        {
            Assert.InRange(page.Count, 1, 5);
            listed.AddRange(page);
        }
        Assert.Equal(names.Order(StringComparer.Ordinal), listed);

        async Task<IReadOnlyList<string>> PageAsync(string after) =>
            [.. (await Store.ListAsync(Mine, new SkillFilter(), after, 5, default)).Select(skill => skill.Name.Value)];
    }

    [Fact]
    public async Task A_list_holds_what_its_filter_asks_for()
    {
        var day = TimeSpan.FromDays(1);
        await AddAsync(
            Sample.Skill(Sample.KubernetesRollingDeploy),
            Sample.Skill(Sample.ApiLatencyInvestigation) with { LastSucceededAt = Sample.Noon + 10 * day },
            Sample.Skill(Sample.PostgresqlMigrationDeploy) with { Lifecycle = Lifecycle.Archived(Lifecycle.Outdated) },
            Sample.Skill(Sample.Procedure("suspect")) with { Lifecycle = Lifecycle.Quarantined("hidden characters") });
        Assert.Equal(["kubernetes-rolling-deploy", "postgresql-migration-deploy"], await ListedAsync(Mine, new SkillFilter { Category = "deployment" }));
        Assert.Equal(["api-latency-investigation", "postgresql-migration-deploy"], await ListedAsync(Mine, new SkillFilter { Tag = "database" }));
        Assert.Equal(["postgresql-migration-deploy"], await ListedAsync(Mine, new SkillFilter { Status = Status.Archived }));
        Assert.Equal(["suspect"], await ListedAsync(Mine, new SkillFilter { Status = Status.Quarantined }));
        Assert.Equal(["api-latency-investigation", "kubernetes-rolling-deploy"], await ListedAsync(Mine, new SkillFilter { Status = Status.Active }));
        Assert.Equal(["kubernetes-rolling-deploy"], await ListedAsync(Mine, new SkillFilter { Status = Status.Active, StaleSince = Sample.Noon + 5 * day }));
        Assert.Empty(await ListedAsync(Mine, new SkillFilter { StaleSince = Sample.Noon }));
        Assert.Empty(await ListedAsync(Mine, new SkillFilter { Tag = "data" }));
    }

    [Fact]
    public async Task Names_that_begin_with_a_text_come_in_order()
    {
        await AddAsync(new[] { "deploy-web", "deploy-api", "deploy", "debug", "zip" }.Select(name => Sample.Skill(Sample.Procedure(name))));
        Assert.Equal(["deploy", "deploy-api", "deploy-web"], (await Store.NamesAsync(Mine, "deploy", 10, default)).First);
        Assert.Equal(["debug", "deploy"], (await Store.NamesAsync(Mine, "", 2, default)).First);
        Assert.Equal(["zip"], (await Store.NamesAsync(Mine, "z", 2, default)).First);
    }

    [Fact]
    public async Task Stats_count_active_skills_and_average_their_reliability()
    {
        Assert.Equal((0, 0.0), (await Store.StatsAsync(Mine, default)) is var empty ? (empty.TotalSkills, empty.AverageReliability) : default);
        await AddAsync(
            Sample.Skill(Sample.KubernetesRollingDeploy) with { Record = new TrackRecord { Successes = new Tally(47, 0, 0), Failures = new Tally(3, 0, 0) } },
            Sample.Skill(Sample.ApiLatencyInvestigation) with { Record = new TrackRecord { Successes = new Tally(20, 2, 1), Partials = new Tally(5, 0, 0), Failures = new Tally(0, 1, 3) } },
            Sample.Skill(Sample.PostgresqlMigrationDeploy) with { Confidence = 0.5 },
            Sample.Skill(Sample.Procedure("gone")) with { Lifecycle = Lifecycle.Archived(Lifecycle.Withdrawn) });
        var stats = await Store.StatsAsync(Mine, default);
        Assert.Equal(3, stats.TotalSkills);
        Assert.Equal(new Dictionary<string, int> { ["deployment"] = 2, ["debugging"] = 1 }, stats.ByCategory);
        Assert.Equal((47.0 / 50 + 25.5 / 32 + 0.5) / 3, stats.AverageReliability, 12);
    }
}
