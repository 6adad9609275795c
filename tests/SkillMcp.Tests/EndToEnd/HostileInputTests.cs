using System.Text.Json.Nodes;

namespace SkillMcp.Tests.EndToEnd;

/// <summary>No input takes a server down: all of it goes to one and the same.</summary>
public sealed class HostileInputTests(HostileInputTests.AttackedServer attacked) : IClassFixture<HostileInputTests.AttackedServer>
{
    public static TheoryData<string, int, string> Lines => new()
    {
        { "hello", -32700, "not JSON" },
        { new string('[', 5_000), -32700, "not JSON" },
        { Call("""{"task":""" + new string('[', 5_000) + new string(']', 5_000) + "}"), -32600, "64 deep" },
        { "null", -32600, "not a JSON-RPC 2.0 message" },
        { """{"id":5}""", -32600, "not a JSON-RPC 2.0 message" },
        { Call("""{"task":"\ud800"}"""), -32602, "half of a surrogate pair" },
        { Call("""{"\ud800":"x"}"""), -32602, "half of a surrogate pair" },
        { Call("[1]"), -32602, "wrong type" },
        { """{"jsonrpc":"2.0","id":9,"method":"tools/call","params":{"name":"no_such_tool"}}""", -32602, "no_such_tool" },
        { """{"jsonrpc":"2.0","id":9,"method":"resources/read","params":{"uri":"a:b","uri":"c:d"}}""", -32602, "twice" },
        { """{"jsonrpc":"2.0","id":9,"method":"resources/read","params":{"\ud800":"a:b"}}""", -32602, "surrogate" },
        { """{"jsonrpc":"2.0","id":9,"method":"no/such/method"}""", -32601, "no/such/method" },
    };

