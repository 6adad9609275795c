using static SkillMcp.Tests.Memory.OpenMemory;

namespace SkillMcp.Tests.Memory;

/// <summary>Which way is handed over when a task is asked for.</summary>
public sealed class WayTrialTests
{
    const string Task = "Rotate the certificate of the proxy";

    static readonly string[] First = ["certctl issue --for api", "certctl install --target proxy", "systemctl reload proxy"];
    static readonly string[] Second = ["certctl issue --for api", "proxyctl load --certificate api --now", "systemctl reload proxy"];

    [Fact]
    public async Task Another_way_is_tried_in_place_of_the_current_one_and_the_answer_says_so()
    {
        await using var open = await NewAsync();
        await TwoWaysAsync(open);

        var tried = (await MatchesAsync(open)).First(match => match.Way!.IsTrial);

        Assert.Equal(Second, tried.Procedure.Steps.Select(step => step.Text));
        Assert.Equal(
            "a trial: this is version 2 in place of version 1, because it may work more often (it worked 1 of 1 time so far)",
            tried.Warnings[0]);
        Assert.Equal((1, 1.0), (tried.Record.Total, tried.Reliability));
        Assert.Equal(2, tried.Skill.Record.Total);
    }

    [Fact]
    public async Task The_same_random_numbers_play_the_same_history_again()
    {
        await using var open = await NewAsync();
        await TwoWaysAsync(open);

        var (once, again) = (await MatchesAsync(open, seed: 7), await MatchesAsync(open, seed: 7));

        Assert.Equal(once.Select(match => match.Skill.Version), again.Select(match => match.Skill.Version));
        Assert.Equal([1, 2], once.Select(match => match.Skill.Version).Distinct().Order());
    }

    [Fact]
    public async Task A_report_on_a_trial_counts_for_the_way_that_was_tried()
    {
        await using var open = await NewAsync();
        var skill = await TwoWaysAsync(open);
        var memory = Seeded(open, seed: 1);
        Retrieved retrieved;
        do
        {
            retrieved = await memory.RetrieveAsync(new RetrieveRequest { Task = Task });
        }
        while (retrieved.Matches[0].Skill.Version != 2);

        var report = new Report { Skill = skill.Name, Outcome = Outcome.Failure, FailedStep = 2, Notes = "proxyctl has no --now" };
        await memory.RecordAsync(report with { Retrieval = retrieved.RetrievalId }, Agent);

        var ways = await open.Memory.WaysAsync(skill);
        Assert.Equal([new ExecutionCounts(1, 0, 0), new ExecutionCounts(1, 0, 1)], ways.Select(way => way.Record.All));
        Assert.Equal(2, Assert.Single(ways[1].Text.Pitfalls).Step);
        Assert.Empty((await open.Memory.GetAsync(skill.Name)).Pitfalls);
    }

    [Theory]
    [InlineData("pinned")]
    [InlineData("no trials of the skill")]
    [InlineData("no trials at all")]
    [InlineData("by name")]
    [InlineData("named in the task")]
    [InlineData("begun")]
    public async Task The_current_way_is_handed_over_where_nothing_may_be_tried(string why)
    {
        await using var open = await NewAsync();
        var skill = await TwoWaysAsync(open);
        if (why == "pinned")
        {
            await open.Memory.CurateAsync(new CurateRequest { Skill = skill.Name, Action = CurateAction.Pin });
        }
        if (why == "no trials of the skill")
        {
            Assert.True((await open.Memory.SetTrialsAsync(skill.Name, areTried: false, Person)).Changed);
        }
        var options = new SkillMemoryOptions { HasTrials = why != "no trials at all" };
        var request = why switch
        {
            "by name" => new RetrieveRequest { Task = Task, Skill = skill.Name },
            "named in the task" => new RetrieveRequest { Task = "use the skill rotate-certificate" },
            "begun" => new RetrieveRequest { Task = Task, Done = [First[0]] },
            _ => new RetrieveRequest { Task = Task },
        };

        var matches = await MatchesAsync(open, request: request, options: options);

        Assert.All(matches, match => Assert.Equal((1, false), (match.Skill.Version, match.Way!.IsTrial)));
        Assert.All(matches, match => Assert.Equal(1, match.Record.Total));
    }

