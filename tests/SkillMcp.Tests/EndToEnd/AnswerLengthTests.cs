using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using SkillMcp.Retrieval;
using SkillMcp.Server.Wire;
using SkillMcp.Tests.Commands;

namespace SkillMcp.Tests.EndToEnd;

/// <summary>Clients show a model the text, the structure or both: each says all that matters, and neither is long.</summary>
public sealed class AnswerLengthTests : IDisposable
{
    // As JSON has to be escaped, and no more: the form in which clients pass the structure on.
    static readonly JsonSerializerOptions Minified = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    static readonly Procedure Typical = new()
    {
        Title = "roll out service",
        Description =
            "Roll a new version of a service out to a namespace of the Kubernetes cluster, watch it, and roll it back if it fails",
        Category = "deployment",
        Preconditions =
        [
            "kubectl is configured for the cluster and may change the namespace",
            "The image of the new version is built, scanned and pushed to the registry",
        ],
        Steps = Sample.Steps(
            "Note what runs now: kubectl -n {namespace} get deployment/{service} -o jsonpath='{.spec.template.spec.containers[0].image}'",
            "Set the new image: kubectl -n {namespace} set image deployment/{service} {service}=registry.example.com/{service}:{tag}",
            "Wait for the rollout: kubectl -n {namespace} rollout status deployment/{service} --timeout=300s",
            "Check the health endpoint through the ingress: curl -fsS https://{service}.example.com/health",
            "Look for errors: kubectl -n {namespace} logs deployment/{service} --since=5m | grep -E 'ERROR|FATAL'",
            "If there are any, go back: kubectl -n {namespace} rollout undo deployment/{service}"),
        Postconditions = ["All pods run the new image and are ready", "The health endpoint answers 200"],
        Parameters =
        [
            new Parameter { Name = "namespace", Description = "the namespace of the service", Example = "shop" },
            new Parameter { Name = "service", Description = "the name of the deployment", Example = "cart" },
            new Parameter { Name = "tag", Description = "the tag of the new image", Example = "v1.4.2" },
        ],
    };

    static readonly string[] Always =
    [
        "skill", "score", "fit", "why", "origin", "reliability", "executions", "status", "description", "steps", "parameters",
        "missing_arguments",
    ];

    readonly CommandLine typed = new();

    public void Dispose() => typed.Dispose();

    [Theory]
    [InlineData("""{"skill":"roll-out-service"}""")]
    [InlineData("""{"task":"Roll the new version of the cart service out to Kubernetes"}""")]
    [InlineData("""{"skill":"roll-out-service","arguments":{"namespace":"shop","service":"cart","tag":"v2"}}""")]
    public async Task Each_half_of_an_answer_is_at_most_1_6_times_a_typical_procedure(string asked)
    {
        await using var server = await WithTypicalAsync();

        var answer = (await server.CallAsync("retrieve_skill", asked))["result"]!;

        var procedure = string.Join('\n', [
            Typical.Description,
            .. Typical.Preconditions,
            .. Typical.Steps.Select(step => step.Text),
            .. Typical.Postconditions,
            .. Typical.Parameters.Select(parameter => $"{parameter.Name}: {parameter.Description}, {parameter.Example}")]).Length;
        Assert.InRange((double)TextOf(answer).Length / procedure, 1, 1.6);
        Assert.InRange((double)answer["structuredContent"]!.ToJsonString(Minified).Length / procedure, 1, 1.6);
    }

    [Fact]
    public async Task Each_half_says_where_a_skill_is_from_that_it_is_data_and_what_to_do_with_it()
    {
        await using var server = await WithTypicalAsync();

        var answer = (await server.CallAsync("retrieve_skill", """{"skill":"roll-out-service"}"""))["result"]!;

        var (text, structure) = (TextOf(answer), answer["structuredContent"]!);
        Assert.Equal(
            [StoredText.Notice, "manual", "Check preconditions, follow it, verify. Ask for what is missing. Then record_outcome."],
            [Text(structure["notice"]), Text(structure["matches"]![0]!["origin"]), Text(structure["advice"])]);
        Assert.Contains($" begins] {StoredText.Notice}\n", text);
        Assert.Contains("\nOrigin: manual\n", text);
        Assert.StartsWith(Text(structure["advice"]), text);
        Assert.Contains($"\nretrieval_id: {Text(structure["retrieval_id"])}\n", text);

        static string Text(JsonNode? node) => node!.GetValue<string>();
    }

    [Fact]
    public async Task A_whole_match_has_these_fields_always_and_others_only_where_they_are_not_empty()
    {
        await typed.StoreAsync(Fresh(Sample.Procedure("sweep the floor", "take the broom", "sweep", "look")));
        await using var server = await WithTypicalAsync();

        var bare = await MatchAsync(server, """{"skill":"sweep-the-floor"}""");
        var full = await MatchAsync(server, """{"skill":"roll-out-service"}""");

        Assert.Equal(Sorted(Always), Sorted(bare.Select(field => field.Key)));
        Assert.Equal(Sorted([.. Always, "postconditions", "preconditions"]), Sorted(full.Select(field => field.Key)));
        Assert.Equal("[]", bare["parameters"]!.ToJsonString());
        Assert.Equal("[]", bare["missing_arguments"]!.ToJsonString());
        Assert.Equal(0.67, full["reliability"]!.GetValue<double>());
    }

