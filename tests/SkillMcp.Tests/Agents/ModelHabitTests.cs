using Microsoft.Extensions.AI;
using SkillMcp.Agents;
using static SkillMcp.Tests.Agents.ScriptedModel;

namespace SkillMcp.Tests.Agents;

/// <summary>Models differ in what they stream, in the ids that they give, and in what they ask a person for.</summary>
public sealed class ModelHabitTests
{
    const string Deploy = "Deploy the cart service to kubernetes";

    static readonly string[] Steps =
        ["build_image --service={service}", "push_image --service={service}", "set_image --service={service}"];

    static AITool[] Functions(Func<string, string>? build = null) =>
        [AgentDriver.Function("build_image", build), AgentDriver.Function("push_image"), AgentDriver.Function("set_image")];

    static ChatMessage Call(string function, string? id = null) => new(
        ChatRole.Assistant,
        [new FunctionCallContent(id ?? Guid.NewGuid().ToString("N"), function, new Dictionary<string, object?> { ["service"] = "cart" })]);

    static ChatMessage[] Deploying(string? id = null) =>
        [Call("build_image", id), Call("push_image", id), Call("set_image", id), Says("Done.")];

    [Theory]
    [InlineData(Placement.BeforeFunctions, true, true)]
    [InlineData(Placement.BeforeFunctions, false, true)]
    [InlineData(Placement.BeforeFunctions, false, false)]
    [InlineData(Placement.AfterFunctions, true, true)]
    [InlineData(Placement.AfterFunctions, false, true)]
    [InlineData(Placement.AfterFunctions, false, false)]
    public async Task A_streamed_turn_is_known_again_whatever_ids_it_has(Placement placement, bool hasIds, bool beginsWithResponse)
    {
        var script = Saying([.. Deploying(), Says("I am sorry.")]);
        var model = new ScriptedModel(request => script.GetResponseAsync(request.Messages).Result.Messages[0])
        {
            HasMessageIds = hasIds, BeginsWithResponse = beginsWithResponse,
        };
        await using var agent = await AgentDriver.NewAsync(model, placement: placement, tools: Functions());
        await agent.SayAsync(Deploy, isStreaming: true);
        await agent.SayAsync("no, that broke it", isStreaming: true);
        var record = Assert.Single(await agent.SkillsAsync()).Record;
        Assert.Equal((0, 1), (record.Successes.Total, record.Failures.Total));
    }

    [Theory]
    [InlineData("")]
    [InlineData("call_0")]
    public async Task Each_call_has_its_own_result_where_all_have_one_id(string id)
    {
        await using var agent = await AgentDriver.NewAsync(Saying(Deploying(id)), tools: Functions(_ => throw new IOException("disk full")));
        await agent.Opened.AddAsync("deploy-service", "Deploy a service to kubernetes", Steps);
        await agent.SayAsync(Deploy);
        var execution = Assert.Single(await agent.Memory.ExecutionsAsync(await agent.SkillAsync("deploy-service"), 10));
        Assert.NotEqual(Outcome.Success, execution.Outcome);
    }

    [Theory]
    [InlineData(Placement.BeforeFunctions, false)]
    [InlineData(Placement.BeforeFunctions, true)]
    [InlineData(Placement.AfterFunctions, false)]
    [InlineData(Placement.AfterFunctions, true)]
    public async Task A_turn_that_waits_for_approvals_is_learned_from_at_its_end(Placement placement, bool isStreaming)
    {
        var tools = Functions().Select(tool => (AITool)new ApprovalRequiredAIFunction((AIFunction)tool)).ToArray();
        await using var agent = await AgentDriver.NewAsync(Saying(Deploying()), placement: placement, tools: tools);
        var response = await agent.SayAsync(Deploy, isStreaming);
        while (response.Messages.SelectMany(message => message.Contents).OfType<ToolApprovalRequestContent>().ToList() is { Count: > 0 } asked)
        {
            Assert.Empty(agent.Lessons);
            response = await agent.SayAsync(new ChatMessage(ChatRole.User, [.. asked.Select(one => one.CreateResponse(true))]), isStreaming);
        }
        Assert.Equal("Done.", response.Text);
        var skill = Assert.Single(await agent.SkillsAsync());
        Assert.Equal(Steps, skill.Procedure.Steps.Select(step => step.Text));
        Assert.Equal(1, skill.Record.Total);
    }

    [Fact]
    public async Task A_task_that_goes_on_after_a_question_is_learned_whole()
    {
        var model = Saying(Call("build_image"), Call("push_image"), Says("Shall I go on?"), Call("set_image"), Says("Done."));
        await using var agent = await AgentDriver.NewAsync(model, tools: Functions());
        await agent.SayAsync(Deploy);
        Assert.Empty(await agent.SkillsAsync());
        await agent.SayAsync("yes, go on");
        Assert.Equal(Steps, Assert.Single(await agent.SkillsAsync()).Procedure.Steps.Select(step => step.Text));
        Assert.Equal(0, (await agent.Memory.StatsAsync()).RememberedRuns);
    }

    [Fact]
    public async Task A_task_that_goes_on_after_it_was_learned_makes_its_skill_longer()
    {
        var model = Saying([.. Deploying(), Call("announce"), Says("Announced.")]);
        await using var agent = await AgentDriver.NewAsync(model, tools: [.. Functions(), AgentDriver.Function("announce")]);
        await agent.SayAsync(Deploy);
        Assert.Equal(3, Assert.Single(await agent.SkillsAsync()).Procedure.Steps.Count);
        await agent.SayAsync("ok, and now announce it");
        var skill = Assert.Single(await agent.SkillsAsync());
        Assert.Equal(4, skill.Procedure.Steps.Count);
        Assert.Equal(Steps, skill.Procedure.Steps.Take(3).Select(step => step.Text));
        Assert.Equal((2, 1), (skill.Version, skill.Record.Total));
        var versions = await agent.Memory.VersionsAsync(skill);
        Assert.Equal("the run went on", versions.MaxBy(version => version.Number)!.Reason);
    }

    [Theory]
    [InlineData(Placement.BeforeFunctions)]
    [InlineData(Placement.AfterFunctions)]
    public async Task A_conversation_goes_on_when_its_memory_is_closed(Placement placement)
    {
        var model = Saying(
            Calls(("retrieve_skill", [("task", "ship the cart")]), ("build_image", [("service", "cart")])),
            Calls("retrieve_skill", ("task", "ship the cart")), Says("Done."));
        using var folder = new TemporaryFolder();
        var memory = await SkillMemory.OpenAsync(folder["memory.db"]);
        var builder = model.AsBuilder();
        using var client = (placement == Placement.BeforeFunctions
            ? builder.UseProceduralMemory(memory).UseFunctionInvocation()
            : builder.UseFunctionInvocation().UseProceduralMemory(memory)).Build();
        await memory.DisposeAsync();
        await memory.DisposeAsync();
        var response = await client.GetResponseAsync(Deploy, new ChatOptions { Tools = Functions() });
        Assert.Equal("Done.", response.Messages[^1].Text);
    }
}
