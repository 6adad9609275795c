using System.Diagnostics;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using SkillMcp.Tests.Commands;

namespace SkillMcp.Tests.EndToEnd;

/// <summary>
/// Subscribers are notified of what has changed and nothing else, in every protocol version with notifications, over pipes and sockets.
/// </summary>
public sealed class SubscriptionTests : IDisposable
{
    const string Text = "skill://deploy-api/SKILL.md";
    const string Record = "skillmcp://skill/deploy-api/record";
    const string Stats = "skillmcp://stats";
    const string Index = "skill://index.json";

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly CommandLine typed = new();

    public static TheoryData<string, bool> Everywhere
    {
        get
        {
            var data = new TheoryData<string, bool>();
            foreach (var version in RunningServer.ProtocolVersions)
            {
                data.Add(version, false);
                data.Add(version, true);
            }
            return data;
        }
    }

    public static TheoryData<string, bool> BothEras =>
        new() { { "2025-11-25", false }, { "2025-11-25", true }, { "2026-07-28", false }, { "2026-07-28", true } };

    public void Dispose() => typed.Dispose();

    [Theory]
    [MemberData(nameof(Everywhere))]
    public async Task What_a_tool_of_the_same_server_changes_is_told(string version, bool http)
    {
        await using var server = Serve(http);
        await using var client = await server.ClientAsync(version);
        await using var listener = await NotificationListener.OpenAsync(client, Text, Record, Stats, Index);

        await StoreAsync(client, "deploy-api");

        await AssertToldAsync(listener, Index, Record, Text, NotificationListener.List, Stats);
    }

    [Theory]
    [MemberData(nameof(BothEras))]
    public async Task What_another_process_changes_is_told(string version, bool http)
    {
        await typed.AddDeployApiAsync();
        await using var server = Serve(http);
        await using var client = await server.ClientAsync(version);
        await using var listener = await NotificationListener.OpenAsync(client, Text, Record, "skill://deploy-api/no-such-file.md", Index);

        Assert.Equal(0, (await typed.RunAsync("archive", "deploy-api", "--reason", "outdated")).Code);

        await AssertToldAsync(listener, Index, Text, Record, NotificationListener.List);
    }

    [Theory]
    [MemberData(nameof(BothEras))]
    public async Task An_outcome_changes_the_record_and_the_numbers_and_nothing_else(string version, bool http)
    {
        await typed.AddDeployApiAsync();
        await using var server = Serve(http);
        await using var client = await server.ClientAsync(version);
        await using var listener = await NotificationListener.OpenAsync(client, Text, Record, Index, "skillmcp://stale");

        await client.CallAsync("record_outcome", new { skill = "deploy-api", outcome = "success" });
        Assert.Equal(Record, await listener.NextAsync());
        await StoreAsync(client, "debug-latency");

        await AssertToldAsync(listener, Index, NotificationListener.List);
    }

    [Theory]
    [MemberData(nameof(BothEras))]
    public async Task To_retrieve_and_to_read_changes_nothing(string version, bool http)
    {
        await typed.AddDeployApiAsync();
        await using var server = Serve(http);
        await using var client = await server.ClientAsync(version);
        await using var listener = await NotificationListener.OpenAsync(client, Text, Record, Stats, Index);

        await client.CallAsync("retrieve_skill", new { task = "deploy the api to a host" });
        await client.CallAsync("list_skills", new { });
        await client.ReadResourceAsync(Text);
        // Pinned, it says the same: only its record is another one, and the last to be told.
        Assert.Equal(0, (await typed.RunAsync("pin", "deploy-api")).Code);

        Assert.Equal([Record], await listener.UntilAsync(Record));
    }

    [Theory]
    [MemberData(nameof(BothEras))]
    public async Task What_an_editor_of_the_file_changes_is_told(string version, bool http)
    {
        await typed.AddDeployApiAsync();
        await using var server = Serve(http);
        await using var client = await server.ClientAsync(version);
        await using var listener = await NotificationListener.OpenAsync(client, Text);

        typed.Tamper("update skill_version set description = 'Deploy it to the moon'");

        await AssertToldAsync(listener, Text, NotificationListener.List);
    }

