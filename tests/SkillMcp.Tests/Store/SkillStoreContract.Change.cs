namespace SkillMcp.Tests.Store;

public abstract partial class SkillStoreContract
{
    [Fact]
    public async Task A_change_makes_true_what_it_says()
    {
        var skill = await AddedAsync(Sample.Skill(Sample.KubernetesRollingDeploy, Mine));
        var changed = skill with
        {
            Name = SkillName.Parse("roll-out"),
            Pinned = true,
            Lifecycle = Lifecycle.Archived(Lifecycle.Outdated),
            UpdatedAt = Sample.Noon.AddHours(1),
        };
        Assert.Equal(ApplyResult.Applied, await Store.ChangeAsync(Mine, changed, null, default));
        AssertSame(changed with { Revision = 2 }, await FoundAsync(changed));
        Assert.Null(await Store.FindAsync(Mine, skill.Name, default));
    }

    [Fact]
    public async Task A_change_that_was_decided_on_an_older_revision_is_refused()
    {
        var skill = await AddedAsync(Sample.Skill(Sample.KubernetesRollingDeploy, Mine));
        Assert.Equal(ApplyResult.Applied, await Store.ChangeAsync(Mine, skill with { Pinned = true }, null, default));
        Assert.Equal(
            ApplyResult.Conflict,
            await Store.ChangeAsync(Mine, skill with { Version = 2 }, Version(2, Sample.Procedure("other")), default));
        Assert.Equal(ApplyResult.Conflict, await Store.ApproveAsync(Mine, skill, default));
        Assert.Equal(ApplyResult.Conflict, await Store.PurgeAsync(Mine, skill, default));
        Assert.Single(await Store.VersionsAsync(Mine, skill.Id, default));
        Assert.True((await FoundAsync(skill)).Pinned);
    }

    [Fact]
    public async Task A_skill_that_was_purged_meanwhile_is_a_conflict()
    {
        var skill = await AddedAsync(Sample.Skill(Sample.KubernetesRollingDeploy, Mine));
        Assert.Equal(ApplyResult.Applied, await Store.PurgeAsync(Mine, skill, default));
        Assert.Equal(ApplyResult.Conflict, await Store.PurgeAsync(Mine, skill, default));
        Assert.Equal(ApplyResult.Conflict, await Store.ChangeAsync(Mine, skill, null, default));
        Assert.Equal(ApplyResult.Conflict, await Store.ApproveAsync(Mine, skill, default));
    }

    [Fact]
    public async Task A_skill_takes_no_name_that_another_has()
    {
        var skill = await AddedAsync(Sample.Skill(Sample.KubernetesRollingDeploy, Mine));
        await AddAsync(Sample.Skill(Sample.Procedure("taken"), Mine));
        Assert.Equal(ApplyResult.NameTaken, await Store.ChangeAsync(Mine, skill with { Name = SkillName.Parse("taken") }, null, default));
        AssertSame(skill, await FoundAsync(skill));
    }

    [Fact]
    public async Task Every_version_is_kept_and_any_can_be_current()
    {
        var skill = await AddedAsync(Sample.Skill(Sample.Procedure("renew", "certbot renew"), Mine));
        var second = Version(2, Sample.Procedure("renew", "acme refresh")) with
        {
            Reason = "certbot is gone",
            Provenance = new Provenance(Author.Agent, "cursor 1", "renew it"),
            CreatedAt = Sample.Noon.AddDays(1),
        };
        await Store.ChangeAsync(Mine, skill with { Version = 2 }, second, default);
        Assert.Equal("acme refresh", (await FoundAsync(skill)).Procedure.Steps[0].Text);
        await Store.ChangeAsync(Mine, await FoundAsync(skill) with { Version = 1 }, null, default);
        Assert.Equal("certbot renew", (await FoundAsync(skill)).Procedure.Steps[0].Text);

        var versions = await Store.VersionsAsync(Mine, skill.Id, default);
        Assert.Equal([1, 2], versions.Select(version => version.Number));
        Assert.Equal(second.Procedure.ContentHash(), versions[1].Procedure.ContentHash());
        Assert.Equal(second, versions[1] with { Procedure = second.Procedure });
    }

    [Fact]
    public async Task A_version_that_is_not_there_cannot_be_current()
    {
        var skill = await AddedAsync(Sample.Skill(Sample.Procedure("renew"), Mine));
        var refused = await Assert.ThrowsAsync<SkillException>(
            () => Store.ChangeAsync(Mine, skill with { Version = 7, Pinned = true }, null, default));
        Assert.Contains("no version 7", refused.Message);
        AssertSame(skill, await FoundAsync(skill));
    }

    [Fact]
    public async Task Outcomes_that_are_recorded_while_a_change_is_decided_are_not_lost()
    {
        var skill = await AddedAsync(Sample.Skill(Sample.Procedure("renew"), Mine));
        await Store.RecordAsync(Mine, Execution(skill, Outcome.Success), default);
        Assert.Equal(ApplyResult.Applied, await Store.ChangeAsync(Mine, skill with { Pinned = true }, null, default));
        Assert.Equal(1, (await FoundAsync(skill)).Record.Total);
    }

