using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace SkillMcp.Tests.EndToEnd;

public sealed class HttpTests
{
    const string Meta =
        """{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}""";

    const string ListTools = """{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"_meta":""" + Meta + """}}""";

    [Theory]
    [InlineData(null, null, HttpStatusCode.OK)]
    [InlineData("localhost:5077", "http://localhost:3000", HttpStatusCode.OK)]
    [InlineData("evil.example", null, HttpStatusCode.Forbidden)]
    [InlineData(null, "https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData(null, "null", HttpStatusCode.Forbidden)]
    public async Task Only_requests_of_this_machine_are_served(string? host, string? origin, HttpStatusCode status)
    {
        await using var server = RunningServer.Http();
        using var request = Post(server, ListTools);
        request.Headers.Host = host;
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        using var http = new HttpClient();
        using var response = await http.SendAsync(request);

        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task A_client_of_an_unknown_version_is_offered_those_that_it_would_discover()
    {
        await using var server = RunningServer.Http();
        using var http = new HttpClient();
        using var request = Post(server, ListTools.Replace("2026-07-28", "2999-01-01", StringComparison.Ordinal), version: "2999-01-01");

        using var response = await http.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var error = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["error"]!;
        Assert.Equal(-32022, error["code"]!.GetValue<int>());
        Assert.Equal("2999-01-01", error["data"]!["requested"]!.GetValue<string>());
        Assert.Equal(
            RunningServer.ProtocolVersions,
            error["data"]!["supported"]!.AsArray().Select(version => version!.GetValue<string>()).Order());
    }

    [Theory]
    [InlineData("prompts/list")]
    [InlineData(null)]
    public async Task A_header_that_belies_the_body_or_is_missing_is_refused(string? method)
    {
        await using var server = RunningServer.Http();
        using var http = new HttpClient();
        using var request = Post(server, ListTools, method);

        using var response = await http.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(-32020, JsonNode.Parse(await response.Content.ReadAsStringAsync())!["error"]!["code"]!.GetValue<int>());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_over_1_MB_is_refused_and_the_server_goes_on(bool chunked)
    {
        await using var server = RunningServer.Http();
        using var http = new HttpClient();
        using var large = Post(server, ListTools.Replace("tools/list", new string('x', 1_100_000), StringComparison.Ordinal));
        large.Headers.TransferEncodingChunked = chunked;

        using var refused = await http.SendAsync(large);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.StatusCode);

        using var small = Post(server, ListTools);
        using var served = await http.SendAsync(small);
        Assert.Equal(HttpStatusCode.OK, served.StatusCode);
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"_meta":""" + Meta + ""","x":"\ud800"}}""")]
    public async Task A_body_that_is_no_request_is_refused_and_the_server_goes_on(string body)
    {
        await using var server = RunningServer.Http();
        using var http = new HttpClient();

        using var bad = Post(server, body);
        using var refused = await http.SendAsync(bad);
        Assert.InRange((int)refused.StatusCode, 200, 499);

        using var deep = Post(server, ListTools.Replace("{}", new string('[', 5_000) + new string(']', 5_000), StringComparison.Ordinal));
        using var refusedToo = await http.SendAsync(deep);
        Assert.InRange((int)refusedToo.StatusCode, 400, 499);

        using var good = Post(server, ListTools);
        using var served = await http.SendAsync(good);
        Assert.Equal(HttpStatusCode.OK, served.StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("nonsense")]
    [InlineData("")]
    public async Task A_body_of_another_type_or_none_is_refused_in_words_and_the_server_goes_on(string? type)
    {
        await using var server = RunningServer.Http("--sse");
        using var http = new HttpClient();
        foreach (var path in new[] { "", "/message?sessionId=x" })
        {
            using var odd = Post(server, ListTools);
            odd.RequestUri = new Uri(server.Address + path);
            odd.Content!.Headers.ContentType = null;
            if (type is not null)
            {
                odd.Content.Headers.TryAddWithoutValidation("Content-Type", type);
            }
            using var refused = await http.SendAsync(odd);

            Assert.Equal(HttpStatusCode.UnsupportedMediaType, refused.StatusCode);
            var error = JsonNode.Parse(await refused.Content.ReadAsStringAsync())!["error"]!;
            Assert.Contains("Content-Type: application/json", error["message"]!.GetValue<string>());
        }

        using var good = Post(server, ListTools);
        using var served = await http.SendAsync(good);
        Assert.Equal(HttpStatusCode.OK, served.StatusCode);
    }

    [Fact]
    public async Task Only_this_machine_is_served()
    {
        using var folder = new TemporaryFolder();
        using var process = RunningServer.Start("serve", "--http", "--host", "0.0.0.0", "--db", folder["skills.db"]);

        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(1, process.ExitCode);
        Assert.Contains("accounts", Assert.Single(said.Trim().Split('\n')));
    }

    [Fact]
    public async Task A_port_that_is_taken_is_said_in_one_sentence()
    {
        await using var first = RunningServer.Http();
        using var folder = new TemporaryFolder();
        using var second = RunningServer.Start("serve", "--http", "--port", $"{first.Address!.Port}", "--db", folder["skills.db"]);

        var said = await second.StandardError.ReadToEndAsync();
        await second.WaitForExitAsync();

        Assert.Equal(1, second.ExitCode);
        Assert.Contains("--port", Assert.Single(said.Trim().Split('\n')));
    }

    [Fact]
    public async Task The_older_endpoints_are_there_when_asked_for()
    {
        await using var with = RunningServer.Http("--sse");
        await using var without = RunningServer.Http();
        using var http = new HttpClient();

        using var served = await http.GetAsync(new Uri(with.Address + "/sse"), HttpCompletionOption.ResponseHeadersRead);
        using var missing = await http.GetAsync(new Uri(without.Address + "/sse"));

        Assert.Equal("text/event-stream", served.Content.Headers.ContentType!.MediaType);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    static HttpRequestMessage Post(RunningServer server, string body, string? method = "tools/list", string version = "2026-07-28")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, server.Address)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Accept", "application/json, text/event-stream");
        request.Headers.Add("MCP-Protocol-Version", version);
        if (method is not null)
        {
            request.Headers.Add("Mcp-Method", method);
        }
        return request;
    }
}