    [Theory]
    [InlineData("2025-06-18", false)]
    [InlineData("2025-11-25", true)]
    public async Task Nothing_is_told_any_more_of_what_was_unsubscribed_from(string version, bool http)
    {
        await typed.AddDeployApiAsync();
        await using var server = Serve(http);
        await using var client = await server.ClientAsync(version);
        await using var listener = await NotificationListener.OpenAsync(client, Record, Stats);

        await client.UnsubscribeFromResourceAsync(Record);
        await client.UnsubscribeFromResourceAsync(Text);
        await client.CallAsync("record_outcome", new { skill = "deploy-api", outcome = "failure" });

        Assert.Equal([Stats], await listener.UntilAsync(Stats));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stream_that_was_closed_is_told_nothing_and_another_of_the_same_client_is(bool http)
    {
        await typed.AddDeployApiAsync();
        await using var server = Serve(http);
        await using var client = await server.ClientAsync();
        await using var closed = await NotificationListener.OpenAsync(client, Record);
        await using var open = await NotificationListener.OpenAsync(client, Record, Stats);

        await closed.CloseAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => closed.Stream!);
        await client.CallAsync("record_outcome", new { skill = "deploy-api", outcome = "failure" });

        await AssertToldAsync(open, Record, Stats);
        Assert.Empty(closed.Untaken);
    }

    [Theory]
    [MemberData(nameof(BothEras))]
    public async Task A_skill_is_followed_through_its_life_from_before_it_is_there(string version, bool http)
    {
        await using var server = Serve(http);
        await using var client = await server.ClientAsync(version);
        await using var listener = await NotificationListener.OpenAsync(client, Text);
        string[][] life =
        [
            ["archive", "deploy-api", "--reason", "outdated"],
            ["restore", "deploy-api"],
            ["purge", "deploy-api", "--yes"],
        ];

        await typed.AddDeployApiAsync();
        await AssertToldAsync(listener, Text, NotificationListener.List);
        foreach (var act in life)
        {
            var ran = await typed.RunAsync(act);
            Assert.True(ran.Code == 0, ran.Error);
            await AssertToldAsync(listener, Text, NotificationListener.List);
        }
    }

    [Fact]
    public async Task A_change_in_another_project_is_not_notified()
    {
        await typed.AddDeployApiAsync();
        await using var server = RunningServer.On(typed.Memory, "--project", "web-shop");
        await using var client = await server.ClientAsync("2025-11-25");
        await using var listener = await NotificationListener.OpenAsync(client, Text, Stats, Index);

        Assert.Equal(0, (await typed.RunWithAsync(CommandLine.DeployApi, "add", "-", "--project", "warehouse")).Code);
        Assert.Equal(0, (await typed.RunWithAsync(CommandLine.DeployApi.Replace("host", "shop host", StringComparison.Ordinal)
            .Replace("{shop host}", "{host}", StringComparison.Ordinal), "add", "-", "--project", "web-shop")).Code);

        await AssertToldAsync(listener, Index, Text, NotificationListener.List);
    }

    [Fact]
    public async Task A_read_only_server_notifies_of_what_others_write()
    {
        await using var server = RunningServer.On(typed.Memory, "--read-only");
        await using var client = await server.ClientAsync();
        await using var listener = await NotificationListener.OpenAsync(client, Text);

        await typed.AddDeployApiAsync();

        await AssertToldAsync(listener, Text, NotificationListener.List);
    }

    [Theory]
    [InlineData("purge", "--yes")]
    [InlineData("archive", "--reason=outdated")]
    public async Task A_component_that_is_taken_away_changes_the_composite_too(string act, string how)
    {
        var (build, ship) = (Sample.Skill(Sample.Procedure("build it")), Sample.Skill(Sample.Procedure("ship it")));
        foreach (var skill in new[] { build, ship, Sample.Skill(Sample.CompositeOf("release it", build, ship)) })
        {
            await typed.StoreAsync(skill);
        }
        await using var server = Serve(http: false);
        await using var client = await server.ClientAsync();
        await using var listener = await NotificationListener.OpenAsync(client, list: false, "skill://release-it/SKILL.md", Text,
            "skill://ship-it/SKILL.md");

        Assert.Equal(0, (await typed.RunAsync(act, "ship-it", how)).Code);

        await AssertToldAsync(listener, "skill://release-it/SKILL.md", "skill://ship-it/SKILL.md");
    }

    [Theory]
    [InlineData("2025-11-25", false, McpErrorCode.ResourceNotFound)]
    [InlineData("2025-11-25", true, McpErrorCode.ResourceNotFound)]
    [InlineData("2026-07-28", false, McpErrorCode.InvalidParams)]
    [InlineData("2026-07-28", true, McpErrorCode.InvalidParams)]
    public async Task An_address_at_which_nothing_can_ever_be_is_refused(string version, bool http, McpErrorCode code)
    {
        await using var server = Serve(http);
        await using var client = await server.ClientAsync(version);

        var refused = await Assert.ThrowsAsync<McpProtocolException>(() => SubscribeAsync(client, "skill://no name/SKILL.md"));

        Assert.Equal(code, refused.ErrorCode);
        Assert.Contains("skill://{name}/SKILL.md", refused.Message);
    }