    [Fact]
    public async Task Whoever_has_begun_with_a_trial_goes_on_with_it()
    {
        await using var open = await NewAsync();
        var skill = await TwoWaysAsync(open);
        var begun = new RetrieveRequest { Task = Task, Done = [Second[0], "proxyctl load --certificate api --now"] };

        var byTask = Assert.Single(await MatchesAsync(open, times: 1, request: begun));
        var byName = Assert.Single(await MatchesAsync(open, times: 1, request: begun with { Skill = skill.Name }));

        Assert.All([byTask, byName], match => Assert.Equal((2, 3), (match.Skill.Version, match.NextStep)));
        Assert.Equal(
            "what was done is the beginning of version 2, which is handed over in place of version 1", byTask.Warnings[0]);
    }

    [Fact]
    public async Task What_is_made_of_a_trial_is_kept_beside_the_current_way()
    {
        await using var open = await NewAsync();
        var skill = await TwoWaysAsync(open);
        var memory = Seeded(open, seed: 1);
        Retrieved retrieved;
        do
        {
            retrieved = await memory.RetrieveAsync(new RetrieveRequest { Task = Task });
        }
        while (!retrieved.Matches[0].Way!.IsTrial);

        string[] steps = [Second[0], "proxyctl load --certificate api --wait", Second[2]];
        var refined = await memory.RefineAsync(RefineTo(skill, steps) with { Retrieval = retrieved.RetrievalId }, Agent);

        Assert.Equal((Decision.Alternative, 3, 1), (refined.Decision, refined.Version, refined.Skill.Version));
    }

    [Fact]
    public async Task A_way_without_a_safeguard_of_the_current_one_is_never_tried()
    {
        await using var open = await NewAsync();
        var skill = await LearnedAsync(open, [.. First, "Verify the certificate: openssl s_client -connect proxy:443"]);
        await open.Memory.RefineAsync(RefineTo(skill, Second) with { AcceptLoss = true }, Agent);
        await open.Memory.CurateAsync(new CurateRequest { Skill = skill.Name, Action = CurateAction.Rollback, Version = 1 });

        var matches = await MatchesAsync(open);

        Assert.All(matches, match => Assert.Equal(1, match.Skill.Version));
    }

    [Theory]
    [InlineData("echo the certificate is in place", false)]
    [InlineData("Check with keytool that the new chain is served", true)]
    public async Task A_check_that_failed_is_only_replaced_by_a_check(string instead, bool isTried)
    {
        const string Check = "Verify the certificate: openssl s_client -connect proxy:443";
        await using var open = await NewAsync();
        var skill = await LearnedAsync(open, [.. First, Check]);
        var retrieved = await open.Memory.RetrieveAsync(new RetrieveRequest { Skill = skill.Name });
        await open.RecordAsync(new Report { Skill = skill.Name, Outcome = Outcome.Failure, Retrieval = retrieved.RetrievalId });
        var mended = Run(Task, [.. First, instead]);
        await open.Memory.LearnAsync(
            new LearnRequest { Trajectory = mended, Retrieval = retrieved.RetrievalId, MergeInto = skill.Name }, Agent);

        var matches = await MatchesAsync(open);

        Assert.Equal(2, (await open.Memory.WaysAsync(skill)).Count);
        Assert.Equal(isTried, matches.Any(match => match.Skill.Version != 1));
    }

