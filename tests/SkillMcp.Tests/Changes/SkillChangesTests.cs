namespace SkillMcp.Tests.Changes;

/// <summary>What a change of a skill writes, and what the audit log then says of it.</summary>
public sealed class SkillChangesTests
{
    static readonly Procedure Text = Sample.Procedure("deploy the shop", "make build", "make ship");
    static readonly Procedure NewText = Sample.Procedure("deploy the shop", "make build", "make ship", "make check");

    readonly Skill skill = Sample.Skill(Text);

    [Fact]
    public void A_skill_is_added_with_its_first_version()
    {
        var pitfall = new Pitfall { Text = "The cache was cold.", Step = 1 };

        var change = SkillChanges.Add(skill with { Pitfalls = [pitfall] }, "seen to work");

        var one = Assert.Single(change.Skills);
        Assert.Null(one.Before);
        var version = Assert.Single(one.AddedVersions);
        Assert.Equal((1, "seen to work", Sample.Noon), (version.Number, version.Reason, version.CreatedAt));
        Assert.Equal((Text, skill.Provenance, pitfall), (version.Procedure, version.Provenance, Assert.Single(version.Pitfalls)));
        Assert.Empty(one.AddedExecutions);
        Assert.True(one.Tasks.IsUnchanged);
        Assert.Equal(
            new AuditNote(AuditedAct.Added, skill.Project, "deploy-the-shop", $"active, version 1 {Text.ContentHash()[..12]}"),
            Assert.Single(change.Audit));
    }

    [Fact]
    public void A_skill_that_was_learned_is_added_with_the_run_that_it_was_learned_from()
    {
        var first = Sample.Execution(Outcome.Success, EvidenceLevel.Evidenced, skill.Id) with { Task = "deploy the shop" };

        var one = SkillChanges.Add(skill, "", first).Skills[0];

        Assert.Equal([first], one.AddedExecutions);
        Assert.Equal(1, one.After!.Record.Successes.Evidenced);
        Assert.Equal(Sample.Noon, one.After.LastSucceededAt);
        Assert.Equal([first.Id], one.Tasks.Added);
    }

    [Fact]
    public void Changes_of_a_skill_are_named_in_the_log()
    {
        var version = Version(2, NewText);

        Assert.Equal(
            (AuditedAct.Changed, $"version 2 {NewText.ContentHash()[..12]}"),
            Noted(SkillChanges.Change(skill, skill with { Version = 2, Procedure = NewText }, version)));
        Assert.Equal(
            (AuditedAct.Changed, $"alternative 2 {NewText.ContentHash()[..12]}"),
            Noted(SkillChanges.Change(skill, skill, version with { IsAlternative = true })));
        Assert.Equal((AuditedAct.Changed, "pinned"), Noted(SkillChanges.Change(skill, skill with { Pinned = true })));
        Assert.Equal((AuditedAct.Changed, "unpinned"), Noted(SkillChanges.Change(skill with { Pinned = true }, skill)));
        Assert.Equal(
            (AuditedAct.Changed, "was deploy-the-shop, pinned"),
            Noted(SkillChanges.Change(skill, skill with { Name = SkillName.Parse("ship-it"), Pinned = true })));
    }

    [Fact]
    public void To_promote_a_way_takes_its_version_as_it_is()
    {
        var failing = skill with { Version = 2, Procedure = NewText };
        var change = SkillChanges.PromoteWay(failing, Version(1, Text), probability: 0.934, Sample.Noon.AddDays(1));

        var one = Assert.Single(change.Skills);
        Assert.Equal((1, Text, Sample.Noon.AddDays(1)), (one.After!.Version, one.After.Procedure, one.After.UpdatedAt));
        Assert.Equal(TextOrigin.EarlierVersion, one.Origin);
        Assert.Empty(one.AddedVersions);
        Assert.Equal(
            (AuditedAct.Changed, $"version 1 {Text.ContentHash()[..12]} promoted: better than version 2 with 93 %"), Noted(change));
        Assert.Equal(new WayDecision(1, 2, "better than version 2 with 93 %", RetiresOthers: false), one.Decision);
    }

    [Fact]
    public void A_lifecycle_is_logged_by_its_act_and_the_reason_that_is_ours()
    {
        var archived = skill with { Lifecycle = Lifecycle.Archived("outdated: the host h-17 is gone") };
        var quarantined = skill with { Lifecycle = Lifecycle.Quarantined("screened: a miner") };

        Assert.Equal((AuditedAct.Archived, "outdated"), Reason(SkillChanges.Change(skill, archived)));
        Assert.Equal((AuditedAct.Quarantined, "screened: a miner"), Reason(SkillChanges.Change(skill, quarantined)));
        Assert.Equal((AuditedAct.Restored, ""), Reason(SkillChanges.Change(archived, skill)));

        static (AuditedAct, string) Reason(MemoryChange change) => (change.Audit[0].Act, change.Audit[0].Reason);
    }

    [Fact]
    public void A_restored_skill_keeps_its_record_and_starts_over_for_its_retirement()
    {
        var record = TrackRecord.Of(new ExecutionCounts(2, 1, 7), EvidenceLevel.SelfReported);
        var archived = skill with { Record = record, Lifecycle = Lifecycle.Archived(Lifecycle.Unreliable) };

        var restored = SkillChanges.Change(archived, archived with { Lifecycle = Lifecycle.Active }).Skills[0].Record;

        Assert.Equal(new ExecutionCounts(2, 1, 7), restored.BeforeRestore);
        Assert.Equal((default, default, default), (restored.Successes, restored.Partials, restored.Failures));
        Assert.Equal(record, restored.Expected);
    }

