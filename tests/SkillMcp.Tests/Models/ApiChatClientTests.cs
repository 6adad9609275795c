using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;
using SkillMcp.Agents.Drafting;
using SkillMcp.Server.Models;

namespace SkillMcp.Tests.Models;

/// <summary>The clients of the three APIs, over real HTTP to a server that behaves as their documentation says.</summary>
public sealed class ApiChatClientTests
{
    const string Draft = """{"name":"deploy","description":"d","preconditions":[],"parameters":[],"postconditions":[]}""";

    const string NoKey = "SKILLMCP_TESTS_NO_KEY";

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    static readonly ChatOptions Structured = new()
    {
        MaxOutputTokens = 4_000,
        ResponseFormat = ChatResponseFormat.ForJsonSchema(DraftJson.Schema, "skill"),
    };

    static readonly ChatMessage[] Question = [new(ChatRole.System, "Return JSON."), new(ChatRole.User, "What is it?")];

    public static TheoryData<string> Apis => ["openai", "anthropic", "ollama"];

    [Theory]
    [MemberData(nameof(Apis))]
    public async Task Each_api_is_asked_as_it_wants_to_be_and_its_answer_is_read(string api)
    {
        await using var server = await ModelServer.StartAsync(ModelServer.Says(api, Draft));

        var answer = await AskAsync(server, api);

        Assert.Equal("deploy", DraftJson.Read(answer.Text)!.Name);
        Assert.Single(server.Requests);
    }

    [Theory]
    [MemberData(nameof(Apis))]
    public async Task What_fails_for_the_moment_is_tried_again(string api)
    {
        var overloaded = api == "anthropic" ? 529 : 503;
        await using var server = await ModelServer.StartAsync(
            ModelServer.Fails(api, overloaded), ModelServer.CutAsync, ModelServer.Says(api, Draft));

        Assert.Equal("deploy", DraftJson.Read((await AskAsync(server, api)).Text)!.Name);
        Assert.Equal(3, server.Requests.Count);
    }

    [Theory]
    [MemberData(nameof(Apis))]
    public async Task An_api_that_asks_for_a_pause_is_given_it(string api)
    {
        await using var server = await ModelServer.StartAsync(ModelServer.Fails(api, 429, "1"), ModelServer.Says(api, Draft));
        var since = Stopwatch.StartNew();

        await AskAsync(server, api);

        Assert.InRange(since.Elapsed.TotalSeconds, 0.9, 10);
    }

