using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace SkillMcp.Tests.EndToEnd;

public sealed class ResourceTests
{
    [Fact]
    public async Task A_skill_is_read_as_the_Markdown_that_its_author_wrote_whatever_its_record()
    {
        await using var server = RunningServer.Stdio();
        await using var client = await server.ClientAsync();
        await StoreAsync(client, "deploy-api");

        var before = await ReadAsync(client, "skill://deploy-api/SKILL.md");
        const string Cause = "The registry wants docker login first.";
        await client.CallAsync("record_outcome", new { skill = "deploy-api", outcome = "failure", notes = Cause });

        Assert.Contains("kubectl apply -f ", before);
        Assert.Equal(before, await ReadAsync(client, "skill://deploy-api/SKILL.md"));
        Assert.Contains("\"executions\":2", await ReadAsync(client, "skillmcp://skill/deploy-api/record"));
        Assert.Contains(Cause, await ReadAsync(client, "skillmcp://skill/deploy-api/record"));
    }

    [Fact]
    public async Task The_index_the_stats_and_the_stale_list_can_be_read()
    {
        await using var server = RunningServer.Stdio();
        await using var client = await server.ClientAsync();
        await StoreAsync(client, "deploy-api");

        Assert.Contains("skill://deploy-api/SKILL.md", await ReadAsync(client, "skill://index.json"));
        var stats = await ReadAsync(client, "skillmcp://stats");
        Assert.Contains("\"total_skills\":1", stats);
        Assert.Contains("\"weeks\":[", stats);
        Assert.Equal("""{"skills":[]}""", await ReadAsync(client, "skillmcp://stale"));
    }

    [Fact]
    public async Task All_skills_are_listed_over_several_pages()
    {
        await using var server = RunningServer.Stdio();
        await using var client = await server.ClientAsync();
        var names = Enumerable.Range(0, 120).Select(number => $"deploy-{Words(number)}").ToList();
        foreach (var name in names)
        {
            await StoreAsync(client, name);
        }

        var listed = await client.ListResourcesAsync();

        Assert.Equal(names.Order(StringComparer.Ordinal), listed.Select(resource => resource.Uri)
            .Where(uri => uri.EndsWith("/SKILL.md", StringComparison.Ordinal)).Select(uri => uri["skill://".Length..^"/SKILL.md".Length]));
    }

