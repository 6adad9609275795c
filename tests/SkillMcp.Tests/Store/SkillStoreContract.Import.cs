using SkillMcp.Safety;

namespace SkillMcp.Tests.Store;

public abstract partial class SkillStoreContract
{
    [Fact]
    public async Task A_skill_comes_in_with_its_versions_its_pitfalls_and_what_was_reported_of_it()
    {
        await Store.KeepAsync(Mine, [new byte[] { 0, 1, 2 }], default);
        var whole = Travelled();
        Assert.Equal(ApplyResult.Applied, await Store.ImportAsync(Mine, whole, default));

        AssertSame(whole.Skill, await FoundAsync(whole.Skill));
        var versions = await Store.VersionsAsync(Mine, whole.Skill.Id, default);
        Assert.Equal(whole.Versions.Select(WhatIsKept), versions.Select(WhatIsKept));
        Assert.Equal(whole.Versions.SelectMany(version => version.Pitfalls), versions.SelectMany(version => version.Pitfalls));
        Assert.Equal(new Tally(0, 1, 0), versions[1].Record.Successes);
        Assert.Equal("200", versions[1].Evidence!.Observed);
        Assert.Equal(whole.Executions, (await Store.ExecutionsAsync(Mine, whole.Skill.Id, 10, default)).Reverse());
        var entry = (await Store.AuditAsync(Mine, whole.Skill.Name.Value, 10, default))[0];
        Assert.Equal(AuditedAct.Imported, entry.Act);

        static (int, string, bool, string, Provenance, DateTimeOffset) WhatIsKept(SkillVersion version) => (
            version.Number,
            version.Procedure.ContentHash(),
            version.IsAlternative,
            version.Reason,
            version.Provenance,
            version.CreatedAt);
    }

    [Fact]
    public async Task What_was_read_where_skills_are_imported_from_is_kept_for_its_project_in_place_of_what_was_read_before()
    {
        var skill = Sample.Skill(Sample.KubernetesRollingDeploy, Mine);
        await AddAsync(skill);
        var read = new ImportSource { Place = "~/a", Hash = "1", Rules = "old", Name = "a", Skill = skill.Id, Content = "x" };
        var refused = new ImportSource
        {
            Place = "~/b",
            Hash = "2",
            Rules = "old",
            Name = "b",
            Refusal = "No.",
            Findings = [new ScreeningFinding("pipe-to-shell", "It runs what it fetches.", Severity.High, "step 1")],
        };
        await Store.KeepImportSourcesAsync(Mine, [read, refused], default);
        await Store.KeepImportSourcesAsync(Mine, [read with { Hash = "3" }, read with { Place = "~/c", Skill = Guid.NewGuid() }], default);

        var kept = await Store.ImportSourcesAsync(Mine, default);
        Assert.Equal([read with { Hash = "3", Findings = kept[0].Findings }, refused with { Findings = kept[1].Findings }], kept);
        Assert.Equal(refused.Findings, kept[1].Findings);
        Assert.Empty(await Store.ImportSourcesAsync(Theirs, default));

        await Store.PurgeAsync(Mine, await FoundAsync(skill), default);
        Assert.Equal("~/b", Assert.Single(await Store.ImportSourcesAsync(Mine, default)).Place);
    }

    [Fact]
    public async Task A_skill_that_comes_in_is_found_by_the_tasks_that_it_served()
    {
        await Store.KeepAsync(Mine, [new byte[] { 0, 1, 2 }], default);
        await Store.ImportAsync(Mine, Travelled(), default);
        Assert.Equal(["kubernetes-rolling-deploy"], await FoundByAsync(Mine, "storefront"));
    }

