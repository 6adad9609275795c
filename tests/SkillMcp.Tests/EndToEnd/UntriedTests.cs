using System.Text.Json.Nodes;

namespace SkillMcp.Tests.EndToEnd;

/// <summary>What is said of how reliable a skill is that was never executed.</summary>
public sealed class UntriedTests : IDisposable
{
    readonly Commands.CommandLine skillmcp = new();

    public void Dispose() => skillmcp.Dispose();

    [Fact]
    public async Task No_words_give_a_share_of_no_executions_and_the_structure_says_that_there_are_none()
    {
        await skillmcp.AddDeployApiAsync();
        await using var server = RunningServer.On(skillmcp.Memory);
        await server.InitializeAsync();

        var found = await AnswerAsync(server, "retrieve_skill", """{"skill":"deploy-api"}""");
        var listed = await AnswerAsync(server, "list_skills", "{}");
        var unused = await AnswerAsync(server, "record_outcome", """{"skill":"deploy-api","outcome":"not_used"}""");

        Assert.Contains("Reliability: untried\n", found.Text);
        Assert.Contains("1 active skill, untried.", listed.Text);
        Assert.Contains("(deployment, active, untried)", listed.Text);
        Assert.Contains("deploy-api is active, untried.", unused.Text);
        Assert.All([found, listed, unused], answer => Assert.DoesNotMatch("100% (?:of|reliable|\\()", answer.Text));
        Assert.Equal(0, found.Structure["matches"]![0]!["executions"]!.GetValue<int>());
        Assert.Equal(0, listed.Structure["skills"]![0]!["executions"]!.GetValue<int>());
        Assert.Equal(1, listed.Structure["stats"]!["untried"]!.GetValue<int>());

        await AnswerAsync(server, "record_outcome", """{"skill":"deploy-api","outcome":"success"}""");
        var tried = await AnswerAsync(server, "retrieve_skill", """{"skill":"deploy-api"}""");
        Assert.Contains("Reliability: 100% (1 execution)", tried.Text);
        Assert.Equal(1, tried.Structure["matches"]![0]!["executions"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_person_is_told_how_many_skills_are_untried_and_how_often_the_others_work()
    {
        await skillmcp.AddDeployApiAsync();
        foreach (var (command, option) in new[] { ("stats", ""), ("list", ""), ("show", "deploy-api"), ("retrieve", "deploy the api") })
        {
            var ran = await skillmcp.RunAsync(option.Length == 0 ? [command] : [command, option]);

            Assert.Contains("untried", ran.Output);
            Assert.DoesNotContain("100%", ran.Output);
        }
        await skillmcp.BesideAsync(memory => memory.AddAsync(
            Sample.Procedure("bake", "mix", "bake"), new ExecutionCounts(3, 0, 1), new Actor(Author.Person)));

        Assert.StartsWith("2 active skills, 1 of them untried; the other is 75% reliable\n", (await skillmcp.RunAsync("stats")).Output);
    }

    [Fact]
    public async Task A_script_is_given_no_share_of_no_executions()
    {
        await skillmcp.AddDeployApiAsync();

        var untried = await SharesAsync();
        await skillmcp.RunAsync("confirm", "deploy-api", "success");
        var tried = await SharesAsync();

        Assert.Equal([null, null, null, null, null], untried);
        Assert.Equal([1, 1, 1, 1, 1], tried);
    }

    async Task<double?[]> SharesAsync()
    {
        var shown = await JsonAsync("show", "deploy-api");
        var listed = await JsonAsync("list");
        var found = await JsonAsync("retrieve", "deploy the api");
        var counted = await JsonAsync("stats");
        JsonNode?[] shares =
        [
            shown["record"]!["reliability"], listed["skills"]![0]!["reliability"], listed["stats"]!["avg_reliability"],
            found["matches"]![0]!["reliability"], counted["avg_reliability"],
        ];
        return [.. shares.Select(share => share?.GetValue<double>())];
    }

    async Task<JsonNode> JsonAsync(params string[] command) =>
        JsonNode.Parse((await skillmcp.RunAsync([.. command, "--json"])).Output)!;

    static async Task<(string Text, JsonNode Structure)> AnswerAsync(RunningServer server, string tool, string arguments)
    {
        var result = (await server.CallAsync(tool, arguments))["result"]!;
        Assert.False(result["isError"]?.GetValue<bool>() ?? false, result.ToJsonString());
        return (result["content"]![0]!["text"]!.GetValue<string>(), result["structuredContent"]!);
    }
}
