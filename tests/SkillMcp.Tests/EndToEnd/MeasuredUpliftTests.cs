using System.Text.Json;
using SkillMcp.Tests.Commands;

namespace SkillMcp.Tests.EndToEnd;

/// <summary>What difference a skill makes, measured by a real server: what an agent sees of that, and what a person.</summary>
public sealed class MeasuredUpliftTests : IDisposable
{
    const string Deploying = "Deploy the API to the host staging.example.com";

    static readonly string[] Steps = ["make build", "make ship HOST=staging.example.com", "curl -f https://staging.example.com/health"];

    readonly CommandLine skillmcp = new();

    // What a hook left to another process is still written into the folder for a moment.
    public void Dispose()
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                skillmcp.Dispose();
                return;
            }
            catch (IOException) when (tries < 100)
            {
                Thread.Sleep(50);
            }
        }
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("2025-11-25", true)]
    [InlineData("2026-07-28", true)]
    public async Task An_agent_cannot_tell_what_is_withheld_from_what_does_not_fit_and_a_person_can(string? version, bool http)
    {
        await skillmcp.AddDeployApiAsync();
        await using var server = RunningServer.On(
            skillmcp.Memory, [.. http ? (string[])["--http", "--port", "0"] : [], "--measure-uplift", "100"]);
        await using var client = await server.ClientAsync(version);

        var withheld = await client.CallAsync("retrieve_skill", new { task = Deploying });
        var nothing = await client.CallAsync("retrieve_skill", new { task = "water the tulips on the balcony" });
        Assert.Equal(WithoutId(nothing), WithoutId(withheld));
        var again = await client.CallAsync("retrieve_skill", new { task = Deploying, also = new[] { "make", "ship", "health" } });
        Assert.Equal(0, again.Structure.GetProperty("matches").GetArrayLength());

        var id = withheld.Structure.GetProperty("retrieval_id").GetString();
        await client.CallAsync("store_trajectory", new
        {
            task = Deploying, steps = Steps, success = true, category = "deployment", retrieval_id = id,
        });
        Assert.Contains("deploy-api", (await client.CallAsync("retrieve_skill", new { skill = "deploy-api" })).Text);
        Assert.DoesNotContain("withheld", (await client.CallAsync("list_skills", new { })).Text, StringComparison.OrdinalIgnoreCase);

        var shown = (await skillmcp.RunAsync("uplift", "deploy-api", "--json")).Json;
        Assert.Equal("not_enough", shown.GetProperty("verdict").GetString());
        var without = shown.GetProperty("without");
        Assert.Equal((1, 1), (without.GetProperty("tasks").GetInt32(), without.GetProperty("successes").GetInt32()));
        var show = (await skillmcp.RunAsync("show", "deploy-api")).Output;
        Assert.Contains("withheld from 1 of 1 tasks to measure it: skillmcp uplift deploy-api", show);
        Assert.Contains("untried", show);
        Assert.Contains("not enough yet: 0 with, 1 without", (await skillmcp.RunAsync("uplift")).Output);
    }

    [Fact]
    public async Task What_is_typed_is_never_withheld()
    {
        await skillmcp.AddDeployApiAsync();
        await using var server = RunningServer.On(skillmcp.Memory, "--measure-uplift", "100");
        await using var client = await server.ClientAsync();
        await client.CallAsync("retrieve_skill", new { task = Deploying });

        Assert.Contains("make ship", (await skillmcp.RunAsync("retrieve", Deploying)).Output);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("101")]
    [InlineData("-5")]
    [InlineData("abc")]
    [InlineData("2.5")]
    [InlineData("")]
    public async Task A_share_that_is_none_is_refused_with_what_would_be_one(string share)
    {
        var refused = await skillmcp.RunAsync("serve", "--measure-uplift", share);

        Assert.Equal(1, refused.Code);
        Assert.Contains("in percent, 1 to 100, such as 10", refused.Error.ReplaceLineEndings(" "));
    }

    [Fact]
    public async Task A_person_reads_how_tasks_ended_with_and_without()
    {
        await skillmcp.AddDeployApiAsync();
        Assert.Contains("Nothing was measured yet", (await skillmcp.RunAsync("uplift")).Output);
        Assert.Contains("--measure-uplift 10", (await skillmcp.RunAsync("uplift", "deploy-api")).Output);
        Assert.Equal(1, (await skillmcp.RunAsync("uplift", "no-such-skill")).Code);
        // 60 tasks with the skill of which 54 ended well, 60 without of which 30 did.
        await skillmcp.BesideAsync(async memory =>
        {
            var whole = await memory.ExportAsync(await memory.GetAsync(SkillName.Parse("deploy-api")));
            var measured = whole with { Assignments = [.. Drawn(whole, withheld: false, 54), .. Drawn(whole, withheld: true, 30)] };
            await memory.PurgeAsync(whole.Skill);
            return await memory.ImportAsync(measured, "", new ImportBatch());
        });

        var told = (await skillmcp.RunAsync("uplift", "deploy-api")).Output;

        Assert.Contains("deploy-api: helps", told);
        Assert.Contains("with it:    54 of 60 ended well", told);
        Assert.Contains("without it: 30 of 60 ended well", told);
        Assert.Matches(@"difference: \+40 points \(\+\d+ to \+\d+\)", told);

        static IEnumerable<Assignment> Drawn(PortableSkill whole, bool withheld, int successes) =>
            Enumerable.Range(0, 60).Select(number => (Number: number, Id: Guid.CreateVersion7())).Select(one => new Assignment
            {
                Retrieval = one.Id,
                First = one.Id,
                Skill = whole.Skill.Id,
                Version = 1,
                IsWithheld = withheld,
                Percent = 50,
                At = Sample.Noon,
                Outcome = one.Number < successes ? Outcome.Success : Outcome.Failure,
            });
    }

    [Fact]
    public async Task What_a_hook_withholds_is_withheld_from_the_agent_too_and_its_turn_is_read()
    {
        await skillmcp.AddDeployApiAsync();
        await HookAsync("chat.message", $$"""{"session_id":"s-1","cwd":"/home/dev/shop","prompt":"{{Deploying}}"}""");
        await UntilAsync(tasks => tasks is [{ IsWithheld: true }]);
        await using var server = RunningServer.On(skillmcp.Memory, "--measure-uplift", "1");
        await using var client = await server.ClientAsync();

        var asked = await client.CallAsync("retrieve_skill", new { task = "ship the API to staging.example.com", also = new[] { "make" } });

        Assert.Equal(0, asked.Structure.GetProperty("matches").GetArrayLength());
        foreach (var command in Steps)
        {
            await HookAsync("tool.execute.after", $$"""
                {"session_id":"s-1","cwd":"/home/dev/shop","tool_name":"bash","tool_input":{"command":"{{command}}"},
                 "tool_response":{"output":"done","metadata":{"exit":0} } }
                """);
        }
        await HookAsync("session.idle", """{"session_id":"s-1"}""");
        await UntilAsync(tasks => tasks[0] is { Outcome: Outcome.Success, IsRead: true });
        var skill = await skillmcp.BesideAsync(memory => memory.GetAsync(SkillName.Parse("deploy-api")));
        Assert.Equal(0, skill.Record.Total);
    }

    async Task HookAsync(string name, string payload)
    {
        var ran = await skillmcp.RunWithAsync(
            payload, "hook", name, "--client", "opencode", "--within", "60000", "--measure-uplift", "100");
        Assert.Equal((0, "", ""), (ran.Code, ran.Output, ran.Error));
    }

    /// <summary>Waits for what a hook left to another process.</summary>
    async Task UntilAsync(Predicate<IReadOnlyList<Assignment>> isDone)
    {
        for (var tries = 0; !isDone(await skillmcp.BesideAsync(MeasuredAsync)); tries++)
        {
            Assert.True(tries < 150, "It was waited for fifteen seconds.");
            await Task.Delay(100);
        }
    }

    static async Task<IReadOnlyList<Assignment>> MeasuredAsync(SkillMemory memory) =>
        (await memory.ExportAsync(await memory.GetAsync(SkillName.Parse("deploy-api")))).Assignments;

    static string WithoutId((JsonElement Structure, string Text) answer)
    {
        var id = answer.Structure.GetProperty("retrieval_id").GetString()!;
        return $"{answer.Structure}\n{answer.Text}".Replace(id, "", StringComparison.Ordinal);
    }
}
