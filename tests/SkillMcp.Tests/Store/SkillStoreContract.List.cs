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
        Assert.Equal(
            ["kubernetes-rolling-deploy", "postgresql-migration-deploy"],
            await ListedAsync(Mine, new SkillFilter { Category = "deployment" }));
        Assert.Equal(
            ["api-latency-investigation", "postgresql-migration-deploy"],
            await ListedAsync(Mine, new SkillFilter { Tag = "database" }));
        Assert.Equal(["postgresql-migration-deploy"], await ListedAsync(Mine, new SkillFilter { Status = Status.Archived }));
        Assert.Equal(["suspect"], await ListedAsync(Mine, new SkillFilter { Status = Status.Quarantined }));
        Assert.Equal(
            ["api-latency-investigation", "kubernetes-rolling-deploy"],
            await ListedAsync(Mine, new SkillFilter { Status = Status.Active }));
        Assert.Equal(
            ["kubernetes-rolling-deploy"],
            await ListedAsync(Mine, new SkillFilter { Status = Status.Active, StaleSince = Sample.Noon + 5 * day }));
        Assert.Empty(await ListedAsync(Mine, new SkillFilter { StaleSince = Sample.Noon }));
        Assert.Empty(await ListedAsync(Mine, new SkillFilter { Tag = "data" }));
    }

    [Fact]
    public async Task Names_in_which_a_word_begins_with_a_text_come_after_those_that_do()
    {
        await AddAsync(new[] { "deploy-web", "deploy-api", "deploy", "debug", "zip", "web-deploy", "redeploy" }
            .Select(name => Sample.Skill(Sample.Procedure(name))));
        await AddAsync(Sample.Skill(Sample.Procedure("deploy-old")) with { Lifecycle = Lifecycle.Archived(Lifecycle.Outdated) });
        Assert.Equal(["deploy", "deploy-api", "deploy-web", "web-deploy"], (await Store.NamesAsync(Mine, "deploy", 10, default)).First);
        Assert.Equal(["web-deploy", "deploy-web"], (await Store.NamesAsync(Mine, "web", 10, default)).First);
        Assert.Equal(["deploy-web"], (await Store.NamesAsync(Mine, "deploy-w", 10, default)).First);
        Assert.Empty((await Store.NamesAsync(Mine, "eploy", 10, default)).First);
        var some = await Store.NamesAsync(Mine, "", 2, default);
        Assert.Equal(["debug", "deploy"], some.First);
        Assert.Equal(7, some.Total);
    }

    [Fact]
    public async Task A_name_is_named_only_where_the_project_would_find_it_active()
    {
        await AddAsync(
            Sample.Skill(Sample.Procedure("deploy")),
            Sample.Skill(Sample.Procedure("deploy"), Mine) with { Lifecycle = Lifecycle.Archived(Lifecycle.Outdated) });
        Assert.Equal(0, (await Store.NamesAsync(Mine, "deploy", 10, default)).Total);
        Assert.Equal(["deploy"], (await Store.NamesAsync(Theirs, "deploy", 10, default)).First);
    }

    [Fact]
    public async Task Every_write_and_nothing_else_makes_another_generation()
    {
        var skill = await AddedAsync(Sample.Skill(Sample.KubernetesRollingDeploy));
        var before = await Store.GenerationAsync(Mine, default);
        await ListedAsync(Mine);
        Assert.Equal(before, await Store.GenerationAsync(Mine, default));
        await Store.RecordAsync(Mine, Execution(skill, Outcome.Success), default);
        var recorded = await Store.GenerationAsync(Mine, default);
        Assert.NotEqual(before, recorded);
        await Store.PurgeAsync(Mine, await FoundAsync(skill), default);
        Assert.NotEqual(recorded, await Store.GenerationAsync(Mine, default));
    }

    [Fact]
    public async Task The_mark_of_the_list_changes_when_what_the_list_shows_changes()
    {
        var skill = await AddedAsync(Sample.Skill(Sample.Procedure("deploy")));
        var marks = new List<string> { await Store.ListFingerprintAsync(Mine, default) };

        // These changes are none that the list shows, or it does not show them to this project.
        await Store.RecordAsync(Mine, Execution(skill, Outcome.Success), default);
        await Store.ChangeAsync(Mine, await FoundAsync(skill) with { Pinned = true }, null, default);
        await AddAsync(
            Sample.Skill(Sample.Procedure("theirs"), Theirs),
            Sample.Skill(Sample.Procedure("doubtful")) with { Lifecycle = Lifecycle.Quarantined("screened") });
        Assert.Equal(marks[0], await Store.ListFingerprintAsync(Mine, default));

        await AddAsync(Sample.Skill(Sample.Procedure("debug")));
        marks.Add(await Store.ListFingerprintAsync(Mine, default));
        await Store.ChangeAsync(Mine, await FoundAsync(skill) with { Name = SkillName.Parse("ship") }, null, default);
        marks.Add(await Store.ListFingerprintAsync(Mine, default));
        var renamed = (await Store.GetAsync(Mine, [skill.Id], default))[0];
        var described = new SkillVersion
        {
            Number = 2,
            Procedure = renamed.Procedure with { Description = "Ship it" },
            Provenance = renamed.Provenance,
            CreatedAt = Sample.Noon,
        };
        await Store.ChangeAsync(Mine, renamed with { Version = 2, Procedure = described.Procedure }, described, default);
        marks.Add(await Store.ListFingerprintAsync(Mine, default));
        await Store.ChangeAsync(
            Mine,
            (await Store.GetAsync(Mine, [skill.Id], default))[0] with { Lifecycle = Lifecycle.Archived(Lifecycle.Outdated) },
            null,
            default);
        marks.Add(await Store.ListFingerprintAsync(Mine, default));
        Assert.Equal(5, marks.Distinct().Count());
    }

    [Fact]
    public async Task Stats_count_active_skills_and_average_their_reliability()
    {
        Assert.Equal(
            (0, 0.0),
            (await Store.StatsAsync(Mine, default)) is var empty ? (empty.TotalSkills, empty.AverageReliability) : default);
        await AddAsync(
            Sample.Skill(Sample.KubernetesRollingDeploy) with
            {
                Record = new TrackRecord { Successes = new Tally(47, 0, 0), Failures = new Tally(3, 0, 0) },
            },
            Sample.Skill(Sample.ApiLatencyInvestigation) with
            {
                Record = new TrackRecord { Successes = new Tally(20, 2, 1), Partials = new Tally(5, 0, 0), Failures = new Tally(0, 1, 3) },
            },
            Sample.Skill(Sample.PostgresqlMigrationDeploy) with { Confidence = 0.5 },
            Sample.Skill(Sample.Procedure("gone")) with { Lifecycle = Lifecycle.Archived(Lifecycle.Withdrawn) });
        var stats = await Store.StatsAsync(Mine, default);
        Assert.Equal(3, stats.TotalSkills);
        Assert.Equal(new Dictionary<string, int> { ["deployment"] = 2, ["debugging"] = 1 }, stats.ByCategory);
        Assert.Equal((47.0 / 50 + 25.5 / 32 + 0.5) / 3, stats.AverageReliability, 12);
        Assert.Equal(1, stats.Untried);
        Assert.Equal((47.0 / 50 + 25.5 / 32) / 2, stats.AverageOfTried, 12);
    }
}
