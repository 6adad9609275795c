using static SkillMcp.Tests.Memory.OpenMemory;

namespace SkillMcp.Tests.Memory;

/// <summary>What becomes of a pitfall with what happens after it.</summary>
public sealed class PitfallHistoryTests
{
    static readonly string[] Steps = ["docker build -t api .", "docker push hub/api", "kubectl rollout status deploy/api"];

    const string Task = "deploy the api service to the cluster";

    [Fact]
    public async Task A_step_is_found_where_none_was_given_and_the_same_cause_is_told_there()
    {
        await using var open = await NewAsync();
        var skill = await DeployAsync(open);

        await FailAsync(open, skill, "docker push was denied: log in to the registry hub.example.com before");
        await FailAsync(open, skill, "denied, log in to hub.example.com");

        var pitfall = Assert.Single((await open.Memory.GetAsync(skill.Name)).Pitfalls);
        Assert.Equal((2, 2), (pitfall.Step, pitfall.Seen));
    }

    [Fact]
    public async Task What_was_told_without_a_step_goes_to_the_step_that_is_told_later()
    {
        await using var open = await NewAsync();
        var skill = await DeployAsync(open);

        await FailAsync(open, skill, "the role deployer is missing for the namespace shop");
        await open.RecordAsync(Failure(skill, "the role deployer is missing for the namespace shop") with { FailedStep = 3 });

        var pitfall = Assert.Single((await open.Memory.GetAsync(skill.Name)).Pitfalls);
        Assert.Equal((3, 2), (pitfall.Step, pitfall.Seen));
    }

    [Fact]
    public async Task A_pitfall_is_gone_after_twenty_successes_and_returns_with_its_count()
    {
        await using var open = await NewAsync();
        var skill = await DeployAsync(open);
        await FailAsync(open, skill, "docker push needs a login");
        await FailAsync(open, skill, "docker push needs a login");

        Assert.Equal(19, Assert.Single((await open.RecordAsync(skill, Outcome.Success, times: 19)).Skill.Pitfalls).Passed);
        Assert.Empty((await open.RecordAsync(skill, Outcome.Success)).Skill.Pitfalls);
        await FailAsync(open, skill, "the docker push needs login");

        var back = Assert.Single((await open.Memory.GetAsync(skill.Name)).Pitfalls);
        Assert.Equal(("docker push needs a login", 3, 0), (back.Text, back.Seen, back.Passed));
    }

    [Fact]
    public async Task What_says_nothing_of_what_to_do_is_gone_when_the_same_task_goes_well_soon_after()
    {
        await using var open = await NewAsync();
        var skill = await DeployAsync(open);

        await open.RecordAsync(Failure(skill, "the page stayed blank") with { Retrieval = await AskAsync(open, Task) });
        await open.RecordAsync(Failure(skill, "the quota page must be opened") with { Retrieval = await AskAsync(open, Task) });
        await SucceedAsync(open, skill, Task, after: TimeSpan.FromMinutes(10));
        Assert.Equal(["the quota page must be opened"], await ShownAsync(open, skill));

        for (var time = 0; time < 3; time++)
        {
            await open.RecordAsync(Failure(skill, "the page stayed blank") with { Retrieval = await AskAsync(open, Task) });
        }
        await SucceedAsync(open, skill, Task, after: TimeSpan.FromMinutes(10));
        Assert.Equal(["the quota page must be opened", "the page stayed blank"], await ShownAsync(open, skill));
    }

    [Theory]
    [InlineData(Task, 120)]
    [InlineData($"{Task} of the shop", 10)]
    public async Task What_goes_well_much_later_or_for_another_task_does_not_show_that_it_passed(string task, int minutes)
    {
        await using var open = await NewAsync();
        var skill = await DeployAsync(open);
        await open.RecordAsync(Failure(skill, "the page stayed blank") with { Retrieval = await AskAsync(open, Task) });

        await SucceedAsync(open, skill, task, after: TimeSpan.FromMinutes(minutes));

        Assert.Equal(["the page stayed blank"], await ShownAsync(open, skill));
    }

