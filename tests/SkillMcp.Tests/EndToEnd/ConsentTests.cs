using ModelContextProtocol.Client;

namespace SkillMcp.Tests.EndToEnd;

public sealed class ConsentTests
{
    public static TheoryData<string> Versions => ["2025-06-18", "2025-11-25", "2026-07-28"];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_skill_is_purged_when_the_person_says_so(string version)
    {
        var questions = new List<string>();
        await using var server = RunningServer.Stdio();
        await using var client = await server.ClientAsync(version, question =>
        {
            questions.Add(question.Message);
            return "accept";
        });
        await StoreAsync(client);

        var (now, _) = await client.CallAsync("curate_skill", new { skill = "old-way", action = "purge", reason = "never again" });

        Assert.Equal("purged", now.GetProperty("status").GetString());
        Assert.Contains("Purge the skill old-way?", Assert.Single(questions));
        Assert.Equal(0, await CountAsync(client));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_skill_stays_when_the_person_does_not_agree(string version)
    {
        await using var server = RunningServer.Stdio();
        await using var client = await server.ClientAsync(version, _ => "decline");
        await StoreAsync(client);

        Assert.Contains("did not agree", await RefusalAsync(client));
        Assert.Equal(1, await CountAsync(client));
    }

    [Fact]
    public async Task A_client_that_cannot_ask_is_told_the_command_to_type()
    {
        await using var server = RunningServer.Stdio();
        await using var client = await server.ClientAsync();
        await StoreAsync(client);

        Assert.Contains("skillmcp purge old-way", await RefusalAsync(client));
        Assert.Equal(1, await CountAsync(client));
    }

    [Fact]
    public async Task Over_HTTP_the_user_cannot_be_asked()
    {
        await using var server = RunningServer.Http();
        await using var client = await server.ClientAsync(person: _ => "accept");
        await StoreAsync(client);

        Assert.Contains("skillmcp purge old-way", await RefusalAsync(client));
        Assert.Equal(1, await CountAsync(client));
    }

    static Task StoreAsync(McpClient client) =>
        client.CallAsync("store_trajectory",
            new { task = "Deploy the old way", name = "old-way", steps = new[] { "one", "two", "three" }, success = true });

    static async Task<string> RefusalAsync(McpClient client)
    {
        var refused = await client.CallToolAsync(
            "curate_skill",
            new Dictionary<string, object?> { ["skill"] = "old-way", ["action"] = "purge", ["reason"] = "never again" });
        Assert.True(refused.IsError);
        return ToolAnswers.Text(refused);
    }

    static async Task<int> CountAsync(McpClient client) =>
        (await client.CallAsync("list_skills", new { })).Structure.GetProperty("skills").GetArrayLength();
}
