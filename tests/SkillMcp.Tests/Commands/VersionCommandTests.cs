namespace SkillMcp.Tests.Commands;

public sealed class VersionCommandTests : IDisposable
{
    readonly CommandLine skillmcp = new();

    public void Dispose() => skillmcp.Dispose();

    [Fact]
    public async Task Versions_are_shown_with_who_made_them_why_and_how_they_fared()
    {
        await RefineAsync();

        var table = (await skillmcp.RunAsync("show", "deploy-api", "--versions")).Output;
        var json = (await skillmcp.RunAsync("show", "deploy-api", "--versions", "--json")).Json.GetProperty("versions")[1];

        Assert.Contains("2 (current)", table);
        Assert.Matches("agent, tests +100% of 1 +exit_code 0 +faster", table);
        Assert.Equal("faster", json.GetProperty("reason").GetString());
        Assert.Equal("0", json.GetProperty("evidence").GetProperty("observed").GetString());
        Assert.Equal(1, json.GetProperty("executions").GetProperty("successes").GetInt32());
    }

    [Fact]
    public async Task Two_versions_are_told_apart_line_by_line()
    {
        await RefineAsync();

        var differs = await skillmcp.RunAsync("diff", "deploy-api@1", "deploy-api@2");

        Assert.Equal(0, differs.Code);
        Assert.Contains(
            "- step: make build\n+ step: make build -j4\n  step: make ship HOST={host}",
            differs.Output.ReplaceLineEndings("\n"));
        Assert.Contains("say the same", (await skillmcp.RunAsync("diff", "deploy-api@2", "deploy-api")).Output);
        Assert.Contains("has no version '7'. Its versions: 1, 2.", (await skillmcp.RunAsync("diff", "deploy-api@7", "deploy-api")).Error);
        Assert.Contains("No skill is called 'other'", (await skillmcp.RunAsync("diff", "deploy-api", "other")).Error);
    }

    [Fact]
    public async Task An_earlier_version_is_put_back()
    {
        await RefineAsync();

        var back = await skillmcp.RunAsync("rollback", "deploy-api");
        var forth = await skillmcp.RunAsync("rollback", "deploy-api", "--to", "2");
        var missing = await skillmcp.RunAsync("rollback", "deploy-api", "--to", "9");

        Assert.Contains("version 1", back.Output);
        Assert.Contains("version 2", forth.Output);
        Assert.Equal((1, true), (missing.Code, missing.Error.Contains("has no version 9. Its versions: 1, 2.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_pinned_skill_is_not_rolled_back_until_it_is_unpinned()
    {
        await RefineAsync();

        Assert.Contains("pinned", (await skillmcp.RunAsync("pin", "deploy-api")).Output);
        Assert.Contains("unpin it first", (await skillmcp.RunAsync("rollback", "deploy-api")).Error);
        Assert.Equal(0, (await skillmcp.RunAsync("unpin", "deploy-api")).Code);
        Assert.Equal(0, (await skillmcp.RunAsync("rollback", "deploy-api")).Code);
    }

    [Fact]
    public async Task The_ways_of_a_skill_are_shown_each_with_its_own_record()
    {
        await RefineAsync();
        await skillmcp.BesideAsync(memory => memory.RecordAsync(
            new Report { Skill = SkillName.Parse("deploy-api"), Outcome = Outcome.Partial }, new Actor(Author.Agent, "tests")));

        var shown = await skillmcp.RunAsync("show", "deploy-api");
        var ways = (await skillmcp.RunAsync("show", "deploy-api", "--json")).Json.GetProperty("ways");

        Assert.Contains("2 (current)", shown.Output);
        Assert.Contains("█▅", shown.Output);
        Assert.Contains("version 2 replaces version 1", shown.Output);
        Assert.Equal(["earlier", "current"], ways.EnumerateArray().Select(way => way.GetProperty("status").GetString()));
        Assert.Equal(1, ways[1].GetProperty("executions").GetProperty("successes").GetInt32());
    }

    [Fact]
    public async Task Trials_of_a_skill_are_turned_off_and_on()
    {
        await skillmcp.AddDeployApiAsync();

        Assert.Contains("No other way of deploy-api is tried.", (await skillmcp.RunAsync("trials", "deploy-api", "off")).Output);
        Assert.Contains("No other way of deploy-api is tried, as before.", (await skillmcp.RunAsync("trials", "deploy-api", "off")).Output);
        Assert.Contains("Other ways of deploy-api are tried.", (await skillmcp.RunAsync("trials", "deploy-api", "on")).Output);
        Assert.Equal(1, (await skillmcp.RunAsync("trials", "deploy-api", "maybe")).Code);
    }

    async Task RefineAsync()
    {
        await skillmcp.AddDeployApiAsync();
        await skillmcp.BesideAsync(memory => memory.RefineAsync(new RefineRequest
        {
            Skill = SkillName.Parse("deploy-api"),
            Steps = [Step.Parse("make build -j4"), Step.Parse("make ship HOST={host}"), Step.Parse("curl -f https://{host}/health")],
            Success = true,
            Reason = "faster",
            Evidence = new Evidence { Kind = EvidenceKind.ExitCode, Observed = "0" },
        }, new Actor(Author.Agent, "tests")));
    }
}
