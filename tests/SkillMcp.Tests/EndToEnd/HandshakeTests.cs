using System.Text.Json.Nodes;

namespace SkillMcp.Tests.EndToEnd;

public sealed class HandshakeTests
{
    public static TheoryData<string> VersionsWithSessions => [.. RunningServer.ProtocolVersions[..^1]];

    [Theory]
    [MemberData(nameof(VersionsWithSessions))]
    public async Task A_client_gets_the_version_that_it_asks_for_and_is_told_the_loop(string version)
    {
        await using var server = RunningServer.Stdio();

        var result = (await server.InitializeAsync(version))["result"]!;

        Assert.Equal(version, result["protocolVersion"]!.GetValue<string>());
        Assert.Contains("retrieve_skill", result["instructions"]!.GetValue<string>());
        Assert.Equal("""{"io.modelcontextprotocol/skills":{"directoryRead":true}}""",
            result["capabilities"]!["extensions"]!.ToJsonString());
    }

    // Several clients probe with server/discover and initialize while they wait.
    [Fact]
    public async Task A_client_that_discovers_and_then_initializes_is_served()
    {
        await using var server = RunningServer.Stdio();

        var discovered = await server.RequestAsync("server/discover", Modern());
        Assert.Equal(RunningServer.ProtocolVersions.Reverse(), discovered["result"]!["supportedVersions"]!.AsArray()
            .Select(version => version!.GetValue<string>()));
        Assert.Equal("2025-11-25", (await server.InitializeAsync())["result"]!["protocolVersion"]!.GetValue<string>());
        Assert.Equal(7, (await server.RequestAsync("tools/list"))["result"]!["tools"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_request_of_the_newest_version_needs_no_handshake()
    {
        await using var server = RunningServer.Stdio();

        var answer = await server.RequestAsync("tools/list", Modern());

        Assert.Equal("complete", answer["result"]!["resultType"]!.GetValue<string>());
        Assert.Equal(7, answer["result"]!["tools"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_foreign_file_is_refused_in_one_sentence_and_left_as_it_was()
    {
        using var folder = new TemporaryFolder();
        var file = folder["notes.txt"];
        await File.WriteAllTextAsync(file, "These are my notes, and no database.");
        await using var server = RunningServer.On(file);

        var (exitCode, log) = await server.EndAsync();

        Assert.Equal(1, exitCode);
        Assert.Contains("notes.txt", Assert.Single(log.Trim().Split('\n')));
        Assert.Equal("These are my notes, and no database.", await File.ReadAllTextAsync(file));
    }

    static JsonObject Modern() => new()
    {
        ["_meta"] = new JsonObject
        {
            ["io.modelcontextprotocol/protocolVersion"] = "2026-07-28",
            ["io.modelcontextprotocol/clientCapabilities"] = new JsonObject(),
        },
    };
}