    [Fact]
    public async Task What_only_looks_transient_is_a_pitfall_when_it_came_three_times_in_a_row()
    {
        await using var open = await NewAsync();
        var skill = await DeployAsync(open);

        await open.RecordAsync(Failure(skill, "connection timed out"), times: 2);
        await open.RecordAsync(skill, Outcome.Success);
        await open.RecordAsync(Failure(skill, "connection timed out"), times: 2);
        Assert.Empty((await open.Memory.GetAsync(skill.Name)).Pitfalls);

        await FailAsync(open, skill, "connection timed out");
        Assert.Equal("connection timed out", Assert.Single((await open.Memory.GetAsync(skill.Name)).Pitfalls).Text);
    }

    [Fact]
    public async Task The_only_step_that_the_fix_changed_is_the_step_of_the_failure()
    {
        await using var open = await NewAsync();
        var skill = await DeployAsync(open);
        var retrieval = await AskAsync(open, Task);
        await open.RecordAsync(Failure(skill, "the registry moved to images.example.com") with { Retrieval = retrieval });
        Assert.Equal(0, Assert.Single((await open.Memory.GetAsync(skill.Name)).Pitfalls).Step);

        await open.Memory.RefineAsync(
            new RefineRequest
            {
                Skill = skill.Name,
                Steps = [Step.Parse(Steps[0]), Step.Parse("docker push images.example.com/api"), Step.Parse(Steps[2])],
                Success = true,
                Reason = "the registry moved",
                Retrieval = retrieval,
            },
            Agent);

        var versions = await open.Memory.VersionsAsync(skill);
        Assert.Equal(2, Assert.Single(versions[0].Pitfalls).Step);
        Assert.Empty((await open.Memory.GetAsync(skill.Name)).Pitfalls);
    }

    [Fact]
    public async Task The_last_step_that_ran_is_the_one_that_failed()
    {
        await using var open = await NewAsync();
        var skill = await DeployAsync(open);

        await open.Memory.LearnAsync(
            new LearnRequest
            {
                Trajectory = Run(Task, Steps[0], Steps[1]) with { Success = false, Notes = "the role writer is missing" },
                Retrieval = await AskAsync(open, Task),
            },
            Agent);

        Assert.Equal(2, Assert.Single((await open.Memory.GetAsync(skill.Name)).Pitfalls).Step);
    }

    [Fact]
    public async Task A_success_that_is_taken_back_went_past_nothing()
    {
        await using var open = await NewAsync();
        var skill = await DeployAsync(open);
        await FailAsync(open, skill, "docker push needs a login");
        var report = new Report { Skill = skill.Name, Outcome = Outcome.Success, Retrieval = await AskAsync(open, Task) };

        Assert.Equal(1, Assert.Single((await open.RecordAsync(report)).Skill.Pitfalls).Passed);
        var corrected = await open.RecordAsync(report with { Outcome = Outcome.Partial });
        Assert.Equal(0, Assert.Single(corrected.Skill.Pitfalls).Passed);
        Assert.Equal(1, Assert.Single((await open.RecordAsync(report)).Skill.Pitfalls).Passed);
    }

    static Task<Skill> DeployAsync(OpenMemory open) => open.AddAsync("deploy-api", "Deploy the api service to the cluster", Steps);

    static Report Failure(Skill skill, string notes) => new() { Skill = skill.Name, Outcome = Outcome.Failure, Notes = notes };

    static Task<Recorded> FailAsync(OpenMemory open, Skill skill, string notes) => open.RecordAsync(Failure(skill, notes));

    static async Task<Guid> AskAsync(OpenMemory open, string task) =>
        (await open.Memory.RetrieveAsync(new RetrieveRequest { Task = task })).RetrievalId!.Value;

    static async Task SucceedAsync(OpenMemory open, Skill skill, string task, TimeSpan after)
    {
        open.Clock.Advance(after);
        await open.RecordAsync(
            new Report { Skill = skill.Name, Outcome = Outcome.Success, Retrieval = await AskAsync(open, task) });
    }

    static async Task<IEnumerable<string>> ShownAsync(OpenMemory open, Skill skill) =>
        (await open.Memory.GetAsync(skill.Name)).Pitfalls.Select(pitfall => pitfall.Text);
}
