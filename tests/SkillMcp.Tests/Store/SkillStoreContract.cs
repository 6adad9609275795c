namespace SkillMcp.Tests.Store;

/// <summary>What every store must do. A store's own class opens an empty one and closes it.</summary>
public abstract class SkillStoreContract : IAsyncLifetime
{
    protected static Project Mine { get; } = Project.Parse("web-shop");

    protected static Project Theirs { get; } = Project.Parse("warehouse");

    protected ISkillStore Store { get; private set; } = null!;

    protected abstract Task<ISkillStore> OpenAsync();

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
                RecentWeight = 3.25,
                RecentScore = 1.5,
                BeforeRestore = new Executions(1, 4, 7),
            },
            UpdatedAt = Sample.Noon.AddMinutes(1),
            LastUsedAt = Sample.Noon.AddMinutes(2),
            LastSucceededAt = Sample.Noon.AddMinutes(3),
        };
        Assert.Equal(Saved.Done, await Store.AddAsync(Mine, skill, "first", default));
        Assert.Equivalent(skill, await Store.FindAsync(Mine, skill.Name, default), strict: true);
    }
}
