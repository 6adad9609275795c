using static SkillMcp.Tests.Memory.OpenMemory;

namespace SkillMcp.Tests.Memory;

public sealed class CuratingTests
{
    [Fact]
    public async Task What_is_so_already_is_left_alone()
    {
        await using var open = await NewAsync();
        var skill = await open.AddAsync("deploy", "Deploy the service", "one", "two");

        Assert.True((await CurateAsync(open, CurateAction.Archive)).Changed);
        Assert.False((await CurateAsync(open, CurateAction.Archive)).Changed);
        Assert.True((await CurateAsync(open, CurateAction.Restore)).Changed);
        Assert.False((await CurateAsync(open, CurateAction.Restore)).Changed);
        Assert.True((await CurateAsync(open, CurateAction.Pin)).Skill.Pinned);
        Assert.False((await CurateAsync(open, CurateAction.Unpin)).Skill.Pinned);
        Assert.Equal(skill.Id, (await open.Memory.GetAsync(skill.Name)).Id);
    }

    [Theory]
    [InlineData("outdated", "outdated")]
    [InlineData("", "withdrawn")]
    [InlineData("we moved to Nomad", "withdrawn: we moved to Nomad")]
    public async Task A_reason_is_kept(string given, string kept)
    {
        await using var open = await NewAsync();
        await open.AddAsync("deploy", "Deploy the service", "one", "two");

        Assert.Equal(kept, (await CurateAsync(open, CurateAction.Archive, given)).Skill.Lifecycle.Reason);
    }

    [Fact]
    public async Task Going_back_leaves_what_it_leaves_as_a_version()
    {
        await using var open = await NewAsync();
        var skill = await open.AddAsync("deploy", "Deploy the service", "one", "two");
        await open.Memory.EditAsync(skill, skill.Procedure with { Steps = [Step.Parse("three")] }, "shorter", Person);

        var back = await CurateAsync(open, CurateAction.Rollback);

        Assert.Equal((1, true), (back.Skill.Version, back.Changed));
        Assert.Equal(["one", "two"], back.Skill.Procedure.Steps.Select(step => step.Text));
        Assert.Equal(2, (await open.Memory.VersionsAsync(skill)).Count);
        Assert.Equal(2, (await CurateAsync(open, CurateAction.Rollback, version: 2)).Skill.Version);
    }

    [Fact]
    public async Task A_version_that_is_not_there_is_refused_by_naming_those_that_are()
    {
        await using var open = await NewAsync();
        await open.AddAsync("deploy", "Deploy the service", "one", "two");

        Assert.Contains(
            "Its versions: 1",
            (await Assert.ThrowsAsync<SkillException>(() => CurateAsync(open, CurateAction.Rollback, version: 7))).Message);
        Assert.Contains(
            "no version before 1",
            (await Assert.ThrowsAsync<SkillException>(() => CurateAsync(open, CurateAction.Rollback))).Message);
        var unchanged = await open.Memory.GetAsync(SkillName.Parse("deploy"));
        Assert.Equal((1, 1L), (unchanged.Version, unchanged.Revision));
    }

    [Fact]
    public async Task An_alternative_that_was_adopted_is_no_longer_an_alternative()
    {
        await using var open = await NewAsync();
        var skill = await open.AddAsync("tidy", "Tidy up the disk", "cd /var", "rm -rf cache", "ls");
        await open.Memory.RefineAsync(
            new RefineRequest { Skill = skill.Name, Steps = [Step.Parse("rm -rf /var/cache")], Success = true, Reason = "shorter" }, Agent);

        await open.Memory.CurateAsync(new CurateRequest { Skill = skill.Name, Action = CurateAction.Rollback, Version = 2 });

        Assert.Equal([false, false], (await open.Memory.VersionsAsync(skill)).Select(version => version.IsAlternative));
    }

    [Fact]
    public async Task Only_what_is_quarantined_waits_for_approval()
    {
        await using var open = await NewAsync();
        var skill = await open.AddAsync("deploy", "Deploy the service", "one", "two");

        await Assert.ThrowsAsync<SkillException>(() => open.Memory.ApproveAsync(skill));
    }

    [Fact]
    public async Task A_purge_leaves_nothing()
    {
        await using var open = await NewAsync();
        var skill = await open.AddAsync("deploy", "Deploy the service", "one", "two");
        await open.RecordAsync(new Report { Skill = skill.Name, Outcome = Outcome.Failure, Notes = "it broke" });

        await open.Memory.PurgeAsync(await open.Memory.GetAsync(skill.Name));

        Assert.Null(await open.Memory.FindAsync(skill.Name));
        Assert.Empty(await open.Memory.VersionsAsync(skill));
        Assert.Empty((await open.Memory.RetrieveAsync(new RetrieveRequest { Task = "deploy the service" })).Matches);
    }

    [Fact]
    public async Task What_was_changed_since_it_was_shown_is_not_purged()
    {
        await using var open = await NewAsync();
        var shown = await open.AddAsync("deploy", "Deploy the service", "one", "two");
        await open.Memory.EditAsync(shown, shown.Procedure with { Steps = [Step.Parse("three")] }, "better", Person);

        var refused = await Assert.ThrowsAsync<SkillException>(() => open.Memory.PurgeAsync(shown));

        Assert.Contains("was changed after you read it", refused.Message);
        Assert.NotNull(await open.Memory.FindAsync(shown.Name));
    }

    static Task<Curated> CurateAsync(OpenMemory open, CurateAction action, string reason = "", int version = 0) =>
        open.Memory.CurateAsync(
            new CurateRequest { Skill = SkillName.Parse("deploy"), Action = action, Reason = reason, Version = version });
}
