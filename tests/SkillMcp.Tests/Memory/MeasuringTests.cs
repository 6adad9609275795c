using System.Text.Json;
using SkillMcp.Packaging;
using SkillMcp.Sessions;
using SkillMcp.Tests.Sessions;
using static SkillMcp.Tests.Memory.OpenMemory;

namespace SkillMcp.Tests.Memory;

/// <summary>What an agent gets and what is kept while it is measured what difference skills make.</summary>
public sealed class MeasuringTests
{
    const string Deploying = "deploy the cart service to kubernetes";

    static readonly string[] Steps =
        ["kubectl set image deployment/cart cart=cart:v2", "kubectl rollout status deployment/cart", "curl -f https://cart/health"];

    static readonly SkillMemoryOptions Always = new() { MeasuredPercent = 100 };
    static readonly SkillMemoryOptions Half = new() { MeasuredPercent = 50 };

    [Fact]
    public async Task What_is_withheld_looks_like_nothing_that_fits()
    {
        await using var open = await NewAsync();
        await DeployAsync(open);
        var memory = open.With(Always);

        var withheld = await AskAsync(memory, Deploying);
        var nothing = await AskAsync(memory, "water the tulips on the balcony");

        Assert.Empty(withheld.Matches);
        Assert.Equal(nothing.Advice, withheld.Advice);
        Assert.NotNull(nothing.RetrievalId);
        Assert.NotNull(withheld.RetrievalId);
        Assert.Equal(await RefusalOfAsync(memory, nothing), await RefusalOfAsync(memory, withheld));
    }

    [Fact]
    public async Task What_was_withheld_does_not_appear_at_a_second_ask_and_what_was_handed_over_does()
    {
        await using var open = await NewAsync();
        var skill = await DeployAsync(open);
        RetrieveRequest[] again =
        [
            Asked(Deploying),
            Asked(Deploying) with { Also = ["rollout", "kubectl", "release"] },
            Asked("please deploy the cart service to kubernetes, version 2"),
            Asked(Deploying) with { MaxTokens = 200 },
            Asked(Deploying) with { Done = ["kubectl set image deployment/cart cart=cart:v2"] },
        ];
        var memory = open.With(Always);
        Assert.Empty((await AskAsync(memory, Deploying)).Matches);
        Assert.All(await AllAsync(memory, again), answer => Assert.Empty(answer.Matches));

        var lucky = Never(open);
        foreach (var request in again.Prepend(Asked(Deploying)).Select(request => request with { Session = "another" }))
        {
            Assert.Equal(skill.Id, (await lucky.RetrieveAsync(request)).Matches[0].Skill.Id);
            Assert.Single((await DrawnAsync(open)), drawn => drawn is { IsFirst: true, IsWithheld: false });
        }
    }

    [Fact]
    public async Task The_second_ask_with_the_other_words_that_were_asked_for_is_of_the_same_task()
    {
        await using var open = await NewAsync();
        await DeployAsync(open);
        var memory = open.With(Always);
        await AskAsync(memory, Deploying);

        await memory.RetrieveAsync(Asked("roll the cart out to the kubernetes cluster") with { Also = ["deploy", "service", "kubectl"] });

        Assert.Single(await DrawnAsync(open), drawn => drawn.IsFirst);
    }

    [Fact]
    public async Task It_is_drawn_once_for_each_task_in_the_share_that_is_wanted()
    {
        await using var open = await NewAsync();
        await DeployAsync(open);
        var memory = open.With(Half);
        var withheld = 0;
        for (var number = 0; number < 200; number++)
        {
            withheld += (await AskAsync(memory, $"deploy the cart{number} service to kubernetes")).Matches.Count == 0 ? 1 : 0;
        }

        Assert.InRange(withheld, 65, 135);
        var drawn = await DrawnAsync(open);
        Assert.Equal((200, withheld), (drawn.Count, drawn.Count(one => one.IsWithheld)));
        Assert.All(drawn, one => Assert.Equal((50, "one"), (one.Percent, one.Session)));
    }

    [Fact]
    public async Task Another_session_and_a_task_that_begins_anew_are_drawn_anew()
    {
        await using var open = await NewAsync();
        await DeployAsync(open);
        var memory = open.With(Always);
        await AskAsync(memory, Deploying);
        await memory.RetrieveAsync(Asked(Deploying) with { Session = "two" });
        open.Clock.Advance(TimeSpan.FromHours(2));
        var done = await AskAsync(memory, Deploying);
        await memory.LearnAsync(Told(done, Outcome.Success), Agent);
        await AskAsync(memory, Deploying);

        Assert.Equal(4, (await DrawnAsync(open)).Count(drawn => drawn.IsFirst));
    }