    [Fact]
    public void Only_a_skill_that_was_archived_and_is_active_again_is_restored()
    {
        var quarantined = skill with { Lifecycle = Lifecycle.Quarantined(Lifecycle.Unapproved) };
        var archived = skill with { Lifecycle = Lifecycle.Archived(Lifecycle.Outdated) };

        Assert.All(
            [
                SkillChanges.Change(quarantined, skill),
                SkillChanges.Change(archived, archived with { Pinned = true }),
                SkillChanges.Change(skill, archived),
            ],
            change => Assert.True(change.Skills[0].Record.IsNone));
    }

    [Fact]
    public void A_proposal_names_the_version_that_it_would_follow_and_takes_its_files_along()
    {
        var file = SkillFile.Of("run.sh", "make"u8);
        var shared = Sample.Skill(Text);
        var proposal = Sample.Skill(NewText with { Files = [file, file with { Path = "again.sh" }] }, Project.Parse("web-shop")) with
        {
            Lifecycle = Lifecycle.Quarantined(Lifecycle.Unapproved),
        };

        var change = SkillChanges.Propose(proposal, shared with { Version = 7 }, "shorter");

        var one = Assert.Single(change.Skills);
        Assert.Equal(new ProposedChange(shared.Id, 7), one.Proposes);
        Assert.Equal("shorter", Assert.Single(one.AddedVersions).Reason);
        Assert.Equal((shared.Project, proposal.Project), (change.CopiedFiles!.From, change.CopiedFiles.To));
        Assert.Equal([file.Digest], change.CopiedFiles.Digests);
        Assert.Equal(AuditedAct.Proposed, Assert.Single(change.Audit).Act);
    }

    [Fact]
    public void Nothing_is_copied_without_files_or_within_a_project()
    {
        var file = SkillFile.Of("run.sh", "make"u8);
        var elsewhere = Project.Parse("web-shop");

        Assert.Null(SkillChanges.Propose(Sample.Skill(NewText, elsewhere), skill, "").CopiedFiles);
        Assert.Null(SkillChanges.Propose(Sample.Skill(NewText with { Files = [file] }), skill, "").CopiedFiles);
    }

    [Fact]
    public void An_adopted_proposal_is_the_next_version_of_its_target_and_gone_itself()
    {
        var proposal = Sample.Skill(NewText) with
        {
            Name = SkillName.Parse("deploy-the-shop-2"),
            Provenance = new Provenance(Author.Agent),
        };
        var target = skill with { Version = 2 };
        SkillVersion[] versions = [Version(1, Text), Version(2, Text), Version(3, NewText) with { IsAlternative = true }];

        var change = SkillChanges.Adopt(proposal, target, versions, "shorter", Sample.Noon.AddDays(1));

        var (changed, removed) = (change.Skills[0], change.Skills[1]);
        Assert.Equal((target, 4, NewText), (changed.Before, changed.After!.Version, changed.After.Procedure));
        Assert.Equal(target.Lifecycle, changed.After.Lifecycle);
        Assert.Equal(Sample.Noon.AddDays(1), changed.After.UpdatedAt);
        var version = Assert.Single(changed.AddedVersions);
        Assert.Equal((4, "shorter", proposal.Provenance), (version.Number, version.Reason, version.Provenance));
        Assert.Equal(TextOrigin.Approved, changed.Origin);
        Assert.Equal((proposal, null), (removed.Before, removed.After));
        Assert.Equal((AuditedAct.Approved, $"version 4 {NewText.ContentHash()[..12]}, proposed as deploy-the-shop-2"), Noted(change));
        Assert.Equal("deploy-the-shop", change.Audit[0].Skill);
    }

    [Fact]
    public void To_approve_accepts_the_text_as_it_was_read()
    {
        var change = SkillChanges.Approve(skill with { Lifecycle = Lifecycle.Quarantined(Lifecycle.ChangedOutside) });

        var one = Assert.Single(change.Skills);
        Assert.Equal((Lifecycle.Active, TextOrigin.Approved, true), (one.After!.Lifecycle, one.Origin, one.AcceptsText));
        Assert.Equal(AuditedAct.Approved, Assert.Single(change.Audit).Act);
    }

    [Fact]
    public void To_purge_leaves_a_line_in_the_log_and_nothing_else()
    {
        var change = SkillChanges.Purge(skill);

        Assert.Equal((skill, null), (Assert.Single(change.Skills).Before, change.Skills[0].After));
        Assert.Equal((AuditedAct.Purged, $"version 1 {Text.ContentHash()[..12]}"), Noted(change));
    }

    [Fact]
    public void A_refusal_is_logged_and_changes_no_skill()
    {
        var change = SkillChanges.Refuse(default, "deploy-the-shop", "hidden-comment in step 1");

        Assert.Empty(change.Skills);
        Assert.Equal(
            new AuditNote(AuditedAct.Refused, default, "deploy-the-shop", Reason: "hidden-comment in step 1"), Assert.Single(change.Audit));
    }

    static SkillVersion Version(int number, Procedure procedure) => new()
    {
        Number = number,
        Procedure = procedure,
        Provenance = new Provenance(Author.Person),
        CreatedAt = Sample.Noon,
    };

    static (AuditedAct, string) Noted(MemoryChange change)
    {
        var note = Assert.Single(change.Audit);
        return (note.Act, note.Detail);
    }
}
