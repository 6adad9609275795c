using static SkillMcp.Tests.Memory.OpenMemory;

namespace SkillMcp.Tests.Memory;

/// <summary>Evidence that turned a claim, and how the caller puts it right.</summary>
public sealed class CorrectionTests
{
    static readonly string[] Deploy = ["make build", "make ship HOST=web1", "curl -f https://web1/health"];
    static readonly Evidence False = new() { Kind = EvidenceKind.TestReport, Observed = "2 failed, 3 passed", Expected = "0 failed" };
    static readonly Evidence True = new() { Kind = EvidenceKind.TestReport, Observed = "5 passed, 0 failed", Expected = "0 failed" };

    [Fact]
    public async Task A_report_with_evidence_that_agrees_takes_the_failure_and_its_pitfall_back()
    {
        await using var open = await NewAsync();
        var skill = await open.AddAsync("deploy-web", "Deploy the web server", Deploy);
        var report = new Report { Skill = skill.Name, Outcome = Outcome.Success, Evidence = False, Retrieval = Guid.CreateVersion7() };

        var turned = await open.RecordAsync(report);
        var insisted = await open.RecordAsync(report with { Evidence = null });
        var corrected = await open.RecordAsync(report with { Evidence = True });

        Assert.Contains("report again with the same retrieval_id and with evidence that agrees", Assert.Single(turned.Consequences));
        Assert.Single(turned.Skill.Pitfalls);
        Assert.Equal(
            ["not corrected: the earlier report has evidence; to replace it, give evidence of success"], insisted.Consequences);
        Assert.Equal(["corrected"], corrected.Consequences);
        Assert.Empty(corrected.Skill.Pitfalls);
        Assert.Equal((1, 0), (corrected.Skill.Record.Successes.Total, corrected.Skill.Record.Failures.Total));
    }

    [Fact]
    public async Task A_run_that_is_stored_again_takes_the_failure_and_its_pitfall_back()
    {
        await using var open = await NewAsync();
        var skill = await open.AddAsync("deploy-web", "Deploy the web server", Deploy);
        var retrieved = await open.Memory.RetrieveAsync(new RetrieveRequest { Task = "deploy the web server" });
        var request = new LearnRequest
        {
            Trajectory = Run("Deploy the web server", Deploy) with { Evidence = False },
            Retrieval = retrieved.RetrievalId,
        };

        var turned = await open.Memory.LearnAsync(request, Agent);
        var blamed = await open.Memory.GetAsync(skill.Name);
        await open.Memory.LearnAsync(request with { Trajectory = request.Trajectory with { Evidence = True } }, Agent);
        var corrected = await open.Memory.GetAsync(skill.Name);

        Assert.Equal(Decision.Lesson, turned.Decision);
        Assert.Contains("call again with the same retrieval_id and with evidence that agrees", turned.Reason);
        Assert.Equal((1, 1), (blamed.Record.Failures.Total, blamed.Pitfalls.Count));
        Assert.Equal((1, 0, 0), (corrected.Record.Successes.Total, corrected.Record.Failures.Total, corrected.Pitfalls.Count));
    }

    [Fact]
    public async Task A_run_that_is_not_stored_in_the_skill_takes_the_failure_back_too()
    {
        await using var open = await NewAsync();
        var skill = await open.AddAsync("deploy-web", "Deploy the web server", Deploy);
        var retrieved = await open.Memory.RetrieveAsync(new RetrieveRequest { Task = "deploy the web server" });
        var request = new LearnRequest
        {
            Trajectory = Run("Roll the web server back", Deploy) with { Evidence = False },
            Retrieval = retrieved.RetrievalId,
        };

        await open.Memory.LearnAsync(request, Agent);
        await open.Memory.LearnAsync(request with { Trajectory = request.Trajectory with { Evidence = True } }, Agent);

        var corrected = await open.Memory.GetAsync(skill.Name);
        Assert.Equal((0, 0), (corrected.Record.Failures.Total, corrected.Pitfalls.Count));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_failed_run_with_other_steps_says_nothing_of_a_skill_that_it_did_not_follow(bool isRetrieved)
    {
        await using var open = await NewAsync();
        var skill = await open.AddAsync("deploy-web", "Deploy the web server", Deploy);
        var retrieved = await open.Memory.RetrieveAsync(new RetrieveRequest { Task = "deploy the web server" });

        var learned = await open.Memory.LearnAsync(new LearnRequest
        {
            Trajectory = Run("Deploy the web server", "make clean", "ansible-playbook web.yml", "systemctl reload nginx") with
            {
                Success = false,
                Notes = "The inventory was empty",
            },
            Retrieval = isRetrieved ? retrieved.RetrievalId : null,
        }, Agent);

        Assert.Equal((Decision.NotStored, "task_failed"), (learned.Decision, learned.Reason));
        var now = await open.Memory.GetAsync(skill.Name);
        Assert.Equal((0, 0), (now.Record.Total, now.Pitfalls.Count));
    }

    [Fact]
    public async Task A_failed_run_of_a_composite_that_was_retrieved_counts_for_it()
    {
        await using var open = await NewAsync();
        var build = await open.AddAsync("build", "Build the web server", "make build", "make test");
        var ship = await open.AddAsync("ship", "Ship the web server", "make ship HOST=web1", "curl -f https://web1/health");
        await open.Memory.ComposeAsync(
            new ComposeRequest { Skills = [build.Name, ship.Name], Name = "release-web", Description = "Release the web server" }, Agent);
        var retrieved = await open.Memory.RetrieveAsync(new RetrieveRequest { Skill = SkillName.Parse("release-web") });

        var learned = await open.Memory.LearnAsync(new LearnRequest
        {
            Trajectory = Run("Release the web server", "make build", "make test", "make ship HOST=web1") with { Success = false },
            Retrieval = retrieved.RetrievalId,
        }, Agent);

        Assert.Equal((Decision.Lesson, "release-web"), (learned.Decision, learned.Skill?.Name.Value));
    }
}
