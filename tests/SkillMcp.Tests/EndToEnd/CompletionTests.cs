using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using SkillMcp.Sqlite;
using SkillMcp.Tests.Commands;

namespace SkillMcp.Tests.EndToEnd;

/// <summary>What a person types of a name or a category finds it.</summary>
public sealed class CompletionTests : IDisposable
{
    readonly CommandLine typed = new();

    public void Dispose() => typed.Dispose();

    [Fact]
    public async Task A_name_is_found_by_its_beginning_and_then_by_the_words_in_it()
    {
        await using var server = await ServeAsync("kubernetes-rolling-deploy", "kubernetes-blue-green", "docker-ecr-deploy",
            "rolling-restart");
        await using var client = await server.ClientAsync();
        var references = new Reference[]
        {
            new PromptReference { Name = "use_skill" },
            Template("skill://{name}/SKILL.md"),
            Template("skillmcp://skill/{name}/record"),
        };

        foreach (var reference in references)
        {
            await AssertAsync(reference, "kube", "kubernetes-blue-green, kubernetes-rolling-deploy");
            await AssertAsync(reference, "rolling", "rolling-restart, kubernetes-rolling-deploy");
            await AssertAsync(reference, "Docker_ECR", "docker-ecr-deploy");
            await AssertAsync(reference, "docker ecr dep", "docker-ecr-deploy");
            await AssertAsync(reference, "olling", "");
            await AssertAsync(reference, "日本", "");
            await AssertAsync(reference, "%", "");
            await AssertAsync(reference, "", "docker-ecr-deploy, kubernetes-blue-green, kubernetes-rolling-deploy, rolling-restart");
        }

        async Task AssertAsync(Reference reference, string text, string expected)
        {
            var completion = (await client.CompleteAsync(reference, "name", text)).Completion;
            Assert.Equal(expected, string.Join(", ", completion.Values));
            Assert.Equal(completion.Values.Count, completion.Total);
            Assert.False(completion.HasMore);
        }
    }

    [Fact]
    public async Task A_hundred_names_come_and_the_rest_are_counted()
    {
        await using var server = await ServeAsync([.. Enumerable.Range(0, 130).Select(number => $"skill-{number}")]);
        await using var client = await server.ClientAsync();

        var completion = (await client.CompleteAsync(new PromptReference { Name = "use_skill" }, "name", "skill")).Completion;

        Assert.Equal((100, 130, true), (completion.Values.Count, completion.Total, completion.HasMore));
    }

    [Fact]
    public async Task Only_active_skills_are_named()
    {
        await using var server = await ServeAsync("deploy-api", "deploy-web");
        await typed.StoreAsync(Sample.Skill(Sample.Procedure("deploy-evil")) with { Lifecycle = Lifecycle.Quarantined("screened") });
        Assert.Equal(0, (await typed.RunAsync("archive", "deploy-web", "--reason", "outdated")).Code);
        await using var client = await server.ClientAsync();

        Assert.Equal(["deploy-api"], (await client.CompleteAsync(new PromptReference { Name = "use_skill" }, "name", "deploy"))
            .Completion.Values);
        Assert.Equal(["general"], (await client.CompleteAsync(new PromptReference { Name = "review_stale" }, "category", ""))
            .Completion.Values);
    }

    [Fact]
    public async Task Where_the_task_is_known_the_skills_that_fit_it_come_first()
    {
        await using var server = await ServeAsync();
        foreach (var procedure in new[] { Sample.ApiLatencyInvestigation, Sample.KubernetesRollingDeploy,
            Sample.PostgresqlMigrationDeploy })
        {
            await typed.StoreAsync(Sample.Skill(procedure));
        }
        await using var client = await server.ClientAsync();

        var names = await client.CompleteAsync(new CompleteRequestParams
        {
            Ref = new PromptReference { Name = "use_skill" },
            Argument = new Argument { Name = "name", Value = "" },
            Context = new CompleteContext
            {
                Arguments = new Dictionary<string, string> { ["task"] = "Deploy a PostgreSQL database migration with Alembic" },
            },
        });

        Assert.Equal("postgresql-migration-deploy", names.Completion.Values[0]);
        Assert.Equal(3, names.Completion.Values.Count);
    }

    [Fact]
    public async Task A_category_is_found_by_its_beginning_and_then_by_the_words_in_it()
    {
        await using var server = await ServeAsync();
        foreach (var category in new[] { "deployment", "database", "on-call debugging", "Debugging" })
        {
            await typed.StoreAsync(Sample.Skill(Sample.Procedure($"how {category} goes") with { Category = category }));
        }
        await using var client = await server.ClientAsync();

        Assert.Equal(["Debugging", "deployment", "on-call debugging"],
            (await client.CompleteAsync(new PromptReference { Name = "review_stale" }, "category", "DE")).Completion.Values);
    }

    [Fact]
    public async Task An_argument_that_there_is_not_is_refused_and_of_what_is_not_ours_nothing_is_completed()
    {
        await using var server = await ServeAsync("deploy-api");
        await using var client = await server.ClientAsync();

        Assert.Empty((await client.CompleteAsync(new PromptReference { Name = "use_skill" }, "task", "dep")).Completion.Values);
        Assert.Contains("there are name, task", await RefusalAsync(client, new PromptReference { Name = "use_skill" }, "nmae"));
        Assert.Empty((await client.CompleteAsync(new PromptReference { Name = "no_such" }, "name", "dep")).Completion.Values);
        Assert.Empty((await client.CompleteAsync(Template("file://{path}"), "path", "dep")).Completion.Values);
    }

    [Fact]
    public async Task The_files_of_a_skill_that_was_named_are_completed()
    {
        await using var server = await ServeAsync("deploy-api");
        await using var client = await server.ClientAsync();

        Assert.Equal(["SKILL.md"], await PathsAsync("deploy-api"));
        Assert.Empty(await PathsAsync("no-such"));

        async Task<IEnumerable<string>> PathsAsync(string skill) => (await client.CompleteAsync(new CompleteRequestParams
        {
            Ref = Template("skill://{name}/{+path}"),
            Argument = new Argument { Name = "path", Value = "sk" },
            Context = new CompleteContext { Arguments = new Dictionary<string, string> { ["name"] = skill } },
        })).Completion.Values;
    }

    async Task<RunningServer> ServeAsync(params string[] names)
    {
        await using (var database = await SkillDatabase.OpenAsync(typed.Memory, OpenMode.Create, CancellationToken.None))
        {
            var store = new SqliteSkillStore(database);
            foreach (var name in names)
            {
                await store.AddAsync(default, Sample.Skill(Sample.Procedure(name)), "planted", null, CancellationToken.None);
            }
        }
        return RunningServer.On(typed.Memory);
    }

    static ResourceTemplateReference Template(string uri) => new() { Uri = uri };

    static async Task<string> RefusalAsync(McpClient client, Reference reference, string argument)
    {
        var refused = await Assert.ThrowsAsync<McpProtocolException>(() => client.CompleteAsync(reference, argument, "x").AsTask());
        Assert.Equal(McpErrorCode.InvalidParams, refused.ErrorCode);
        return refused.Message;
    }
}
