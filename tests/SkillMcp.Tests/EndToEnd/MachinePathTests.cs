using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using SkillMcp.Server.Presentation;
using SkillMcp.Tests.Commands;

namespace SkillMcp.Tests.EndToEnd;

/// <summary>What a model reads names no path of the machine; the terminal and the log name it.</summary>
public sealed class MachinePathTests : IDisposable
{
    readonly CommandLine typed = new();

    public void Dispose() => typed.Dispose();

    public static TheoryData<string, string> Requests => new()
    {
        { "tools/call", """{"name":"retrieve_skill","arguments":{"task":"deploy the api"}}""" },
        { "tools/call", """{"name":"store_trajectory","arguments":{"task":"Paint it","steps":["a","b","c"],"success":true}}""" },
        { "resources/read", """{"uri":"skill://index.json"}""" },
        { "resources/list", "{}" },
        { "prompts/get", """{"name":"use_skill","arguments":{"name":"deploy-api"}}""" },
        { "completion/complete", """{"ref":{"type":"ref/prompt","name":"use_skill"},"argument":{"name":"name","value":"d"}}""" },
        { "skills/list", "{}" },
    };

    [Fact]
    public async Task A_locked_file_is_named_without_its_path_to_the_model_and_with_it_in_the_log()
    {
        await typed.AddDeployApiAsync();
        await using var server = RunningServer.On(typed.Memory);
        await server.InitializeAsync();
        await using var other = new SqliteConnection($"Data Source={typed.Memory};Pooling=false");
        await other.OpenAsync();
        await using var command = other.CreateCommand();
        command.CommandText = "begin immediate";
        await command.ExecuteNonQueryAsync();

        var answer = (await server.CallAsync("store_trajectory",
            """{"task":"Paint the fence","name":"paint-fence","steps":["sand it","paint it","let it dry"],"success":true}""")).Mistake();
        var (_, log) = await server.EndAsync();

        Assert.StartsWith("'skills.db' is locked by another program.", answer);
        Assert.Contains($"'{typed.Memory}' is locked by another program.", log);
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_damaged_file_is_named_without_its_path_to_the_model_and_with_it_in_the_log(string method, string parameters)
    {
        await typed.AddDeployApiAsync();
        await using var server = RunningServer.On(typed.Memory);
        await server.InitializeAsync();
        await using (var file = File.OpenWrite(typed.Memory))
        {
            file.Position = 4_096;
            await file.WriteAsync(Enumerable.Repeat((byte)0xA5, (int)Math.Min(file.Length - 4_096, 600_000)).ToArray());
        }

        var answer = (await server.RequestAsync(method, JsonNode.Parse(parameters))).ToJsonString();
        var (_, log) = await server.EndAsync();

        Assert.Contains("skills.db", answer);
        Assert.Contains("is damaged", answer);
        Assert.DoesNotContain(typed.Folder.Path, answer);
        Assert.Contains(typed.Memory, log);
    }

    [Theory]
    [InlineData("'/home/me/my memory/skills.db' is damaged.", "'skills.db' is damaged.")]
    [InlineData("Access to the path '/root/x/' is denied: /root/x/y.db.", "Access to the path 'x' is denied: y.db.")]
    [InlineData(@"'C:\Users\me\skills.db' is locked (C:\Users\me\other.db).", "'skills.db' is locked (other.db).")]
    [InlineData("Read 'skill://deploy-api/SKILL.md' or skillmcp://skill/deploy-api/record.",
        "Read 'skill://deploy-api/SKILL.md' or skillmcp://skill/deploy-api/record.")]
    [InlineData("Use and/or, 1/2, scripts/a.sh, http://127.0.0.1/a/b.", "Use and/or, 1/2, scripts/a.sh, http://127.0.0.1/a/b.")]
    public void Of_a_path_its_last_name_stays_and_addresses_are_left_alone(string message, string told) =>
        Assert.Equal(told, MachinePaths.Removed(message));
}