    [Fact]
    public async Task Of_many_who_change_a_skill_at_once_each_revision_has_one()
    {
        var skill = await AddedAsync(Sample.Skill(Sample.Procedure("renew"), Mine));
        var saved = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(
            () => Store.ChangeAsync(Mine, skill with { Pinned = n % 2 == 0, UpdatedAt = Sample.Noon.AddMinutes(1 + n) }, null, default))));
        Assert.Single(saved, ApplyResult.Applied);
        Assert.Equal(7, saved.Count(answer => answer == ApplyResult.Conflict));
    }

    [Fact]
    public async Task A_restored_skill_keeps_its_record_and_starts_a_fresh_one_for_retirement()
    {
        var failed = TrackRecord.Empty
            .With(Outcome.Success, EvidenceLevel.Verified)
            .With(Outcome.Partial, EvidenceLevel.Evidenced)
            .With(Outcome.Failure, EvidenceLevel.SelfReported);
        var skill = await AddedAsync(
            Sample.Skill(Sample.Procedure("renew"), Mine) with { Record = failed, Lifecycle = Lifecycle.Archived(Lifecycle.Unreliable) });
        await Store.ChangeAsync(Mine, skill with { Lifecycle = Lifecycle.Active }, null, default);
        Assert.Equal(failed with { BeforeRestore = new ExecutionCounts(1, 1, 1) }, (await FoundAsync(skill)).Record);

        await Store.RecordAsync(Mine, Execution(skill, Outcome.Success), default);
        await Store.ChangeAsync(Mine, await FoundAsync(skill) with { Pinned = true }, null, default);
        Assert.Equal(new ExecutionCounts(1, 0, 0), (await FoundAsync(skill)).Record.SinceRestore);
    }

    [Fact]
    public async Task An_approved_skill_is_active_with_the_content_that_was_read()
    {
        var skill = await AddedAsync(Sample.Skill(Sample.Procedure("renew", "certbot renew"), Mine) with
        {
            Lifecycle = Lifecycle.Quarantined("written by a stranger"),
        });
        Assert.Equal(ApplyResult.Applied, await Store.ApproveAsync(Mine, skill with { UpdatedAt = Sample.Noon.AddDays(1) }, default));
        AssertSame(skill with { Lifecycle = Lifecycle.Active, Revision = 2, UpdatedAt = Sample.Noon.AddDays(1) }, await FoundAsync(skill));
        Assert.Single(await SearchAsync(Mine, "certbot"));
    }

    [Fact]
    public async Task Nothing_is_left_of_a_purged_skill()
    {
        var (skill, other) = (
            await AddedAsync(Sample.Skill(Sample.Procedure("renew", "certbot renew"), Mine)),
            await AddedAsync(Sample.Skill(Sample.Procedure("other"), Mine)));
        var (alone, together) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await Store.NoteAsync(Mine, [
            new PastRetrieval(alone, "renew it", [new RetrievedSkill(skill.Id, 1)], Sample.Noon),
            new PastRetrieval(together, "renew or other", [new RetrievedSkill(skill.Id, 1), new RetrievedSkill(other.Id, 1)], Sample.Noon),
        ], default);
        await Store.RecordAsync(
            Mine, Execution(skill, Outcome.Failure) with { Pitfall = new Pitfall { Text = "It was not due." } }, default);
        Assert.Equal(ApplyResult.Applied, await Store.PurgeAsync(Mine, skill, default));
        Assert.Null(await Store.FindAsync(Mine, skill.Name, default));
        Assert.Empty(await Store.VersionsAsync(Mine, skill.Id, default));
        Assert.Empty(await Store.ExecutionsAsync(Mine, skill.Id, 10, default));
        Assert.Empty(await SearchAsync(Mine, "certbot"));
        Assert.Null(await Store.FindRetrievalAsync(Mine, alone, default));
        Assert.Equal([new RetrievedSkill(other.Id, 1)], (await Store.FindRetrievalAsync(Mine, together, default))!.Skills);
        await AddAsync(Sample.Skill(Sample.Procedure("renew"), Mine));
    }

    [Fact]
    public async Task Nobody_changes_or_purges_what_another_project_owns()
    {
        var skill = await AddedAsync(Sample.Skill(Sample.Procedure("renew"), Theirs));
        Assert.Equal(ApplyResult.Conflict, await Store.ChangeAsync(Mine, skill with { Pinned = true }, null, default));
        await Assert.ThrowsAsync<SkillException>(() => Store.RecordAsync(Mine, Execution(skill, Outcome.Failure), default));
        Assert.Equal(ApplyResult.Conflict, await Store.PurgeAsync(Mine, skill, default));
        AssertSame(skill, await FoundAsync(skill));
    }

    /// <summary>A version that a person wrote at noon.</summary>
    protected static SkillVersion Version(int number, Procedure procedure) =>
        new() { Number = number, Procedure = procedure, Provenance = new Provenance(Author.Person), CreatedAt = Sample.Noon };
}
