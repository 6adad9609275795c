using Microsoft.Extensions.AI;
using SkillMcp.Agents;
using SkillMcp.Tests.Memory;
using static SkillMcp.Tests.Agents.ScriptedModel;

namespace SkillMcp.Tests.Agents;

/// <summary>What a program tells the agent of a task counts beside what the calls of the task show.</summary>
public sealed class ProceduralAgentTests
{
    static readonly string[] Steps =
        ["build_image --service={service}", "push_image --service={service}", "set_image --service={service}"];

    static ProceduralAgent Over(OpenMemory opened) => new(
        Saying([.. Steps.Select(step => Calls(step.Split(' ')[0], ("service", "cart"))), Says("Done.")]),
        opened.Memory,
        new ProceduralAgentOptions { Tools = [.. Steps.Select(step => (AITool)AgentDriver.Function(step.Split(' ')[0]))] });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_failure_that_the_program_records_replaces_what_the_calls_showed(bool isWaitedFor)
    {
        await using var opened = await OpenMemory.NewAsync();
        await opened.AddAsync("deploy-service", "Deploy a service to kubernetes", Steps);
        var agent = Over(opened);
        var answer = await agent.RespondAsync("Deploy the cart service to kubernetes");
        if (isWaitedFor)
        {
            await opened.Memory.FlushAsync();
        }
        var recorded = await agent.RecordTaskOutcomeAsync(answer, Outcome.Failure, notes: "The page is blank.");
        await opened.Memory.FlushAsync();
        Assert.Contains("corrected", recorded!.Consequences);
        var skill = await opened.Memory.GetAsync(SkillName.Parse("deploy-service"));
        Assert.Equal((0, 1), (skill.Record.Successes.Total, skill.Record.Failures.Total));
    }

    [Fact]
    public async Task Evidence_decides_over_the_outcome_that_the_program_claims()
    {
        await using var opened = await OpenMemory.NewAsync();
        await opened.AddAsync("deploy-service", "Deploy a service to kubernetes", Steps);
        var agent = Over(opened);
        var answer = await agent.RespondAsync("Deploy the cart service to kubernetes");
        var evidence = new Evidence { Kind = EvidenceKind.HttpStatus, Observed = "502" };
        var recorded = await agent.RecordTaskOutcomeAsync(answer, Outcome.Success, evidence);
        Assert.Equal(1, recorded!.Skill.Record.Failures.Total);
    }

    [Fact]
    public async Task An_outcome_that_there_is_not_is_refused()
    {
        await using var opened = await OpenMemory.NewAsync();
        await opened.AddAsync("deploy-service", "Deploy a service to kubernetes", Steps);
        var agent = Over(opened);
        var answer = await agent.RespondAsync("Deploy the cart service to kubernetes");
        var mistake = await Assert.ThrowsAsync<SkillException>(() => agent.RecordTaskOutcomeAsync(answer, (Outcome)99));
        Assert.Contains("success, failure, partial or not_used", mistake.Message);
    }
}