    [Fact]
    public async Task Who_asks_twice_at_once_gets_one_draw()
    {
        await using var open = await NewAsync();
        await DeployAsync(open);
        var memory = open.With(Half);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => AskAsync(memory, Deploying)));

        Assert.Single(answers.Select(answer => answer.Matches.Count).Distinct());
        Assert.Single(await DrawnAsync(open), drawn => drawn.IsFirst);
    }

    [Fact]
    public async Task A_pinned_skill_one_that_is_named_and_a_person_are_never_in_it()
    {
        await using var open = await NewAsync();
        var skill = await DeployAsync(open);
        var memory = open.With(Always);
        await AskAsync(memory, Deploying);

        Assert.Single((await memory.RetrieveAsync(new RetrieveRequest { Task = Deploying })).Matches);
        Assert.Single((await memory.RetrieveAsync(Asked("") with { Skill = skill.Name })).Matches);
        Assert.Single((await AskAsync(memory, "follow deploy-service")).Matches);
        Assert.Single((await AskAsync(memory, "deploy_service: deploy the cart service to kubernetes")).Matches);
        await open.Memory.CurateAsync(new CurateRequest { Skill = skill.Name, Action = CurateAction.Pin });
        Assert.Single((await AskAsync(memory, Deploying)).Matches);

        Assert.Single(await DrawnAsync(open), drawn => drawn.IsFirst);
    }

    [Fact]
    public async Task Nothing_is_kept_and_an_empty_answer_has_no_id_where_it_is_not_measured()
    {
        await using var open = await NewAsync();
        await DeployAsync(open);

        Assert.Single((await AskAsync(open.Memory, Deploying)).Matches);
        Assert.Null((await AskAsync(open.Memory, "water the tulips on the balcony")).RetrievalId);
        Assert.Empty(await DrawnAsync(open));
    }

    [Fact]
    public async Task How_a_task_ended_without_the_skill_counts_for_the_measure_and_not_for_the_skill()
    {
        await using var open = await NewAsync();
        var skill = await DeployAsync(open);
        var memory = open.With(Always);

        foreach (var outcome in new[] { Outcome.Success, Outcome.Failure })
        {
            var answer = await AskAsync(memory, $"{Deploying} {outcome}");
            var learned = await memory.LearnAsync(Told(answer, outcome), Agent);
            Assert.NotEqual(Decision.Lesson, learned.Decision);
        }

        var after = await memory.GetAsync(skill.Name);
        Assert.Equal((0, 0), (after.Record.Total, (await memory.ExecutionsAsync(after, 10)).Count));
        Assert.Equal(new ArmCounts(2, 2, 1), (await memory.UpliftAsync(after)).Without);
    }

    [Fact]
    public async Task A_run_without_the_skill_that_went_another_way_is_kept_as_one_and_not_counted()
    {
        await using var open = await NewAsync();
        var skill = await DeployAsync(open);
        var memory = open.With(Always);
        var answer = await AskAsync(memory, Deploying);
        var run = Run(Deploying, ["kubectl get nodes", .. Steps, "kubectl get pods"]) with { Category = "deployment" };

        var learned = await memory.LearnAsync(
            new LearnRequest { Trajectory = run, Retrieval = answer.RetrievalId, MergeInto = skill.Name, Session = "one" }, Agent);

        Assert.Equal((Decision.Alternative, skill.Id), (learned.Decision, learned.Skill!.Id));
        Assert.Equal(2, (await memory.WaysAsync(learned.Skill)).Count);
        Assert.Equal(0, (await memory.GetAsync(skill.Name)).Record.Total);
    }

    [Fact]
    public async Task A_run_without_the_skill_that_is_remembered_does_not_count_for_it_later_either()
    {
        await using var open = await NewAsync();
        var skill = await DeployAsync(open);
        var memory = open.With(Always);
        var answer = await AskAsync(memory, Deploying);
        string[] other = ["helm upgrade cart ./chart", "helm status cart", "helm test cart"];
        var run = Run("put the new cart out", other);
        Assert.True((await memory.LearnAsync(new LearnRequest { Trajectory = run, Retrieval = answer.RetrievalId }, Agent)).Remembered);
        var read = await memory.GetAsync(skill.Name);
        await memory.EditAsync(read, read.Procedure with { Steps = [.. other.Select(Step.Parse)] }, "helm now", Person);

        var again = await memory.LearnAsync(new LearnRequest { Trajectory = run with { Category = "deployment" } }, Agent);

        Assert.Equal((skill.Id, 1), (again.Skill!.Id, again.Skill.Record.Total));
        Assert.Empty(await memory.WaitingRunsAsync());
    }

    [Fact]
    public async Task A_report_names_its_task_by_its_retrieval_or_else_by_its_session()
    {
        await using var open = await NewAsync();
        var skill = await DeployAsync(open);
        var memory = Never(open);
        var known = await AskAsync(memory, "deploy the cart1 service to kubernetes");
        await memory.RecordAsync(Reported(skill, Outcome.Failure) with { Retrieval = known.RetrievalId });
        await memory.RecordAsync(Reported(skill, Outcome.Partial) with { Retrieval = known.RetrievalId });
        await AskAsync(memory, "deploy the cart2 service to kubernetes");
        await memory.RecordAsync(Reported(skill, Outcome.Success) with { Session = "one" });
        var unused = await AskAsync(memory, "deploy the cart3 service to kubernetes");
        await memory.RecordAsync(Reported(skill, Outcome.NotUsed) with { Retrieval = unused.RetrievalId });
        await memory.RecordAsync(Reported(skill, Outcome.Success) with { Session = "two" });

        Assert.Equal(new ArmCounts(3, 2, 1), (await memory.UpliftAsync(skill)).With);

        var always = open.With(Always);
        await AskAsync(always, "deploy the cart4 service to kubernetes");
        await always.LearnAsync(new LearnRequest
        {
            Trajectory = Run("deploy the cart4 service to kubernetes", Steps),
            Session = "one",
        }, Agent);
        Assert.Equal(1, (await DrawnAsync(open)).Count(drawn => drawn is { IsWithheld: true, Outcome: Outcome.Success }));
    }

    [Fact]
    public async Task What_the_log_of_a_session_shows_counts_on_both_sides_and_outweighs_what_was_told()
    {
        await using var open = await NewAsync();
        var skill = await DeployAsync(open);
        var (never, always) = (Never(open), open.With(Always));
        var with = (await AskAsync(never, Deploying)).RetrievalId!.Value;
        var without = (await always.RetrieveAsync(Asked(Deploying) with { Session = "two" })).RetrievalId!.Value;
        await never.FlushAsync();
        await always.FlushAsync();
        await open.Memory.RecordAsync(Reported(skill, Outcome.Failure) with { Retrieval = with });

        await LearnAsync("s1", with);
        await LearnAsync("s2", without);
        await open.Memory.RecordAsync(Reported(skill, Outcome.Failure) with { Retrieval = with });

        Assert.Equal(
            [(false, Outcome.Success, true), (true, Outcome.Success, true)],
            (await DrawnAsync(open)).Where(drawn => drawn.IsFirst)
                .Select(drawn => (drawn.IsWithheld, drawn.Outcome!.Value, drawn.IsRead)).Order());
        // The only execution of the skill is the one that was handed over.
        Assert.All(await open.Memory.ExecutionsAsync(skill, 10), execution => Assert.Equal(with, execution.Retrieval));

        async Task LearnAsync(string session, Guid retrieval) => await open.Memory.LearnSessionAsync(SessionReading.Of(Played.Of(
            session,
            [Played.Asks(Deploying), Played.Retrieves(retrieval), .. Steps.Select(step => Played.Runs(step))])));
    }

    [Fact]
    public async Task What_was_measured_goes_with_its_skill_to_another_memory_and_is_purged_with_it()
    {
        await using var open = await NewAsync();
        var skill = await DeployAsync(open);
        var memory = open.With(Half);
        for (var number = 0; number < 12; number++)
        {
            var answer = await AskAsync(memory, $"deploy the cart{number} service to kubernetes");
            await memory.LearnAsync(Told(answer, number % 3 == 0 ? Outcome.Failure : Outcome.Success), Agent);
        }
        var whole = await memory.ExportAsync(await memory.GetAsync(skill.Name));
        var line = SkillJson.Write(whole, new Dictionary<Guid, SkillName>());

        await using var other = await NewAsync();
        await other.Memory.ImportAsync(SkillJsonReader.Read(JsonElement.Parse(line), Sample.Noon).Portable, "", new ImportBatch());

        var moved = await other.Memory.GetAsync(skill.Name);
        Assert.Equal(await memory.UpliftAsync(skill), await other.Memory.UpliftAsync(moved));
        await other.Memory.PurgeAsync(moved);
        Assert.Empty(await DrawnAsync(other));
    }

    [Fact]
    public async Task What_another_program_changed_is_not_counted_and_doctor_says_so()
    {
        await using var open = await NewAsync();
        var skill = await DeployAsync(open);
        var memory = open.With(Always);
        await AskAsync(memory, "deploy the cart1 service to kubernetes");
        await AskAsync(memory, "deploy the cart2 service to kubernetes");
        foreach (var change in (string[])["outcome = 'success'", "withheld = 0", "percent = 7", "at = at + 1", "session = 'x'",
            "version = 2", "read = 1", "first = retrieval || 'x'", "retrieval = 'x'"])
        {
            await open.ChangeOutsideAsync("create table kept as select * from assignment");
            await open.ChangeOutsideAsync($"update assignment set {change} where number = 1");
            Assert.Single(await DrawnAsync(open));
            Assert.Contains(await open.ProblemsAsync(), problem => problem.Contains("1 changed or added", StringComparison.Ordinal));
            await open.ChangeOutsideAsync("delete from assignment; insert into assignment select * from kept; drop table kept");
        }
        Assert.Equal(2, (await memory.UpliftAsync(skill)).Without.Tasks);
    }

    [Fact]
    public async Task A_project_measures_its_own_skills_and_those_of_all()
    {
        await using var open = await NewAsync();
        var shared = await DeployAsync(open);
        var shop = open.For(Project.Parse("shop"), Always);
        await AskAsync(shop, Deploying);

        Assert.Equal(1, (await shop.UpliftAsync(shared)).Without.Tasks);
        Assert.Single(await open.Memory.UpliftsAsync());
    }

    [Fact]
    public async Task What_may_not_be_written_is_not_withheld()
    {
        await using var open = await NewAsync();
        await DeployAsync(open);
        await open.ChangeOutsideAsync("create trigger other after insert on retrieval begin select 1; end");

        Assert.Single((await AskAsync(open.With(Always), Deploying)).Matches);
    }

    static Task<Skill> DeployAsync(OpenMemory open) =>
        open.AddAsync("deploy-service", "Deploy a service to kubernetes with a rolling update", Steps);

    /// <summary>It is measured, and nothing is drawn to be withheld.</summary>
    static SkillMemory Never(OpenMemory open) =>
        new(open.Store, Project.Everybody, open.Clock, new SkillMemoryOptions { MeasuredPercent = 1 }, random: new Highest());

    static RetrieveRequest Asked(string task) => new() { Task = task, Session = "one" };

    static Task<Retrieved> AskAsync(SkillMemory memory, string task) => memory.RetrieveAsync(Asked(task));

    static async Task<IReadOnlyList<Retrieved>> AllAsync(SkillMemory memory, IEnumerable<RetrieveRequest> requests)
    {
        var answers = new List<Retrieved>();
        foreach (var request in requests)
        {
            answers.Add(await memory.RetrieveAsync(request));
        }
        return answers;
    }

    static Report Reported(Skill skill, Outcome outcome) => new() { Skill = skill.Name, Outcome = outcome };

    static LearnRequest Told(Retrieved answer, Outcome outcome) => new()
    {
        Trajectory = Run(answer.Task, Steps) with { Success = outcome == Outcome.Success, Category = "deployment" },
        Retrieval = answer.RetrievalId,
        Session = "one",
    };

    static async Task<string> RefusalOfAsync(SkillMemory memory, Retrieved answer)
    {
        var report = new Report { Skill = SkillName.Parse("deploy-service"), Outcome = Outcome.Success, Retrieval = answer.RetrievalId };
        var refusal = await Assert.ThrowsAsync<SkillException>(() => memory.RecordAsync(report, Agent));
        return refusal.Message.Replace($"{answer.RetrievalId}", "", StringComparison.Ordinal);
    }

    sealed class Highest : Random
    {
        public override int Next(int maxValue) => maxValue - 1;
    }

    static Task<IReadOnlyList<Assignment>> DrawnAsync(OpenMemory open) => open.Store.AssignmentsAsync(default, null, default);
}
