using CsCheck;

namespace SkillMcp.Tests.Store;

/// <summary>What every store must do. A store's own class opens an empty one and closes it; each part of the contract has a file.</summary>
public abstract partial class SkillStoreContract : IAsyncLifetime
{
    protected static Project Mine { get; } = Project.Parse("web-shop");

    protected static Project Theirs { get; } = Project.Parse("warehouse");

    private protected IMemoryStore Store { get; private set; } = null!;

    private protected abstract Task<IMemoryStore> OpenAsync();

    protected abstract Task CloseAsync();

    public async ValueTask InitializeAsync() => Store = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_skill_comes_back_as_it_was_added()
    {
        var skill = Sample.Skill(Sample.KubernetesRollingDeploy, Mine) with
        {
            Pinned = true,
            Confidence = 0.75,
            Source = Source.Learned,
            Provenance = new Provenance(Author.Agent, "claude-code 2.1.280", "deploy the shop"),
            Record = new TrackRecord
            {
                Successes = new Tally(1, 2, 3),
                Partials = new Tally(4, 5, 6),
                Failures = new Tally(7, 8, 9),
                BeforeRestore = new ExecutionCounts(1, 4, 7),
            },
            Pitfalls =
            [
                new Pitfall { Text = "The registry needs a login.", Step = 1, Seen = 3, SeenAt = Sample.Noon },
                new Pitfall { Text = "Mind the quota.", SeenAt = Sample.Noon },
            ],
            UpdatedAt = Sample.Noon.AddMinutes(1),
            LastUsedAt = Sample.Noon.AddMinutes(2),
            LastSucceededAt = Sample.Noon.AddMinutes(3),
        };
        await AddAsync(skill);
        AssertSame(skill, await FoundAsync(skill));
        var version = Assert.Single(await Store.VersionsAsync(Mine, skill.Id, default));
        Assert.Equal((1, "because", skill.Provenance, false), (version.Number, version.Reason, version.Provenance, version.IsAlternative));
    }

    [Fact]
    public Task Whatever_a_procedure_says_comes_back_unchanged()
    {
        string[] awkward =
        [
            "",
            "'; drop table skill; --",
            "naïve \U0001F680 日本語",
            "\"quoted\" \\ and \\u0027",
            "a\nb\tc\r\n",
            "\uD800 alone",
            "nul \0 inside",
        ];
        var text = Gen.OneOf(Gen.String, Gen.Int[0, awkward.Length - 1].Select(n => awkward[n]));
        var texts = text.List[0, 4];
        var procedures = Gen.Select(text, text, texts, texts, text, (title, description, tags, conditions, value) => new Procedure
        {
            Title = title,
            Description = description,
            Category = value,
            Tags = tags,
            Preconditions = conditions,
            Steps = Sample.Steps($"say {description.Trim()} with {{value}}"),
            Postconditions = tags,
            Parameters = [new Parameter { Name = "value", Description = title, Example = value, Default = description, Pattern = value }],
            Components = [new Component(Guid.CreateVersion7()) { Bindings = new Dictionary<string, string> { [title] = value } }],
        });
        return procedures.SampleAsync(async procedure =>
        {
            var skill = Sample.Skill(procedure, Mine) with { Name = SkillName.From(Guid.NewGuid().ToString())!.Value };
            await AddAsync(skill);
            var found = await FoundAsync(skill);
            Assert.Equal(procedure.ContentHash(), found.Procedure.ContentHash());
            Assert.Equal(Status.Active, found.Lifecycle.Status);
        }, iter: 60, threads: 1);
    }

    [Fact]
    public async Task A_name_is_given_once_in_a_project_and_again_in_another()
    {
        await AddAsync(Sample.Skill(Sample.KubernetesRollingDeploy, Mine));
        var again = Sample.Skill(Sample.KubernetesRollingDeploy, Mine);
        Assert.Equal(ApplyResult.NameTaken, await Store.AddAsync(Mine, again, "because", null, default));
        Assert.Empty(await Store.GetAsync(Mine, [again.Id], default));
        Assert.Equal(
            ApplyResult.Applied,
            await Store.AddAsync(Theirs, Sample.Skill(Sample.KubernetesRollingDeploy, Theirs), "because", null, default));
    }

