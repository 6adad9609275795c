using CsCheck;
using static SkillMcp.Tests.Memory.OpenMemory;

namespace SkillMcp.Tests.Memory;

/// <summary>
/// A memory learns, merges, refines, edits and rolls back, in any order.
/// Every word that anybody told it can still be reached.
/// </summary>
public sealed class NothingIsLostTests
{
    static readonly Gen<string> Value = Among(
        "cart", "search", "staging", "prod", "v1.2.3", "v2.0.0", "web:1", "api:2", "10.0.0.1", "db.example.org", "DB.example.org", "Cart");

    static readonly Gen<string> Line =
        from verb in Among(
            "kubectl rollout status deployment/",
            "ship --service ",
            "curl -f https://",
            "Check the logs of ",
            "back up {db} to ",
            "ping ",
            "psql -d ",
            "git branch -d ",
            "git branch -D ",
            "Ask for ",
            "ask for ")
        from value in Value
        from tail in Among("", " -n staging", " -n prod", " --timeout=60s", " && echo done", " 'as is'")
        select verb + value + tail;

    static readonly Gen<string> Job = Among("Deploy the shop", "Deploy cart to staging", "Deploy search to prod", "Restart the shop");

    static readonly Gen<Deed> History = Gen.Select(Gen.Int[0, 9], Line.List[2, 4], Job, Gen.Bool, Gen.Int[0, 4])
        .Select((kind, lines, task, proved, retrieval) => new Deed(kind, [.. lines.Select(Step.Parse)], task, proved, retrieval));

    [Fact]
    public Task Every_step_that_was_told_can_be_reached() => History.List[1, 12].SampleAsync(async history =>
    {
        await using var open = await NewAsync();
        var told = new List<Step>();
        Guid?[] retrievals = [null, null, null, Guid.CreateVersion7(), Guid.CreateVersion7()];
        foreach (var deed in history)
        {
            told.AddRange(await DoAsync(open, deed, retrievals[deed.Retrieval]) ? deed.Steps : []);
        }

        var kept = await KeptAsync(open);
        Assert.All(told, step => Assert.Contains(step.Text, kept));
    }, iter: 60, threads: 1);

    /// <returns>Whether the memory took the steps in.</returns>
    static async Task<bool> DoAsync(OpenMemory open, Deed deed, Guid? retrieval)
    {
        var evidence = deed.Proved ? new Evidence { Kind = EvidenceKind.ExitCode, Observed = "0" } : null;
        var any = (await open.Memory.ListAsync(new SkillFilter { Status = Status.Active })).FirstOrDefault();
        try
        {
            switch (deed.Kind, any)
            {
                case ( <= 4, _) or (_, null):
                    return (await open.Memory.LearnAsync(new LearnRequest
                    {
                        Trajectory = new Trajectory
                        {
                            Task = deed.Task,
                            Steps = deed.Steps,
                            Success = true,
                            Category = "deployment",
                            Evidence = evidence,
                        },
                        Retrieval = retrieval,
                    }, Agent)).Decision != Decision.NotStored;
                case (5, { } into):
                    await open.Memory.LearnAsync(new LearnRequest
                    {
                        Trajectory = new Trajectory { Task = deed.Task, Steps = deed.Steps, Success = true, Evidence = evidence },
                        MergeInto = into.Name,
                        Retrieval = retrieval,
                    }, Agent);
                    return true;
                case ( <= 7, { } refined):
                    return (await open.Memory.RefineAsync(new RefineRequest
                    {
                        Skill = refined.Name,
                        Steps = deed.Steps,
                        Success = true,
                        Reason = "better",
                        Evidence = evidence,
                        AcceptLoss = true,
                        Retrieval = retrieval,
                    }, Agent)).Decision != Decision.WouldLose;
                case (8, { } edited):
                    await open.Memory.EditAsync(edited, edited.Procedure with { Steps = deed.Steps }, "edited", Person);
                    return true;
                case (_, { } back):
                    await open.Memory.CurateAsync(new CurateRequest { Skill = back.Name, Action = CurateAction.Rollback });
                    return false;
            }
        }
        catch (SkillException)
        {
            return false;
        }
    }

    /// <summary>All steps of all versions, as they are and with their examples in place, and what was noted beside them.</summary>
    static async Task<HashSet<string>> KeptAsync(OpenMemory open)
    {
        var kept = new HashSet<string>();
        foreach (var skill in await open.Memory.ListAsync(new SkillFilter()))
        {
            foreach (var version in await open.Memory.VersionsAsync(skill))
            {
                kept.UnionWith(
                    version.Procedure.Steps.Concat(version.Procedure.Filled(version.Procedure.Examples).Steps).Select(step => step.Text));
            }
            kept.UnionWith(
                (await open.Store.ExecutionsAsync(default, skill.Id, 100, default)).SelectMany(execution => execution.Notes.Split('\n')));
        }
        return kept;
    }

    static Gen<string> Among(params string[] words) => Gen.Int[0, words.Length - 1].Select(at => words[at]);

    /// <summary>Something that happens to the memory.</summary>
    sealed record Deed(int Kind, IReadOnlyList<Step> Steps, string Task, bool Proved, int Retrieval);
}
