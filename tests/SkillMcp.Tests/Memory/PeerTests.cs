using SkillMcp.Tests.Formation;
using static SkillMcp.Tests.Memory.OpenMemory;

namespace SkillMcp.Tests.Memory;

/// <summary>Which of two skills is handed over that do the same, or that look alike.</summary>
public sealed class PeerTests
{
    const string Task = "rotate the certificate of the proxy";

    static readonly string[] First = ["certctl issue --for api", "certctl install --target proxy", "systemctl reload proxy"];
    static readonly string[] Second = ["certctl issue --for api", "proxyctl load --certificate api --now", "systemctl reload proxy"];

    [Fact]
    public async Task Of_two_that_do_the_same_the_one_that_works_more_often_is_handed_over_and_the_other_named()
    {
        await using var open = await NewAsync();
        var (worse, _) = await TwoAsync(open, new ExecutionCounts(12, 0, 18), new ExecutionCounts(27, 0, 3));

        var retrieved = await Seeded(open, 1).RetrieveAsync(new RetrieveRequest { Task = Task });

        Assert.Equal(["renew-the-certificate", "rotate-certificate"], retrieved.Matches.Take(2).Select(match => match.Skill.Name.Value));
        Assert.Equal([true, false], retrieved.Matches.Take(2).Select(match => match.IsWhole));
        Assert.EndsWith("; 'rotate-certificate' does the same and works less often (12 of 30)", retrieved.Matches[0].Why);
        Assert.Equal(worse.Id, retrieved.Matches[1].Skill.Id);
    }

    [Fact]
    public async Task Where_neither_was_executed_the_words_decide()
    {
        await using var open = await NewAsync();
        await TwoAsync(open, default, default);

        Assert.All(await FirstNamesAsync(open, new SkillMemoryOptions()), name => Assert.Equal("rotate-certificate", name));
    }

    [Fact]
    public async Task Of_two_that_work_about_as_often_now_the_one_and_now_the_other_is_handed_over()
    {
        await using var open = await NewAsync();
        await TwoAsync(open, new ExecutionCounts(3, 0, 1), new ExecutionCounts(3, 0, 1));

        Assert.Equal(2, (await FirstNamesAsync(open, new SkillMemoryOptions())).Distinct().Count());
    }

    [Fact]
    public async Task Without_trials_the_higher_belief_decides()
    {
        await using var open = await NewAsync();
        await TwoAsync(open, new ExecutionCounts(3, 0, 1), new ExecutionCounts(4, 0, 1));

        var names = await FirstNamesAsync(open, new SkillMemoryOptions { HasTrials = false });

        Assert.All(names, name => Assert.Equal("renew-the-certificate", name));
    }

    [Fact]
    public async Task A_pinned_one_is_preferred()
    {
        await using var open = await NewAsync();
        var (worse, _) = await TwoAsync(open, new ExecutionCounts(12, 0, 18), new ExecutionCounts(27, 0, 3));
        await open.Memory.CurateAsync(new CurateRequest { Skill = worse.Name, Action = CurateAction.Pin });

        Assert.All(await FirstNamesAsync(open, new SkillMemoryOptions()), name => Assert.Equal("rotate-certificate", name));
    }

    [Fact]
    public async Task One_that_lacks_a_word_of_the_task_is_not_handed_over_for_one_that_has_it()
    {
        await using var open = await NewAsync();
        var fitting = Written("rotate-certificate", "Rotate the certificate of the envoy proxy", First);
        await open.AddAsync(fitting, new ExecutionCounts(12, 0, 18));
        await open.AddAsync(Written("renew-the-certificate", "Renew the proxy's certificate", Second), new ExecutionCounts(27, 0, 3));

        var names = await FirstNamesAsync(open, new SkillMemoryOptions(), "rotate the certificate of the envoy proxy");

        Assert.All(names, name => Assert.Equal("rotate-certificate", name));
    }

    [Fact]
    public async Task One_without_a_safeguard_of_the_other_is_not_handed_over_for_it()
    {
        await using var open = await NewAsync();
        string[] checking = [.. First, "Verify the certificate: openssl s_client -connect proxy:443"];
        await open.AddAsync(Written("rotate-certificate", "Rotate the certificate of the proxy", checking), new ExecutionCounts(12, 0, 18));
        await open.AddAsync(Written("renew-the-certificate", "Renew the proxy's certificate", Second), new ExecutionCounts(27, 0, 3));

        Assert.All(await FirstNamesAsync(open, new SkillMemoryOptions()), name => Assert.Equal("rotate-certificate", name));
    }

    [Fact]
    public async Task Look_alikes_never_trade_places_by_their_record()
    {
        foreach (var (one, other) in LookalikePairs.Different)
        {
            await StaysAsync(one, other);
            await StaysAsync(other, one);
        }
    }

    /// <summary>Asks for what the first does, before and after the second has the better record.</summary>
    static async Task StaysAsync(string one, string other)
    {
        var (fitting, rival) = (LookalikePairs.Read(one), LookalikePairs.Read(other));
        await using var plain = await NewAsync();
        await using var recorded = await NewAsync();
        foreach (var (open, bad, good) in new[] { (plain, 0, 0), (recorded, 30, 30) })
        {
            await open.AddAsync(fitting, new ExecutionCounts(bad / 3, 0, bad));
            await open.AddAsync(rival, new ExecutionCounts(good, 0, 0));
        }

        var before = await FirstNamesAsync(plain, new SkillMemoryOptions(), fitting.Description);
        var after = await FirstNamesAsync(recorded, new SkillMemoryOptions(), fitting.Description);

        // Where the texts tell nothing apart, the ranking's own small share of belief decides between them, as before.
        Assert.True(fitting.Description == rival.Description || before.SequenceEqual(after), $"{one} gave way to {other}");
    }

    static async Task<(Skill First, Skill Second)> TwoAsync(OpenMemory open, ExecutionCounts first, ExecutionCounts second) => (
        await open.AddAsync(Written("rotate-certificate", "Rotate the certificate of the proxy", First), first),
        await open.AddAsync(Written("renew-the-certificate", "Renew the proxy's certificate", Second), second));

    static Procedure Written(string name, string description, string[] steps) => Procedure(name, description, steps);

    static SkillMemory Seeded(OpenMemory open, int seed, SkillMemoryOptions? options = null) =>
        new(open.Store, Project.Everybody, open.Clock, options, random: new Random(seed));

    static async Task<IReadOnlyList<string>> FirstNamesAsync(OpenMemory open, SkillMemoryOptions options, string task = Task)
    {
        var memory = Seeded(open, 5, options);
        var names = new List<string>();
        for (var time = 0; time < 20; time++)
        {
            var retrieved = await memory.RetrieveAsync(new RetrieveRequest { Task = task });
            names.Add(retrieved.Matches is [var first, ..] ? first.Skill.Name.Value : "");
        }
        await memory.FlushAsync();
        return names;
    }
}
