using System.Text.Json;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using SkillMcp.Tests.Commands;

namespace SkillMcp.Tests.EndToEnd;

/// <summary>
/// The values that a named skill is missing are asked of the user where the client can ask, and always listed in the answer.
/// </summary>
public sealed class MissingArgumentTests(MissingArgumentTests.Served served) : IClassFixture<MissingArgumentTests.Served>
{
    readonly List<ElicitRequestParams> questions = [];

    static readonly Procedure RollOut = new()
    {
        Title = "roll-out",
        Description = "Roll the web service out to a namespace of the cluster",
        Steps = Sample.Steps("docker login -p {registry_password}", "kubectl -n {namespace} set image web:{tag}",
            "kubectl -n {namespace} rollout status deployment/web"),
        Parameters =
        [
            new Parameter { Name = "registry_password" },
            new Parameter { Name = "namespace", Description = "the namespace of the cluster", Example = "production" },
            new Parameter { Name = "tag", Pattern = "v[0-9]+" },
        ],
    };

    public static TheoryData<string, bool> Everywhere => new()
    {
        { "2025-06-18", false }, { "2025-11-25", false }, { "2025-11-25", true }, { "2026-07-28", false }, { "2026-07-28", true },
    };

    [Theory]
    [MemberData(nameof(Everywhere))]
    public async Task The_person_fills_in_what_a_prompt_is_missing(string version, bool http)
    {
        var client = served.Asked(version, http, Answering(("namespace", "staging"), ("tag", "v2")));

        var prompt = await UseAsync(client);

        Assert.Contains("kubectl -n staging set image web:v2", prompt);
        var form = Assert.Single(questions);
        Assert.Equal(["namespace", "tag"], form.RequestedSchema!.Properties.Keys);
        var field = Assert.IsType<ElicitRequestParams.StringSchema>(form.RequestedSchema.Properties["namespace"]);
        Assert.Contains("the namespace of the cluster", field.Description);
        Assert.Contains("such as production", field.Description);
        Assert.Null(field.Default);
    }

    [Theory]
    [MemberData(nameof(Everywhere))]
    public async Task The_person_fills_in_what_the_call_for_a_named_skill_is_missing(string version, bool http)
    {
        var client = served.Asked(version, http, Answering(("tag", "v2")));

        var (found, text) = await client.CallAsync("retrieve_skill",
            new { skill = "roll-out", arguments = new { @namespace = "staging" } });

        Assert.Equal(["tag"], Assert.Single(questions).RequestedSchema!.Properties.Keys);
        Assert.Contains("kubectl -n staging set image web:v2", text);
        Assert.Equal(["registry_password"], Missing(found));
    }

    [Theory]
    [MemberData(nameof(Everywhere))]
    public async Task A_user_who_declines_gets_the_skill_and_what_is_missing(string version, bool http)
    {
        var client = served.Asked(version, http, question =>
        {
            questions.Add(question);
            return new ElicitResult { Action = questions.Count == 1 ? "decline" : "cancel" };
        });

        var prompt = await UseAsync(client);
        var (found, text) = await client.CallAsync("retrieve_skill", new { skill = "roll-out" });

        Assert.Equal(2, questions.Count);
        Assert.All([prompt, text], said => Assert.Matches(Asked("namespace", "tag"), said));
        Assert.Equal(["registry_password", "namespace", "tag"], Missing(found));
    }

    [Theory]
    [MemberData(nameof(Everywhere))]
    public async Task Where_the_user_cannot_be_asked_the_answer_says_to_ask_for_the_values(string version, bool http)
    {
        await using var server = served.Serve(http);
        await using var client = await server.ClientAsync(version);

        var prompt = await UseAsync(client);
        var (found, text) = await client.CallAsync("retrieve_skill", new { skill = "roll-out" });

        Assert.All([prompt, text, found.GetProperty("advice").GetString()!], said =>
        {
            Assert.Contains("Ask for what is missing.", said);
            Assert.Contains("Secret: registry_password.", said);
        });
    }

