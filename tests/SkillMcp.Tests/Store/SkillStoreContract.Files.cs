using System.Text;

namespace SkillMcp.Tests.Store;

public abstract partial class SkillStoreContract
{
    [Fact]
    public async Task A_skill_comes_back_with_its_document_and_its_files()
    {
        byte[] script = [0, 1, 2, 255], reference = Encoding.UTF8.GetBytes("# Reference");
        await Store.KeepAsync(Mine, [script, reference, script], default);
        var skill = WithFiles(("scripts/run.bin", script), ("references/réf 1.md", reference));
        await AddAsync(skill);
        var found = await FoundAsync(skill);
        Assert.True(found.IsActive);
        Assert.Equal(skill.Procedure.Document, found.Procedure.Document);
        Assert.Equal(skill.Procedure.Files, found.Procedure.Files);
        Assert.Equal(skill.Procedure.Files, Assert.Single(await Store.VersionsAsync(Mine, skill.Id, default)).Procedure.Files);
        Assert.Equal(script, (await Store.ContentAsync(Mine, found.Procedure.Files[0].Digest, default))!.Value.ToArray());
        Assert.Equal(reference, (await Store.ContentAsync(Mine, found.Procedure.Files[1].Digest, default))!.Value.ToArray());
    }

    [Fact]
    public async Task A_skill_with_a_file_that_was_not_kept_is_refused()
    {
        var skill = WithFiles(("scripts/run.sh", [1]));
        var refused = await Assert.ThrowsAsync<SkillException>(() => AddAsync(skill));
        Assert.Contains("scripts/run.sh", refused.Message);
        Assert.Null(await Store.FindAsync(Mine, skill.Name, default));
    }

    [Fact]
    public async Task What_a_file_holds_is_seen_by_its_own_project_alone()
    {
        await Store.KeepAsync(Theirs, [new byte[] { 1 }], default);
        await Store.KeepAsync(Project.Everybody, [new byte[] { 2 }], default);
        Assert.Null(await Store.ContentAsync(Mine, SkillFile.DigestOf([1]), default));
        Assert.NotNull(await Store.ContentAsync(Theirs, SkillFile.DigestOf([1]), default));
        Assert.NotNull(await Store.ContentAsync(Mine, SkillFile.DigestOf([2]), default));
    }

    [Fact]
    public async Task A_purge_lets_go_of_the_files_that_nothing_else_holds()
    {
        await Store.KeepAsync(Mine, [new byte[] { 1 }, new byte[] { 2 }], default);
        var purged = WithFiles(("own.bin", [1]), ("shared.bin", [2]));
        var left = Sample.Skill(Sample.ApiLatencyInvestigation, Mine);
        left = left with { Procedure = left.Procedure with { Files = [SkillFile.Of("shared.bin", [2])] } };
        await AddAsync(purged);
        await AddAsync(left);
        Assert.Equal(ApplyResult.Applied, await Store.PurgeAsync(Mine, await FoundAsync(purged), default));
        Assert.Null(await Store.ContentAsync(Mine, SkillFile.DigestOf([1]), default));
        Assert.NotNull(await Store.ContentAsync(Mine, SkillFile.DigestOf([2]), default));
    }

    static Skill WithFiles(params (string Path, byte[] Content)[] files)
    {
        var skill = Sample.Skill(Sample.KubernetesRollingDeploy, Mine);
        return skill with
        {
            Procedure = skill.Procedure with
            {
                Document = "---\nname: a\n---\nas it was",
                Files = [.. files.Select(file => SkillFile.Of(file.Path, file.Content))],
            },
        };
    }
}