    [Fact]
    public async Task A_skill_comes_in_under_no_name_and_no_id_that_another_has()
    {
        await Store.KeepAsync(Mine, [new byte[] { 0, 1, 2 }], default);
        var whole = Travelled();
        Assert.Equal(ApplyResult.Applied, await Store.ImportAsync(Mine, whole, default));

        Assert.Equal(
            ApplyResult.Conflict,
            await Store.ImportAsync(Mine, whole with { Skill = whole.Skill with { Name = SkillName.Parse("other") } }, default));
        Assert.Equal(
            ApplyResult.Conflict,
            await Store.ImportAsync(
                Mine, whole with { Skill = whole.Skill with { Id = Guid.CreateVersion7(), Name = SkillName.Parse("other") } }, default));
        Assert.Equal(ApplyResult.NameTaken, await Store.ImportAsync(Mine, whole.WithNewIds(Sample.Noon), default));
        Assert.Equal(["kubernetes-rolling-deploy"], await ListedAsync(Mine));
    }

    [Fact]
    public async Task A_skill_with_a_file_that_was_not_kept_does_not_come_in()
    {
        var refused = await Assert.ThrowsAsync<SkillException>(() => Store.ImportAsync(Mine, Travelled(), default));
        Assert.Contains("run.bin", refused.Message);
        Assert.Empty(await ListedAsync(Mine));
    }

    [Fact]
    public async Task What_a_person_imported_is_listed_with_where_it_is_from_unless_it_is_pinned_or_was_not_imported()
    {
        await Store.KeepAsync(Mine, [new byte[] { 0, 1, 2 }], default);
        await Store.ImportAsync(Mine, Travelled(), default);
        var plain = PortableSkill.Written(Sample.KubernetesRollingDeploy with { Title = "deploy" }, Sample.Noon);
        var mine = plain with { Skill = plain.Skill with { Project = Mine } };
        await Store.ImportAsync(Mine, mine, default);
        await Store.ImportAsync(Mine, mine.WithNewIds(Sample.Noon) with
        {
            Skill = mine.Skill with { Id = Guid.CreateVersion7(), Name = SkillName.Parse("pinned"), Pinned = true },
        }, default);

        Assert.Equal([new ImportedText(mine.Skill.Id, "imported")], await Store.ImportedAsync(Mine, default));
    }

    static PortableSkill Travelled()
    {
        var now = Sample.Skill(Sample.KubernetesRollingDeploy with { Files = [SkillFile.Of("run.bin", [0, 1, 2])] }, Mine);
        var (first, last) = (
            new Pitfall { Text = "The registry needs a login.", Step = 1, Seen = 3, Passed = 4, SeenAt = Sample.Noon.AddHours(1) },
            new Pitfall { Text = "Mind the quota of the storefront.", Seen = 1, SeenAt = Sample.Noon.AddDays(1) });
        return new PortableSkill
        {
            Skill = now with
            {
                Version = 2,
                Revision = 7,
                Pinned = true,
                Source = Source.Learned,
                Record = new TrackRecord { Successes = new Tally(0, 1, 0) },
                Pitfalls = [first, last],
                LastUsedAt = Sample.Noon.AddDays(1),
                LastSucceededAt = Sample.Noon.AddDays(1),
            },
            Versions =
            [
                Version(1, Sample.KubernetesRollingDeploy) with
                {
                    Reason = "learned",
                    Provenance = new Provenance(Author.Agent, "cursor 1", "deploy"),
                    Pitfalls = [first],
                },
                Version(2, now.Procedure) with { Reason = "with its script", CreatedAt = Sample.Noon.AddDays(1), Pitfalls = [last] },
                Version(3, Sample.Procedure("another way")) with { IsAlternative = true },
            ],
            Executions =
            [
                Execution(now, Outcome.Success, EvidenceLevel.Evidenced) with
                {
                    Version = 2,
                    Task = "deploy the storefront",
                    Notes = "went well",
                    Evidence = new Evidence { Kind = EvidenceKind.HttpStatus, Observed = "200" },
                    Retrieval = Guid.CreateVersion7(),
                },
                Execution(now, Outcome.NotUsed) with { Version = 2, Task = "bake a cake" },
            ],
        };
    }
}