    public static TheoryData<string, string, string[]> Calls => new()
    {
        { "retrieve_skill", """{"tsak":"x","limit":-1,"min_reliability":"high","arguments":{"a":1}}""",
            ["'tsak' is not known: did you mean 'task'?", "'limit' is -1: give a whole number of 1 to 20.",
                "'min_reliability' is a text: give a number of 0 to 1.",
                "'arguments.a' is a number: give a text of at most 1,024 characters."] },
        { "store_trajectory", """{"steps":["a",3],"success":"yes","evidence":{"kind":"nope","seen":1},"task":"a\u0000b"}""",
            ["'steps[1]' is a number", "'success' is a text: give true or false.", "'evidence.observed' is missing",
                "'evidence.kind' is 'nope': give one of exit_code, http_status, test_report, output_match.", "'evidence.seen' is not known",
                "'task' holds a NUL character"] },
        { "store_trajectory", """{}""",
            ["'task' is missing", "'steps' is missing: give a list of 1 to 200 items", "'success' is missing: give true or false."] },
        { "record_outcome", """{"skill":"x","outcome":"won","retrieval_id":7}""",
            ["'outcome' is 'won': give one of success, partial, failure, not_used.", "'retrieval_id' is a number"] },
        { "record_outcome", """{"skill":"x","outcome":"success","retrieval_id":"last"}""", ["'last' is not a retrieval_id"] },
        { "compose_skills", """{"skills":["a"],"name":"","description":"d"}""",
            ["'skills' has 1 items: give a list of 2 to 20 items", "'name' is empty"] },
        { "curate_skill", """{"skill":"'; drop table skill; --","action":"pin","reason":"r"}""", ["is not a skill name: use 1-64"] },
        { "list_skills", """{"limit":1e9,"status":"gone","stale":1}""",
            ["'limit' is", "'status' is 'gone': give one of active, quarantined, archived.", "'stale' is a number"] },
        { "list_skills", """{"cursor":"the next one, please"}""", ["This cursor is not one of ours"] },
        { "list_skills", """{"stale":true,"status":"archived"}""", ["Only active skills can be stale"] },
        { "retrieve_skill", $$$"""{"task":"x","category":"{{{new string('c', 65)}}}","arguments":{"a":"{{{new string('v', 1_025)}}}"}}""",
            ["'category' has 65 characters: give a text of at most 64 characters.",
                "'arguments.a' has 1,025 characters: give a text of at most 1,024 characters."] },
        {
            "record_outcome",
            """{"skill":"x","outcome":"success","evidence":"""
            + $$$"""{"kind":"exit_code","observed":"{{{TooLong('o')}}}","expected":"{{{TooLong('e')}}}","check":"{{{TooLong('c')}}}"}}""",
            [
                "'evidence.observed' has 2,001 characters: give a text of at most 2,000 characters.",
                "'evidence.expected' has",
                "'evidence.check' has",
            ]
        },
        {
            "compose_skills",
            $$$"""{"skills":["a","b"],"name":"n","description":"d","bindings":{"a":{"x":"{{{new string('v', 1_025)}}}"} }}""",
            ["'bindings.a.x' has 1,025 characters: give a text of at most 1,024 characters."]
        },
        { "retrieve_skill", """{"task":"x","arguments":"a=1"}""",
            ["'arguments' is a text: give a list of {name, value} or an object of values by name, each value a text of at most 1,024"] },
        { "retrieve_skill", """{"task":"x","arguments":[{"name":"a","value":"1"},{"name":"b","value":"2"},{"name":"a","value":"3"}]}""",
            ["'arguments[2].name' is 'a' again: give each name once."] },
        { "retrieve_skill", """{"task":"x","arguments":[{"value":"1"},{"name":"b"},{"name":7,"value":"2"},{"name":"c","value":8},"d=1"]}""",
            ["'arguments[0].name' is missing: give a text.", "'arguments[1].value' is missing: give a text of at most 1,024 characters.",
                "'arguments[2].name' is a number: give a text.", "'arguments[3].value' is a number: give a text",
                "'arguments[4]' is a text: give an object with name, value."] },
        { "retrieve_skill", """{"task":"x","arguments":[{"name":"a","value":"1"},{"host":"web"}]}""",
            ["'arguments[1].name' is missing", "'arguments[1].value' is missing",
                "'arguments[1].host' is not known: there are name, value."] },
        { "retrieve_skill", $$$"""{"task":"x","arguments":[{"name":"a","value":"{{{new string('v', 1_025)}}}"}]}""",
            ["'arguments.a' has 1,025 characters: give a text of at most 1,024 characters."] },
        { "record_outcome", """{"skill":"x","outcome":"success","components":[{"name":"a","value":"won"}]}""",
            ["'components.a' is 'won': give one of success, partial, failure, not_used."] },
        { "compose_skills", """{"skills":["a","b"],"name":"n","description":"d","bindings":[{"name":"a","value":[{"name":"x"}]}]}""",
            ["'bindings.a[0].value' is missing: give a text of at most 1,024 characters."] },
        {
            "compose_skills",
            """{"skills":["a","b"],"name":"n","description":"d","bindings":[{"name":"a","value":{"x":"1"}},{"name":"b"}]}""",
            ["'bindings[1].value' is missing: give a list of {name, value} or an object of values by name"]
        },
        { "retrieve_skill", $$$"""{"task":"x","also":["{{{new string('w', 5_000)}}}"]}""",
            ["'also[0]' has 5,000 characters: give a text of at most 100 characters."] },
        { "retrieve_skill", $$$"""{"task":"x","also":[{{{string.Join(',', Enumerable.Repeat("\"w\"", 13))}}}]}""",
            ["'also' has 13 items: give a list of at most 12 items"] },
        { "retrieve_skill", """{"task":"x","also":"postgres, pg_dump"}""", ["'also' is a text: give a list"] },
        { "retrieve_skill", """{"task":"x","also":["w",7]}""", ["'also[1]' is a number: give a text"] },
        { "retrieve_skill", """{"task":"x","also":["w"," "]}""", ["Entry 2 of 'also' is blank. Give up to 12 words or short phrases"] },
        { "retrieve_skill", """{"also":["w"]}""", ["Neither a task nor a skill is given"] },
        { "retrieve_skill", """{}""", ["Neither a task nor a skill is given"] },
    };