    [Fact]
    public async Task A_subscription_to_a_foreign_address_is_accepted_and_silent()
    {
        await using var server = Serve(http: false);
        await using var client = await server.ClientAsync("2025-11-25");

        await client.SubscribeToResourceAsync("test://watched-resource");
        await client.UnsubscribeFromResourceAsync("test://watched-resource");
    }

    [Fact]
    public async Task A_stream_says_which_of_the_wishes_it_grants()
    {
        await using var server = Serve(http: false);
        await using var client = await server.ClientAsync();

        await using var listener = await NotificationListener.OpenAsync(client, Text, "file:///etc/passwd", "skill://no name/SKILL.md",
            Stats);

        Assert.Equal($$"""{"resourcesListChanged":true,"resourceSubscriptions":["{{Text}}","{{Stats}}"]}""",
            listener.Granted!.ToJsonString());
    }

    [Fact]
    public async Task A_session_that_subscribes_without_end_is_stopped_and_goes_on_when_it_lets_go()
    {
        await using var server = Serve(http: false);
        await using var client = await server.ClientAsync("2025-11-25");
        for (var number = 0; number < 500; number++)
        {
            await client.SubscribeToResourceAsync($"skill://skill-{number}/SKILL.md");
        }

        var refused = await Assert.ThrowsAsync<McpProtocolException>(() => client.SubscribeToResourceAsync(Text));
        Assert.Contains("unsubscribe", refused.Message);
        await client.SubscribeToResourceAsync("skill://skill-7/SKILL.md");
        await client.UnsubscribeFromResourceAsync("skill://skill-7/SKILL.md");
        await client.SubscribeToResourceAsync(Text);
    }

    [Fact]
    public async Task Streams_without_end_are_refused_and_one_that_is_closed_makes_room()
    {
        await using var server = Serve(http: false);
        await using var client = await server.ClientAsync();
        var listeners = new List<NotificationListener>();
        for (var number = 0; number < 200; number++)
        {
            listeners.Add(await NotificationListener.OpenAsync(client, Text));
        }

        await Assert.ThrowsAsync<McpProtocolException>(() => NotificationListener.OpenAsync(client, Text));
        await listeners[7].CloseAsync();
        await using var another = await OpenWhenThereIsRoomAsync(client);

        await typed.AddDeployApiAsync();
        await AssertToldAsync(another, Text, NotificationListener.List);
        await AssertToldAsync(listeners[0], Text, NotificationListener.List);
    }

    [Theory]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task An_open_stream_does_not_keep_the_server_from_ending(string version)
    {
        await using var server = Serve(http: false);
        await using var client = await server.ClientAsync(version);
        await using var listener = await NotificationListener.OpenAsync(client, Text);

        var (code, log) = await server.EndAsync();

        Assert.Equal(0, code);
        Assert.Equal("", log);
    }

    [Theory]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task What_is_offered_is_declared(string version)
    {
        foreach (var http in new[] { false, true })
        {
            await using var server = Serve(http);
            await using var client = await server.ClientAsync(version);

            Assert.True(client.ServerCapabilities.Resources!.Subscribe);
            Assert.True(client.ServerCapabilities.Resources!.ListChanged);
            Assert.NotNull(client.ServerCapabilities.Completions);
            Assert.NotNull(client.ServerCapabilities.Tools);
            Assert.NotNull(client.ServerCapabilities.Prompts);
        }
    }

    RunningServer Serve(bool http) => RunningServer.Over(http, typed.Memory);

    static async Task SubscribeAsync(McpClient client, string address)
    {
        await using var listener = await NotificationListener.OpenAsync(client, list: false, address);
    }

    // The server learns of a closed stream with a delay.
    static async Task<NotificationListener> OpenWhenThereIsRoomAsync(McpClient client)
    {
        var began = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return await NotificationListener.OpenAsync(client, Text);
            }
            catch (McpProtocolException) when (began.Elapsed < Patience)
            {
                await Task.Delay(20);
            }
        }
    }

    /// <summary>The next notifications are exactly these, in any order.</summary>
    static async Task AssertToldAsync(NotificationListener listener, params string[] expected)
    {
        var told = new List<string>();
        while (told.Count < expected.Length)
        {
            told.Add(await listener.NextAsync());
        }
        Assert.Equal(expected.Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
    }

    static Task StoreAsync(McpClient client, string name) => client.CallAsync("store_trajectory", new
    {
        task = $"Roll out {name}",
        name,
        steps = new[] { $"git checkout {name}", $"kubectl apply -f {name}.yaml", $"kubectl rollout status {name}" },
        success = true,
    });
}