    [Theory]
    [MemberData(nameof(Everywhere))]
    public async Task A_value_that_does_not_fit_is_asked_for_once_more_with_what_was_typed(string version, bool http)
    {
        var client = served.Asked(version, http, question =>
        {
            questions.Add(question);
            return Accepted(("namespace", "staging"), ("tag", questions.Count == 1 ? "two" : "v2"));
        });

        var prompt = await UseAsync(client);

        Assert.Contains("kubectl -n staging set image web:v2", prompt);
        Assert.Equal(2, questions.Count);
        Assert.Contains("tag", questions[1].Message);
        Assert.Equal(["staging", "two"], questions[1].RequestedSchema!.Properties.Values.Cast<ElicitRequestParams.StringSchema>()
            .Select(field => field.Default));
    }

    [Theory]
    [MemberData(nameof(Everywhere))]
    public async Task After_a_second_mistyped_value_the_answer_says_so(string version, bool http)
    {
        var client = served.Asked(version, http, Answering(("namespace", "staging"), ("tag", "two")));

        var prompt = await UseAsync(client);

        Assert.Equal(2, questions.Count);
        Assert.Contains("argument 'tag' was not put in: it must match v[0-9]+", prompt);
        Assert.Matches(Asked("tag"), prompt);
    }

    [Fact]
    public async Task A_search_for_a_task_is_not_interrupted_by_a_form()
    {
        var client = served.Asked("2026-07-28", http: false, Answering(("namespace", "staging"), ("tag", "v2")));

        var (found, text) = await client.CallAsync("retrieve_skill",
            new { task = "Roll the web service out to a namespace of the cluster" });

        Assert.Empty(questions);
        Assert.Equal(["registry_password", "namespace", "tag"], Missing(found));
        Assert.Matches(Asked("namespace", "tag"), text);
    }

    [Fact]
    public async Task The_user_is_not_asked_for_a_secret()
    {
        var client = served.Asked("2026-07-28", http: false, Answering());

        await client.CallAsync("retrieve_skill", new { skill = "roll-out", arguments = new { @namespace = "staging", tag = "v2" } });

        Assert.Empty(questions);
    }

    Func<ElicitRequestParams, ElicitResult> Answering(params (string Name, string Value)[] fields) => question =>
    {
        questions.Add(question);
        return Accepted(fields);
    };

    static ElicitResult Accepted(params (string Name, string Value)[] fields) => new()
    {
        Action = "accept",
        Content = fields.ToDictionary(field => field.Name, field => JsonSerializer.SerializeToElement(field.Value)),
    };

    static async Task<string> UseAsync(McpClient client)
    {
        var prompt = await client.GetPromptAsync("use_skill", new Dictionary<string, object?> { ["name"] = "roll-out" });
        return Assert.IsType<TextContentBlock>(Assert.Single(prompt.Messages).Content).Text;
    }

    /// <summary>The section of a text that lists what is missing.</summary>
    static string Asked(params string[] names) =>
        @"Missing arguments:(\n .*)*" + string.Concat(names.Select(name => $@"\n  \? {name}\b.*(\n .*)*"));

    static IEnumerable<string?> Missing(JsonElement found) =>
        found.GetProperty("matches")[0].GetProperty("missing_arguments").EnumerateArray().Select(name => name.GetString());

    /// <summary>One memory, and a client of each kind whose user answers as the test says.</summary>
    public sealed class Served : IAsyncLifetime
    {
        readonly CommandLine typed = new();
        ServedClients? clients;
        Func<ElicitRequestParams, ElicitResult>? user;

        public McpClient Asked(string version, bool http, Func<ElicitRequestParams, ElicitResult> answers)
        {
            user = answers;
            return clients![version, http];
        }

        public RunningServer Serve(bool http) => RunningServer.Over(http, typed.Memory);

        public async ValueTask InitializeAsync()
        {
            await typed.StoreAsync(Sample.Skill(RollOut));
            clients = await ServedClients.StartAsync(typed.Memory, Everywhere.Select(row => row.Data), question => user!(question));
        }

        public async ValueTask DisposeAsync()
        {
            await clients!.DisposeAsync();
            typed.Dispose();
        }
    }
}