    static string TooLong(char letter) => new(letter, 2_001);

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task A_line_that_is_no_request_is_answered_and_the_server_goes_on(string line, int code, string word)
    {
        var error = (await attacked.Server.AskAsync(line))["error"]!;

        Assert.Equal(code, error["code"]!.GetValue<int>());
        Assert.Contains(word, error["message"]!.GetValue<string>());
        await GoesOnAsync();
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task One_answer_lists_every_mistake_and_what_would_have_been_right(string tool, string arguments, string[] mistakes)
    {
        var answer = (await attacked.Server.CallAsync(tool, arguments)).Mistake();

        Assert.All(mistakes, mistake => Assert.Contains(mistake, answer));
        Assert.DoesNotContain("An error occurred", answer);
        await GoesOnAsync();
    }

    [Theory]
    [InlineData("initialize", "protocolVersion")]
    [InlineData("tools/call", "retrieve_skill")]
    [InlineData("prompts/get", "use_skill")]
    [InlineData("resources/read", "skill://deploy-api/SKILL.md")]
    [InlineData("resources/subscribe", "skill://deploy-api/SKILL.md")]
    [InlineData("resources/unsubscribe", "skill://deploy-api/SKILL.md")]
    [InlineData("completion/complete", "ref/prompt")]
    [InlineData("logging/setLevel", "warning")]
    [InlineData("skills/get", "skill://deploy-api/SKILL.md")]
    [InlineData("resources/directory/read", "skill://deploy-api")]
    [InlineData("tools/list", "{}")]
    [InlineData("skills/list", "{}")]
    public async Task Odd_params_of_every_method_are_answered_with_what_would_have_been_right(string method, string right)
    {
        string[] ofAnotherType = ["[]", "[1]", "5", "\"x\"", "true"];
        string[] halfFilled =
        [
            "", "null", "{}",
            """{"uri":null,"name":null,"ref":null,"argument":null,"level":null}""",
            """{"uri":5,"name":5,"ref":5,"argument":5,"level":5,"protocolVersion":5}""",
        ];

        // Without any params, a list begins at its first page.
        foreach (var odd in (string[])[.. ofAnotherType, .. right == "{}" ? [] : halfFilled])
        {
            var given = odd == "" ? "" : $",\"params\":{odd}";
            var error = (await attacked.Server.AskAsync($$"""{"jsonrpc":"2.0","id":9,"method":"{{method}}"{{given}}}"""))["error"];

            Assert.True(error?["code"]?.GetValue<int>() == -32602, $"{method} {odd}: {error?.ToJsonString()}");
            Assert.DoesNotContain("An error occurred", error!["message"]!.GetValue<string>());
            Assert.True(ofAnotherType.Contains(odd) || odd.Contains('5') || SaysWhatIsRight(error, right), error.ToJsonString());
        }
        // A refused initialize has ended the session before it.
        await attacked.Server.InitializeAsync();
        await GoesOnAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("not an address")]
    [InlineData("skill:")]
    [InlineData("a\u0000:b")]
    public async Task A_subscription_to_what_is_no_address_is_told_what_can_be_watched(string uri)
    {
        var error = (await attacked.Server.RequestAsync("resources/subscribe", new JsonObject { ["uri"] = uri }))["error"]!;

        Assert.Equal(-32602, error["code"]!.GetValue<int>());
        Assert.Contains("skill://{name}/SKILL.md", error["message"]!.GetValue<string>());
        await GoesOnAsync();
    }

    [Theory]
    [InlineData("5")]
    [InlineData("[]")]
    [InlineData("""{"arguments":5}""")]
    [InlineData("""{"arguments":{"action":5}}""")]
    [InlineData("""{"arguments":{"action":"accept","content":5}}""")]
    public async Task An_answer_of_the_user_that_is_none_is_the_client_s_mistake(string answers)
    {
        var error = (await attacked.Server.RequestAsync("tools/call", JsonNode.Parse(
            $$$"""{"name":"retrieve_skill","arguments":{"skill":"x"},"inputResponses":{{{answers}}}}""")))["error"]!;

        Assert.Equal(-32602, error["code"]!.GetValue<int>());
        Assert.Contains("\"action\": \"accept\"", error["message"]!.GetValue<string>());
    }

    static bool SaysWhatIsRight(JsonNode error, string right) =>
        error["message"]!.GetValue<string>().Contains(right, StringComparison.Ordinal);

    [Fact]
    public async Task A_line_of_16_MB_is_answered_like_any_other()
    {
        var answer = (await attacked.Server.CallAsync("retrieve_skill", $$"""{"task":"{{new string('x', 16_000_000)}}"}""")).Mistake();

        Assert.Contains("'task' has 16,000,000 characters: give a text of at most 20,000 characters.", answer);
        await GoesOnAsync();
    }

    [Theory]
    [InlineData("""NEAR("a" b) AND * OR -c:d ^e""")]
    [InlineData("""'; drop table skill; --""")]
    [InlineData("\" ' % _ \\ / ( ) { } [ ] : ^ * - + ~")]
    public async Task A_task_in_the_syntax_of_a_search_or_a_database_is_only_a_text(string task)
    {
        var answer = await attacked.Server.CallAsync("retrieve_skill", new JsonObject { ["task"] = task }.ToJsonString());

        Assert.Empty(answer["result"]!["structuredContent"]!["matches"]!.AsArray());
    }

    [Fact]
    public async Task Null_for_what_may_be_left_out_is_taken_as_left_out()
    {
        await using var server = RunningServer.Stdio();
        await server.InitializeAsync();

        var answer = await server.CallAsync(
            "store_trajectory",
            """{"task":"Deploy it","steps":["one","two {x}","three"],"success":true,"name":null,"tags":null,"parameters":"""
            + """[{"name":"x","default":null,"example":null}],"evidence":"""
            + """{"kind":"exit_code","observed":"0","expected":null},"dry_run":null}""");

        Assert.Equal("stored", answer["result"]!["structuredContent"]!["decision"]!.GetValue<string>());
    }

    [Fact]
    public async Task Nothing_of_a_refused_call_is_written()
    {
        await using var server = RunningServer.Stdio();
        await server.InitializeAsync();

        (await server.CallAsync("store_trajectory", """{"task":"Deploy it","steps":["one","two","three"],"success":true,"tags":[""]}"""))
            .Mistake();

        var list = await server.CallAsync("list_skills", "{}");
        Assert.Equal(0, list["result"]!["structuredContent"]!["stats"]!["total_skills"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_client_s_mistakes_are_not_logged_and_the_end_of_input_is_a_clean_end()
    {
        await using var server = RunningServer.Stdio();
        await server.InitializeAsync();
        await server.CallAsync("no_such_tool", "{}");
        await server.AskAsync("hello");

        Assert.Equal((0, ""), await server.EndAsync());
    }

    static string Call(string arguments) =>
        """{"jsonrpc":"2.0","id":9,"method":"tools/call","params":{"name":"retrieve_skill","arguments":""" + arguments + "}}";

    async Task GoesOnAsync() => Assert.NotNull((await attacked.Server.RequestAsync("ping"))["result"]);

    /// <summary>A server in a session, on an empty memory.</summary>
    public sealed class AttackedServer : IAsyncLifetime
    {
        public RunningServer Server { get; } = RunningServer.Stdio();

        public async ValueTask InitializeAsync() => await Server.InitializeAsync();

        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }
}