    [Fact]
    public async Task A_project_sees_its_own_skills_and_everybodys_and_no_others()
    {
        var (mine, theirs, everybodys) = (
            Sample.Skill(Sample.Procedure("pack mine"), Mine),
            Sample.Skill(Sample.Procedure("pack theirs"), Theirs),
            Sample.Skill(Sample.Procedure("pack all")));
        await AddAsync(mine, theirs, everybodys);
        Assert.NotNull(await Store.FindAsync(Mine, mine.Name, default));
        Assert.NotNull(await Store.FindAsync(Mine, everybodys.Name, default));
        Assert.Null(await Store.FindAsync(Mine, theirs.Name, default));
        Assert.Null(await Store.FindAsync(Project.Everybody, mine.Name, default));
        Assert.Equal(
            [everybodys.Id, mine.Id],
            (await Store.GetAsync(Mine, [everybodys.Id, theirs.Id, mine.Id], default)).Select(skill => skill.Id));
        Assert.Equal(["pack-all", "pack-mine"], await ListedAsync(Mine));
        Assert.Equal(["pack-all", "pack-mine"], (await Store.NamesAsync(Mine, "pack", 10, default)).First);
        Assert.Equal(["pack-all", "pack-mine"], (await FoundByAsync(Mine, "pack")).Order());
        Assert.Equal(2, (await Store.StatsAsync(Mine, default)).TotalSkills);
        Assert.Empty(await Store.VersionsAsync(Mine, theirs.Id, default));
        Assert.Empty(await Store.ExecutionsAsync(Mine, theirs.Id, 10, default));
    }

    [Fact]
    public async Task Of_two_skills_with_one_name_a_project_sees_its_own()
    {
        var own = Sample.Skill(Sample.Procedure("deploy", "my own way"), Mine);
        var everybodys = Sample.Skill(Sample.Procedure("deploy", "the usual way"));
        await AddAsync(everybodys, own);
        Assert.Equal(own.Id, (await Store.FindAsync(Mine, own.Name, default))!.Id);
        Assert.Equal(everybodys.Id, (await Store.FindAsync(Theirs, own.Name, default))!.Id);
        Assert.Equal(own.Id, Assert.Single(await Store.ListAsync(Mine, new SkillFilter(), "", 10, default)).Id);
        Assert.Equal(own.Id, Assert.Single(await SearchAsync(Mine, "deploy")).Id);
        Assert.Equal(everybodys.Id, Assert.Single(await SearchAsync(Theirs, "deploy")).Id);
        Assert.Equal(1, (await Store.StatsAsync(Mine, default)).TotalSkills);
        Assert.Equal(["deploy"], (await Store.NamesAsync(Mine, "", 10, default)).First);
    }

    [Fact]
    public async Task Skills_come_in_the_order_of_their_ids_and_those_that_are_not_there_are_left_out()
    {
        Skill[] skills = [.. Enumerable.Range(1, 5).Select(n => Sample.Skill(Sample.Procedure($"skill {n}"), Mine))];
        await AddAsync(skills);
        Guid[] ids = [skills[3].Id, Guid.CreateVersion7(), skills[0].Id, skills[4].Id];
        Assert.Equal([skills[3].Id, skills[0].Id, skills[4].Id], (await Store.GetAsync(Mine, ids, default)).Select(skill => skill.Id));
        Assert.Empty(await Store.GetAsync(Mine, [], default));
    }

    /// <summary>Adds skills, each for its own project.</summary>
    protected async Task AddAsync(params IEnumerable<Skill> skills)
    {
        foreach (var skill in skills)
        {
            Assert.Equal(ApplyResult.Applied, await Store.AddAsync(skill.Project, skill, "because", null, default));
        }
    }

    /// <summary>The skill as it is in the store.</summary>
    protected async Task<Skill> FoundAsync(Skill skill) =>
        await Store.FindAsync(skill.Project, skill.Name, default) ?? throw new InvalidOperationException($"{skill.Name} is not there.");

    protected async Task<Skill> AddedAsync(Skill skill)
    {
        await AddAsync(skill);
        return await FoundAsync(skill);
    }

    private protected Task<IReadOnlyList<Candidate>> SearchAsync(Project project, string text, string? category = null, int limit = 100) =>
        Store.SearchAsync(project, Words.Of(text), category, limit, default);

    protected async Task<IReadOnlyList<string>> FoundByAsync(Project project, string text, string? category = null) =>
        [
            .. (await Store.GetAsync(project, [.. (await SearchAsync(project, text, category)).Select(candidate => candidate.Id)], default))
                .Select(skill => skill.Name.Value),
        ];

    protected async Task<IReadOnlyList<string>> ListedAsync(Project project, SkillFilter? filter = null) =>
        [.. (await Store.ListAsync(project, filter ?? new SkillFilter(), "", 100, default)).Select(skill => skill.Name.Value)];

    /// <summary>An execution of a skill's current version.</summary>
    protected static Execution Execution(
        Skill skill, Outcome outcome, EvidenceLevel level = EvidenceLevel.SelfReported, Guid? retrieval = null) =>
        Sample.Execution(outcome, level, skill.Id) with { Version = skill.Version, Retrieval = retrieval };

    static void AssertSame(Skill expected, Skill actual)
    {
        Assert.Equal(expected.Procedure.ContentHash(), actual.Procedure.ContentHash());
        Assert.Equal(expected.Pitfalls, actual.Pitfalls);
        // Lists compare by reference within records; they were compared above.
        // What is believed is derived by the store.
        Assert.Equal(
            expected with { WayBelief = null },
            actual with { Procedure = expected.Procedure, Pitfalls = expected.Pitfalls, WayBelief = null });
    }
}
