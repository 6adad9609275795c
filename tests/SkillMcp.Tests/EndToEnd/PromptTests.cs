using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using SkillMcp.Tests.Commands;

namespace SkillMcp.Tests.EndToEnd;

/// <summary>What a person chooses by hand is ready to be followed, or says why not and what would be.</summary>
public sealed class PromptTests : IDisposable
{
    readonly CommandLine typed = new();

    public void Dispose() => typed.Dispose();

    [Theory]
    [InlineData("deploy")]
    [InlineData("the_api")]
    [InlineData("depoly-api")]
    public async Task A_name_that_nothing_has_is_answered_with_the_nearest(string name)
    {
        await typed.AddDeployApiAsync();
        await using var server = RunningServer.On(typed.Memory);
        await using var client = await server.ClientAsync();

        Assert.Contains("deploy-api", await RefusalAsync(client, "use_skill", ("name", name)));
    }

    [Fact]
    public async Task A_skill_that_is_out_of_use_or_kept_apart_says_so()
    {
        await typed.AddDeployApiAsync();
        await typed.StoreAsync(Sample.Skill(Sample.Procedure("deploy-evil")) with { Lifecycle = Lifecycle.Quarantined("screened") });
        Assert.Equal(0, (await typed.RunAsync("archive", "deploy-api", "--reason", "outdated")).Code);
        await using var server = RunningServer.On(typed.Memory);
        await using var client = await server.ClientAsync();

        Assert.Contains("archived as outdated", await RefusalAsync(client, "use_skill", ("name", "deploy-api")));
        Assert.Contains("quarantined", await RefusalAsync(client, "use_skill", ("name", "deploy-evil")));
    }

    [Fact]
    public async Task Stale_skills_are_reviewed_by_category()
    {
        foreach (var category in new[] { "deployment", "debugging" })
        {
            var old = Sample.Skill(Sample.Procedure($"old {category}") with { Category = category });
            await typed.StoreAsync(old with { CreatedAt = DateTimeOffset.UtcNow.AddDays(-100) });
        }
        await using var server = RunningServer.On(typed.Memory);
        await using var client = await server.ClientAsync();

        var all = await GetAsync(client, "review_stale");
        var some = await GetAsync(client, "review_stale", ("category", "debugging"));

        Assert.Contains("old-deployment", all);
        Assert.Contains("old-debugging", some);
        Assert.DoesNotContain("old-deployment", some);
        Assert.Contains("debugging, deployment", await RefusalAsync(client, "review_stale", ("category", "cooking")));
    }

    [Fact]
    public async Task What_is_to_be_written_up_can_be_said()
    {
        await using var server = RunningServer.On(typed.Memory);
        await using var client = await server.ClientAsync();

        Assert.Contains("(the migration of the database)", await GetAsync(client, "write_up", ("task", "the migration of the database")));
        Assert.DoesNotContain("()", await GetAsync(client, "write_up"));
    }

    static async Task<string> GetAsync(McpClient client, string prompt, params (string Name, string Value)[] arguments)
    {
        var got = await client.GetPromptAsync(prompt,
            arguments.ToDictionary(argument => argument.Name, argument => (object?)argument.Value));
        return Assert.IsType<TextContentBlock>(Assert.Single(got.Messages).Content).Text;
    }

    static async Task<string> RefusalAsync(McpClient client, string prompt, params (string Name, string Value)[] arguments)
    {
        var refused = await Assert.ThrowsAsync<McpProtocolException>(() => GetAsync(client, prompt, arguments));
        Assert.Equal(McpErrorCode.InvalidParams, refused.ErrorCode);
        return refused.Message;
    }
}