    [Fact]
    public async Task What_a_trial_is_missing_is_put_in_by_whoever_follows_it()
    {
        await using var open = await NewAsync();
        string[] steps = ["certctl issue --for {service}", First[1], First[2]];
        var skill = await LearnedAsync(open, steps);
        var other = Run(Task, steps[0], Second[1], Second[2]);
        await open.Memory.LearnAsync(new LearnRequest { Trajectory = other, MergeInto = skill.Name }, Agent);
        var memory = Seeded(open, seed: 1);

        var answers = new List<Retrieved>();
        for (var time = 0; time < 20; time++)
        {
            answers.Add(await memory.RetrieveAsync(new RetrieveRequest { Task = Task }));
        }

        var trial = answers.First(answer => answer.Matches[0].Way!.IsTrial);
        Assert.Equal(["service"], trial.Matches[0].MissingArguments);
        Assert.Contains("Ask for what is missing.", trial.Advice);
    }

    [Fact]
    public async Task A_skill_of_one_way_speaks_of_its_whole_record()
    {
        await using var open = await NewAsync();
        await LearnedAsync(open, First);

        var match = (await MatchesAsync(open, times: 1))[0];

        Assert.Null(match.Way);
        Assert.Equal(1, match.Record.Total);
    }

    [Fact]
    public async Task Of_forty_ways_one_is_handed_over_and_those_known_to_be_worse_are_not()
    {
        await using var open = await NewAsync();
        var skill = await TwoWaysAsync(open);
        for (var way = 3; way <= 40; way++)
        {
            var steps = new[] { First[0], $"proxyctl{way} load --certificate api --now", First[2] };
            await open.Memory.LearnAsync(new LearnRequest { Trajectory = Run(Task, steps), MergeInto = skill.Name }, Agent);
        }
        for (var time = 0; time < 10; time++)
        {
            await UseAsync(open, skill, Outcome.Success);
        }

        var matches = await MatchesAsync(open, times: 20);

        Assert.True((await open.Memory.WaysAsync(skill)).Count >= 30);
        Assert.All(matches, match => Assert.InRange(match.Way!.Version, 1, 41));
    }

    /// <summary>A skill with an alternative, of which as little is known as of the current way.</summary>
    static async Task<Skill> TwoWaysAsync(OpenMemory open)
    {
        var skill = await LearnedAsync(open, First);
        var told = await open.Memory.LearnAsync(new LearnRequest { Trajectory = Run(Task, Second), MergeInto = skill.Name }, Agent);
        Assert.Equal(Decision.Alternative, told.Decision);
        return skill;
    }

    static async Task<Skill> LearnedAsync(OpenMemory open, string[] steps) =>
        (await open.LearnAsync(Run(Task, steps) with { Name = "rotate-certificate" })).Skill!;

    static RefineRequest RefineTo(Skill skill, string[] steps) =>
        new() { Skill = skill.Name, Steps = [.. steps.Select(Step.Parse)], Success = true, Reason = "shorter" };

    static async Task UseAsync(OpenMemory open, Skill skill, Outcome outcome)
    {
        var retrieved = await open.Memory.RetrieveAsync(new RetrieveRequest { Skill = skill.Name });
        await open.RecordAsync(new Report { Skill = skill.Name, Outcome = outcome, Retrieval = retrieved.RetrievalId });
    }

    static SkillMemory Seeded(OpenMemory open, int seed, SkillMemoryOptions? options = null) =>
        new(open.Store, Project.Everybody, open.Clock, options, embedder: null, new Random(seed));

    /// <summary>The first match of a request that is asked several times.</summary>
    static async Task<IReadOnlyList<Match>> MatchesAsync(
        OpenMemory open, int seed = 1, int times = 20, RetrieveRequest? request = null, SkillMemoryOptions? options = null)
    {
        var memory = Seeded(open, seed, options);
        var matches = new List<Match>();
        for (var time = 0; time < times; time++)
        {
            matches.Add((await memory.RetrieveAsync(request ?? new RetrieveRequest { Task = Task })).Matches[0]);
        }
        await memory.FlushAsync();
        return matches;
    }
}
