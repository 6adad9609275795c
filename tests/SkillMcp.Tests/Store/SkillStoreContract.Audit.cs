namespace SkillMcp.Tests.Store;

public abstract partial class SkillStoreContract
{
    [Fact]
    public async Task Every_change_is_on_record_in_the_order_in_which_it_was_made()
    {
        var agent = new Actor(Author.Agent, "tests 1.0");
        var skill = Sample.Skill(Sample.Procedure("deploy"));
        await Store.ApplyAsync(Mine, SkillChanges.Add(skill, "added"), agent, default);
        await Store.ChangeAsync(Mine, await FoundAsync(skill) with { Pinned = true }, added: null, agent, default);
        await Store.ChangeAsync(
            Mine, await FoundAsync(skill) with { Lifecycle = Lifecycle.Archived(Lifecycle.Outdated) }, added: null, agent, default);
        await Store.RefuseAsync(Mine, "hidden-comment in step 1", agent, default);

        var lines = await Store.AuditAsync(Mine, "", 10, default);

        Assert.Equal([AuditedAct.Refused, AuditedAct.Archived, AuditedAct.Changed, AuditedAct.Added], lines.Select(line => line.Act));
        Assert.Equal([4, 3, 2, 1], lines.Select(line => line.Number));
        Assert.Equal(("outdated", "pinned"), (lines[1].Reason, lines[2].Detail));
        Assert.All(lines, line => Assert.Equal((Author.Agent, "tests 1.0", Sample.Noon), (line.Author, line.Client, line.At)));
        Assert.Equal(3, (await Store.AuditAsync(Mine, "deploy", 10, default)).Count);
        Assert.Single(await Store.AuditAsync(Mine, "", 1, default));
    }

    [Fact]
    public async Task A_write_that_is_refused_leaves_no_line()
    {
        var skill = Sample.Skill(Sample.Procedure("deploy"));
        await Store.AddAsync(Mine, skill, "added", first: null, default);

        Assert.Equal(
            ApplyResult.NameTaken,
            await Store.AddAsync(Mine, Sample.Skill(Sample.Procedure("deploy", "other")), "added", first: null, default));
        Assert.Equal(ApplyResult.Conflict, await Store.ChangeAsync(Mine, skill with { Revision = 7, Pinned = true }, added: null, default));

        Assert.Single(await Store.AuditAsync(Mine, "", 10, default));
    }

    [Fact]
    public async Task A_proposal_does_not_touch_its_skill_before_it_is_approved_and_is_its_next_version_then()
    {
        var skill = Sample.Skill(Sample.Procedure("deploy", "one"));
        var proposal = Sample.Skill(Sample.Procedure("deploy", "two")) with
        {
            Name = SkillName.Parse("deploy-2"),
            Lifecycle = Lifecycle.Quarantined(Lifecycle.Screened),
        };
        await Store.AddAsync(Mine, skill, "added", first: null, default);

        Assert.Equal(ApplyResult.Applied, await Store.ProposeAsync(Mine, proposal, skill, "better", default));
        var target = await Store.TargetAsync(Mine, proposal.Id, default);
        var unchanged = await FoundAsync(skill);
        Assert.Equal((skill.Id, skill.Revision, 1), (target!.Id, unchanged.Revision, unchanged.Version));
        Assert.Null(await Store.TargetAsync(Mine, skill.Id, default));

        Assert.Equal(ApplyResult.Applied, await Store.ApproveAsync(Mine, await FoundAsync(proposal), default));
        Assert.Equal((2, "two"), ((await FoundAsync(skill)).Version, (await FoundAsync(skill)).Procedure.Steps[0].Text));
        Assert.Null(await Store.FindAsync(Mine, proposal.Name, default));
    }

    [Fact]
    public async Task A_proposal_for_a_skill_that_is_gone_becomes_a_skill_of_its_own()
    {
        var skill = Sample.Skill(Sample.Procedure("deploy", "one"));
        var proposal = Sample.Skill(Sample.Procedure("deploy", "two")) with
        {
            Name = SkillName.Parse("deploy-2"),
            Lifecycle = Lifecycle.Quarantined(Lifecycle.Screened),
        };
        await Store.AddAsync(Mine, skill, "added", first: null, default);
        await Store.ProposeAsync(Mine, proposal, skill, "better", default);
        await Store.PurgeAsync(Mine, await FoundAsync(skill), default);

        Assert.Equal(ApplyResult.Applied, await Store.ApproveAsync(Mine, await FoundAsync(proposal), default));
        Assert.True((await FoundAsync(proposal)).IsActive);
    }
}