    [Fact]
    public async Task An_api_that_asks_for_a_long_pause_is_given_up_at_once()
    {
        await using var server = await ModelServer.StartAsync(ModelServer.Fails("openai", 429, "3600"));
        var since = Stopwatch.StartNew();

        var failed = await Assert.ThrowsAsync<HttpRequestException>(() => AskAsync(server, "openai"));

        Assert.Equal(HttpStatusCode.TooManyRequests, failed.StatusCode);
        Assert.InRange(since.Elapsed.TotalSeconds, 0, 5);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(307)]
    public async Task What_is_refused_is_not_tried_again_and_not_quoted(int status)
    {
        await using var server = await ModelServer.StartAsync(ModelServer.Fails("anthropic", status));

        var failed = await Assert.ThrowsAsync<HttpRequestException>(() => AskAsync(server, "anthropic"));

        Assert.DoesNotContain("sk-live", failed.ToString());
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_redirect_takes_no_run_elsewhere()
    {
        await using var elsewhere = await ModelServer.StartAsync(ModelServer.Says("openai", Draft));
        await using var server = await ModelServer.StartAsync((context, _) =>
        {
            context.Response.Redirect($"{elsewhere.Root}v1/chat/completions", permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        });

        await Assert.ThrowsAsync<HttpRequestException>(() => AskAsync(server, "openai"));
        Assert.Empty(elsewhere.Requests);
    }

    [Theory]
    [MemberData(nameof(Apis))]
    public async Task An_answer_that_is_always_cut_or_an_error_is_given_up_after_three(string api)
    {
        await using var cut = await ModelServer.StartAsync(ModelServer.CutAsync);
        await using var broken = await ModelServer.StartAsync(ModelServer.Fails(api, 500));

        await Assert.ThrowsAsync<HttpRequestException>(() => AskAsync(cut, api));
        await Assert.ThrowsAsync<HttpRequestException>(() => AskAsync(broken, api));
        Assert.Equal((3, 3), (cut.Requests.Count, broken.Requests.Count));
    }

    [Theory]
    [InlineData("openai", "<html>busy</html>")]
    [InlineData("openai", "")]
    [InlineData("openai", "[]")]
    [InlineData("openai", """{"choices":[]}""")]
    [InlineData("openai", """{"choices":[{"message":"x"}]}""")]
    [InlineData("anthropic", """{"content":7}""")]
    [InlineData("anthropic", """{"content":[{"type":"tool_use"}]}""")]
    [InlineData("ollama", """{"message":[]}""")]
    [InlineData("ollama", "{\"message\":{\"content\":\"a\"}}\n{\"done\":true}")]
    public async Task An_answer_of_another_form_is_a_mistake_of_the_api(string api, string body)
    {
        await using var server = await ModelServer.StartAsync(ModelServer.Raw(body));

        await Assert.ThrowsAsync<InvalidDataException>(() => AskAsync(server, api));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_an_answer_of_100_MB_only_the_beginning_is_read(bool saysItsLength)
    {
        const int Block = 1 << 20;
        var sent = 0;
        await using var server = await ModelServer.StartAsync(async (context, _) =>
        {
            context.Response.ContentLength = saysItsLength ? 100L * Block : null;
            for (; sent < 100 && !context.RequestAborted.IsCancellationRequested; sent++)
            {
                await context.Response.Body.WriteAsync(new byte[Block]);
            }
        });
        var before = GC.GetTotalAllocatedBytes();

        await Assert.ThrowsAsync<InvalidDataException>(() => AskAsync(server, "openai"));

        Assert.Single(server.Requests);
        Assert.InRange(sent, 0, 30);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 60L * Block);
    }

    [Fact]
    public async Task An_answer_that_does_not_come_is_waited_for_until_the_deadline()
    {
        await using var server = await ModelServer.StartAsync(ModelServer.SlowAsync);
        var since = Stopwatch.StartNew();

        await Assert.ThrowsAsync<TimeoutException>(() => AskAsync(server, "openai", TimeSpan.FromMilliseconds(300)));

        Assert.InRange(since.Elapsed.TotalSeconds, 0.2, 20);
    }

    [Fact]
    public async Task A_server_that_knows_no_schema_is_asked_without_one()
    {
        await using var server = await ModelServer.StartAsync(async (context, request) =>
        {
            var knows = request.Json["response_format"] is null;
            await (knows ? ModelServer.Says("openai", Draft) : ModelServer.Fails("openai", 400))(context, request);
        });

        Assert.Equal("deploy", DraftJson.Read((await AskAsync(server, "openai")).Text)!.Name);
        Assert.Equal(2, server.Requests.Count);
    }

    [Theory]
    [InlineData("openai", "Authorization", "Bearer k-123")]
    [InlineData("ollama", "Authorization", "Bearer k-123")]
    [InlineData("anthropic", "x-api-key", "k-123")]
    public async Task The_key_is_sent_where_the_api_looks_for_it(string api, string header, string expected)
    {
        const string Variable = "SKILLMCP_TESTS_CHAT_KEY";
        Environment.SetEnvironmentVariable(Variable, " k-123\n");
        await using var server = await ModelServer.StartAsync(ModelServer.Says(api, Draft));

        await AskAsync(server, api, variable: Variable);

        Assert.Equal(expected, Assert.Single(server.Requests).Headers[header]);
    }

    [Fact]
    public void A_key_is_not_sent_unencrypted_to_another_machine()
    {
        const string Variable = "SKILLMCP_TESTS_FAR_KEY";
        Environment.SetEnvironmentVariable(Variable, "k-456");
        var endpoint = ModelEndpoint.Parse("--chat", "http://models.example.com/v1", "m");

        var refused = Assert.Throws<SkillException>(() => new ModelHttp(endpoint, Variable, Patience));

        Assert.DoesNotContain("k-456", refused.Message);
    }

    [Fact]
    public async Task An_answer_comes_in_one_piece_where_it_is_streamed()
    {
        await using var server = await ModelServer.StartAsync(ModelServer.Says("ollama", "in words"));
        var endpoint = ModelEndpoint.Parse("--chat", server.AddressFor("ollama"), "m");
        using var client = ApiChatClient.For(endpoint, new ModelHttp(endpoint, NoKey, Patience));

        var updates = await client.GetStreamingResponseAsync(Question).ToListAsync();

        Assert.Equal("in words", string.Concat(updates.Select(update => update.Text)));
    }

    static async Task<ChatResponse> AskAsync(ModelServer server, string api, TimeSpan? deadline = null, string variable = NoKey)
    {
        var known = EnumName.Parse<ModelApi>(api);
        var endpoint = ModelEndpoint.Parse("--chat", server.AddressFor(api), "m", known);
        using var client = ApiChatClient.For(endpoint, new ModelHttp(endpoint, variable, deadline ?? Patience));
        return await client.GetResponseAsync(Question, Structured);
    }
}
