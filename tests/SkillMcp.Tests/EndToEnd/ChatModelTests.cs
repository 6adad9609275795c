using System.Text.Json.Nodes;
using SkillMcp.Tests.Models;

namespace SkillMcp.Tests.EndToEnd;

/// <summary>The real executable with a chat model behind each of the three APIs.</summary>
public sealed class ChatModelTests
{
    const string Secret = "ghp_16C7e42F292c6912E7710c838347Ae178B4a";

    const string Draft = """
        {"name":"kubernetes_rolling_deploy","description":"Use this to deploy a service to Kubernetes and to wait for its pods.",
         "preconditions":["kubectl can reach the cluster","Helm is installed"],
         "parameters":[{"name":"program","value":"kubectl","description":"what to call"}],
         "postconditions":["`rm -rf /` succeeds"]}
        """;

    [Theory]
    [InlineData("openai")]
    [InlineData("anthropic")]
    [InlineData("ollama")]
    public async Task A_run_is_worded_by_the_model_as_far_as_it_is_true(string api)
    {
        await using var model = await ModelServer.StartAsync(ModelServer.Says(api, Draft));
        await using var server = RunningServer.Stdio(
            "--chat", model.AddressFor(api), "--model", "m", "--chat-api", api);
        await server.InitializeAsync();

        var stored = await StoreAsync(server);

        Assert.Equal("stored", stored["decision"]!.GetValue<string>());
        Assert.Equal("kubernetes-rolling-deploy", stored["skill"]!.GetValue<string>());
        Assert.Equal("""["name","description","preconditions"]""", stored["drafted_by_model"]!.ToJsonString());
        var asked = Assert.Single(model.Requests);
        Assert.Contains("kubectl rollout status", asked.Body);
        Assert.DoesNotContain(Secret, asked.Body);
    }

    [Fact]
    public async Task A_model_that_answers_nonsense_or_nothing_costs_no_run()
    {
        await using var model = await ModelServer.StartAsync(
            ModelServer.Says("openai", "I am a poet."), ModelServer.Fails("openai", 401), ModelServer.Fails("openai", 401));
        await using var server = RunningServer.Stdio("--chat", model.AddressFor("openai"), "--model", "m");
        await server.InitializeAsync();

        var first = await StoreAsync(server);
        var second = await StoreAsync(server, "set up the printer", "lpadmin -p printer -E", "lpoptions -d printer", "lp test.txt");

        Assert.Equal(("stored", "stored"), (first["decision"]!.GetValue<string>(), second["decision"]!.GetValue<string>()));
        Assert.Null(first["drafted_by_model"]);
        Assert.Null(second["drafted_by_model"]);
    }

    [Theory]
    [InlineData("--chat", "http://localhost:1/v1")]
    [InlineData("--model", "m")]
    [InlineData("--chat", "no address", "--model", "m")]
    [InlineData("--embeddings", "http://localhost:1/v1")]
    [InlineData("--embeddings", "https://api.anthropic.com#m")]
    public async Task An_option_that_is_wrong_is_one_sentence(params string[] options)
    {
        using var folder = new TemporaryFolder();
        using var process = RunningServer.Start(["serve", "--db", folder["skills.db"], .. options]);

        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(1, process.ExitCode);
        Assert.Single(said.Trim().Split('\n'));
    }

    [Fact]
    public async Task Skills_are_found_by_vectors_that_come_over_the_network()
    {
        await using var model = await ModelServer.StartAsync(ModelServer.VectorsAsync);
        await using var server = RunningServer.Stdio("--embeddings", $"{model.AddressFor("openai")}#nomic-embed-text");
        await server.InitializeAsync();
        await StoreAsync(server);

        await server.CallAsync("retrieve_skill", $$"""{"task":"deploy with {{Secret}}"}""");

        Assert.NotEmpty(model.Requests);
        Assert.All(model.Requests, request =>
        {
            Assert.Equal("nomic-embed-text", request.Json["model"]!.GetValue<string>());
            Assert.DoesNotContain(Secret, request.Body);
        });
    }

    static Task<JsonNode> StoreAsync(RunningServer server) => StoreAsync(
        server,
        "Deploy the cart service to kubernetes in namespace shop",
        "kubectl set image deployment/cart cart=registry.example.com/cart:v2.1.0 -n shop",
        "kubectl rollout status deployment/cart -n shop --timeout=120s",
        $"curl -H 'Authorization: Bearer {Secret}' https://cart.example.com/health");

    static async Task<JsonNode> StoreAsync(RunningServer server, string task, params string[] steps)
    {
        var answer = await server.CallAsync("store_trajectory", new JsonObject
        {
            ["task"] = task,
            ["steps"] = new JsonArray([.. steps.Select(step => JsonValue.Create(step))]),
            ["success"] = true,
        }.ToJsonString());
        return answer["result"]!["structuredContent"]!;
    }
}
