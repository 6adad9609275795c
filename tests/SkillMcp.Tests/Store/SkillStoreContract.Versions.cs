namespace SkillMcp.Tests.Store;

public abstract partial class SkillStoreContract
{
    const string Laptop = "00000000000000aa";

    [Fact]
    public async Task The_versions_of_an_execution_come_back_and_those_of_its_correction_take_their_place()
    {
        var skill = await AddedAsync(Sample.Skill(Sample.KubernetesRollingDeploy, Mine));
        var retrieval = Guid.CreateVersion7();
        await Store.RecordAsync(Mine, Execution(skill, Outcome.Success), default);
        var failure = Execution(skill, Outcome.Failure, retrieval: retrieval);
        await Store.RecordAsync(Mine, With(failure, ("kubectl", "1.27.3"), ("helm", "3.12")), default);

        Assert.Equal(["kubectl 1.27", "helm 3.12"], await SeenInAsync(skill));
        await Store.RecordAsync(Mine, With(Execution(skill, Outcome.Success, retrieval: retrieval), ("kubectl", "1.30")), default);

        Assert.Equal(["kubectl 1.30", "helm 3.12"], await SeenInAsync(skill));
    }

    [Fact]
    public async Task The_version_that_was_seen_last_on_a_machine_is_that_of_this_machine_and_of_what_the_project_sees()
    {
        var skill = await AddedAsync(Sample.Skill(Sample.KubernetesRollingDeploy, Mine));
        var other = await AddedAsync(Sample.Skill(Sample.Procedure("elsewhere"), Theirs));
        await Store.RecordAsync(Mine, With(Execution(skill, Outcome.Success), ("kubectl", "1.30")), default);
        // What was read later may have been seen before.
        var before = Execution(skill, Outcome.Success) with { At = Sample.Noon.AddHours(-1) };
        await Store.RecordAsync(Mine, With(before, ("kubectl", "1.27")), default);
        var after = Execution(other, Outcome.Success) with { At = Sample.Noon.AddHours(1) };
        await Store.RecordAsync(Theirs, With(after, ("kubectl", "2.0")), default);

        var seen = await Store.LastVersionsAsync(Mine, Laptop, ["kubectl", "helm"], default);

        Assert.Equal([new ProgramVersion("kubectl", "1.30") { Machine = Laptop, SeenAt = Sample.Noon }], seen);
        Assert.Empty(await Store.LastVersionsAsync(Mine, "00000000000000bb", ["kubectl"], default));
        Assert.Empty(await Store.LastVersionsAsync(Mine, Laptop, ["helm"], default));
    }

    static Execution With(Execution execution, params (string Program, string Version)[] versions) => execution with
    {
        Versions = [.. versions.Select(one => new ProgramVersion(one.Program, one.Version) { Machine = Laptop, SeenAt = execution.At })],
    };

    async Task<IReadOnlyList<string>> SeenInAsync(Skill skill)
    {
        var execution = Assert.Single(await Store.ExecutionsAsync(Mine, skill.Id, new ExecutionFilter { HasVersions = true }, 10, default));
        return [.. execution.Versions.Select(version => version.Brief)];
    }
}