    [Fact]
    public async Task A_session_is_told_that_there_is_another_skill()
    {
        await using var server = RunningServer.Stdio();
        await using var client = await server.ClientAsync("2025-11-25");
        var told = new TaskCompletionSource();
        await using var listening = client.RegisterNotificationHandler(NotificationMethods.ResourceListChangedNotification, (_, _) =>
        {
            told.TrySetResult();
            return ValueTask.CompletedTask;
        });

        await StoreAsync(client, "deploy-api");

        await told.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task Who_listens_without_a_session_is_told_too()
    {
        await using var server = RunningServer.Stdio();
        const string meta =
            """ "_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}} """;
        await server.SendAsync(
            """{"jsonrpc":"2.0","id":"listener","method":"subscriptions/listen","params":"""
            + $$$$"""{{{{{meta}}}},"notifications":{"resourcesListChanged":true}}}""");
        await server.HearAsync(
            message => message["method"]?.GetValue<string>() == NotificationMethods.SubscriptionsAcknowledgedNotification);

        await server.SendAsync(
            $$$$"""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{{{{{meta}}}},"name":"store_trajectory","arguments":"""
            + """{"task":"Deploy it","steps":["one","two","three"],"success":true}}}""");

        var told = await server.HearAsync(
            message => message["method"]?.GetValue<string>() == NotificationMethods.ResourceListChangedNotification);
        Assert.Equal("listener", told["params"]!["_meta"]!["io.modelcontextprotocol/subscriptionId"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("2025-11-25", "skill://no-such-skill/SKILL.md", McpErrorCode.ResourceNotFound)]
    [InlineData("2025-11-25", "nowhere://at-all", McpErrorCode.ResourceNotFound)]
    [InlineData("2026-07-28", "skill://no-such-skill/SKILL.md", McpErrorCode.InvalidParams)]
    [InlineData("2026-07-28", "skill://No Name/SKILL.md", McpErrorCode.InvalidParams)]
    [InlineData("2026-07-28", "nowhere://at-all", McpErrorCode.InvalidParams)]
    public async Task What_is_not_there_is_said_in_the_words_of_the_version_and_by_its_address(string version, string uri,
        McpErrorCode code)
    {
        await using var server = RunningServer.Stdio();
        await using var client = await server.ClientAsync(version);

        var error = await Assert.ThrowsAsync<McpProtocolException>(() => client.ReadResourceAsync(uri).AsTask());

        Assert.Equal(code, error.ErrorCode);
        Assert.Equal(uri, error.Data["uri"]!.ToString());
    }

    // Without them a client of the newest version does not know whether it may keep an answer.
    [Theory]
    [InlineData("server/discover", "{}")]
    [InlineData("tools/list", "{}")]
    [InlineData("prompts/list", "{}")]
    [InlineData("resources/list", "{}")]
    [InlineData("resources/templates/list", "{}")]
    [InlineData("resources/read", """{"uri":"skillmcp://stats"}""")]
    public async Task An_answer_says_how_long_and_for_whom_it_may_be_kept(string method, string parameters)
    {
        await using var server = RunningServer.Stdio();
        var asked = JsonNode.Parse(parameters)!;
        asked["_meta"] = JsonNode.Parse(
            """{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}""");

        var result = (await server.RequestAsync(method, asked))["result"]!;

        Assert.InRange(result["ttlMs"]!.GetValue<long>(), 0, long.MaxValue);
        Assert.Equal("private", result["cacheScope"]!.GetValue<string>());
    }

    [Fact]
    public async Task Skill_names_are_completed_for_prompts_and_addresses()
    {
        await using var server = RunningServer.Stdio();
        await using var client = await server.ClientAsync();
        await StoreAsync(client, "deploy-api");
        await StoreAsync(client, "debug-latency");

        var forPrompt = await client.CompleteAsync(new PromptReference { Name = "use_skill" }, "name", "dep");
        var forAddress = await client.CompleteAsync(new ResourceTemplateReference { Uri = "skillmcp://skill/{name}/record" }, "name", "de");

        Assert.Equal(["deploy-api"], forPrompt.Completion.Values);
        Assert.Equal(["debug-latency", "deploy-api"], forAddress.Completion.Values);
    }

    [Fact]
    public async Task A_prompt_hands_over_the_skill_for_the_task()
    {
        await using var server = RunningServer.Stdio();
        await using var client = await server.ClientAsync();
        await StoreAsync(client, "deploy-api");

        var prompt = await client.GetPromptAsync(
            "use_skill", new Dictionary<string, object?> { ["name"] = "deploy-api", ["task"] = "release the API" });

        var text = Assert.IsType<TextContentBlock>(Assert.Single(prompt.Messages).Content).Text;
        Assert.Contains("release the API", text);
        Assert.Contains("Skill: deploy-api", text);
    }

    [Fact]
    public async Task A_prompt_without_its_argument_says_which_is_missing()
    {
        await using var server = RunningServer.Stdio();
        await using var client = await server.ClientAsync();

        var error = await Assert.ThrowsAsync<McpProtocolException>(() => client.GetPromptAsync("use_skill").AsTask());

        Assert.Equal(McpErrorCode.InvalidParams, error.ErrorCode);
        Assert.Contains("'name'", error.Message);
    }

    // Names that no consolidation takes for one another: each has a word that the others lack.
    static string Words(int number) => $"{(char)('a' + number % 26)}{(char)('a' + number / 26)}{(char)('k' + number % 3)}ow";

    static Task StoreAsync(McpClient client, string name) => client.CallAsync("store_trajectory", new
    {
        task = $"Roll out {name}",
        name,
        steps = new[] { $"git checkout {name}", $"kubectl apply -f {name}.yaml", $"kubectl rollout status {name}" },
        success = true,
    });

    static async Task<string> ReadAsync(McpClient client, string uri) =>
        Assert.IsType<TextResourceContents>(Assert.Single((await client.ReadResourceAsync(uri)).Contents)).Text;
}