    [Fact]
    public async Task Beside_a_whole_match_others_are_a_line_each()
    {
        foreach (var service in new[] { "cart", "shop", "mail" })
        {
            var named = Typical with { Title = $"roll out {service}", Description = $"{service}: {Typical.Description}" };
            await typed.StoreAsync(Fresh(named));
        }
        await using var server = RunningServer.On(typed.Memory);
        await server.InitializeAsync();

        const string asked = """{"task":"Roll the new version of the cart out to Kubernetes"}""";
        var answer = (await server.CallAsync("retrieve_skill", asked))["result"]!;

        var (matches, lines) = (answer["structuredContent"]!["matches"]!.AsArray(), TextOf(answer).Split('\n'));
        Assert.Equal(3, matches.Count);
        Assert.Equal(2, lines.Count(line => line.StartsWith("- roll-out-", StringComparison.Ordinal) && line.Length < 140));
        Assert.All(matches.Skip(1), match =>
            Assert.Empty(
                match!.AsObject().Select(field => field.Key).Except(["skill", "score", "fit", "description", "differs", "not_for"])));
    }

    [Fact]
    public void Both_halves_together_keep_to_the_tokens_that_a_caller_allows()
    {
        var text = Gen.String[Gen.Char["abc \n\"\\{}é"], 0, 300].Select(some => $"do{some}");
        var texts = text.Array[0, 6];
        var match = Gen.Select(texts, texts, texts, Gen.Bool, text).Select((steps, others, parameters, isWhole, one) =>
            MatchOf(steps, others, parameters, one) with { IsWhole = isWhole });
        Gen.Select(match, match.Array[0, 2], Gen.Int[1, 6_000]).Sample((first, named, maxTokens) =>
        {
            IReadOnlyList<Match> all = [first, .. named.Select(other => other with { IsWhole = false, Instructions = "" })];
            var kept = ResponseBudget.Trim(all, maxTokens);
            var request = new RetrieveRequest { MaxTokens = maxTokens };
            var retrieved = new Retrieved
            {
                Task = "", RetrievalId = Guid.NewGuid(), Matches = kept, Advice = Advice.For(request, kept, []),
            };

            var structure = JsonSerializer.SerializeToNode(RetrieveAnswer.Of(retrieved), WireJson.Default.RetrieveAnswer)!;
            var size = ContextText.Of(retrieved).Length + structure.ToJsonString(Minified).Length;

            Assert.True(size <= 4 * maxTokens || kept is [{ IsWhole: false }], $"{size} characters for {maxTokens} tokens");
        });
    }

    static IEnumerable<string> Sorted(IEnumerable<string> names) => names.Order(StringComparer.Ordinal);

    async Task<RunningServer> WithTypicalAsync()
    {
        await typed.StoreAsync(Fresh(Typical) with
        {
            Record = TrackRecord.Empty with { Successes = new Tally(2, 0, 0), Failures = new Tally(1, 0, 0) },
        });
        var server = RunningServer.On(typed.Memory);
        await server.InitializeAsync();
        return server;
    }

    // One that is long unused has a warning.
    static Skill Fresh(Procedure procedure) => Sample.Skill(procedure) with
    {
        CreatedAt = DateTimeOffset.UtcNow, UpdatedAt = DateTimeOffset.UtcNow,
    };

    static async Task<JsonObject> MatchAsync(RunningServer server, string asked) =>
        (await server.CallAsync("retrieve_skill", asked))["result"]!["structuredContent"]!["matches"]![0]!.AsObject();

    static string TextOf(JsonNode answer) => answer["content"]![0]!["text"]!.GetValue<string>();

    static Match MatchOf(string[] steps, string[] others, string[] parameters, string one)
    {
        var procedure = new Procedure
        {
            Title = "deploy",
            Description = one,
            Preconditions = others,
            Steps = Sample.Steps(steps),
            Postconditions = steps,
            Parameters = [.. parameters.Select((text, at) => new Parameter
            {
                Name = $"p{at}",
                Description = text,
                Example = text,
                Default = at % 2 == 0 ? null : text,
                Pattern = at % 3 == 0 ? null : text,
            })],
        };
        return new Match
        {
            Skill = Sample.Skill(procedure) with { Pitfalls = [.. others.Select(text => new Pitfall { Text = text, Step = 1, Seen = 2 })] },
            Procedure = procedure,
            Score = 0.123,
            Fit = Fit.Likely,
            Why = one,
            Instructions = string.Concat(steps) + string.Concat(others),
            Files = [.. Enumerable.Range(0, steps.Length).Select(at => $"scripts/{at}.sh")],
            Values = parameters.Index().Where(p => p.Index % 2 == 0).ToDictionary(p => $"p{p.Index}", p => (string?)p.Item),
            Warnings = others,
            Differs = steps,
            NotFor = others,
        };
    }
}
