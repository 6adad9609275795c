using SkillMcp.Server.Models;
using SkillMcp.Tests.Memory;

namespace SkillMcp.Tests.Models;

/// <summary>Embedding models behind an API, over real HTTP.</summary>
public sealed class ApiEmbeddingsTests
{
    [Theory]
    [InlineData("openai", "/v1/embeddings")]
    [InlineData("ollama", "/api/embed")]
    public async Task Each_text_gets_its_own_vector_whatever_the_order_of_the_answer(string api, string path)
    {
        await using var server = await ModelServer.StartAsync(ModelServer.Raw(api == "ollama"
            ? """{"model":"m","embeddings":[[1,0],[0,1.5e-1]],"total_duration":14143917,"load_duration":1019500,"prompt_eval_count":8}"""
            : """
            {"object":"list","data":[{"object":"embedding","embedding":[0,1.5e-1],"index":1},
             {"object":"embedding","embedding":[1,0],"index":0}],"model":"m","usage":{"prompt_tokens":8,"total_tokens":8}}
            """));
        using var embeddings = EmbeddingsOf(server, api);

        var vectors = await embeddings.GenerateAsync(["one", "two"]);

        Assert.Equal([1f, 0f], vectors[0].Vector.ToArray());
        Assert.Equal([0f, 0.15f], vectors[1].Vector.ToArray());
        var request = Assert.Single(server.Requests);
        Assert.Equal((path, "m"), (request.Path, request.Json["model"]!.GetValue<string>()));
        Assert.Equal(["one", "two"], request.Json["input"]!.AsArray().Select(text => text!.GetValue<string>()));
    }

    [Theory]
    [InlineData("""{"data":[{"embedding":[1,0],"index":0}]}""")]
    [InlineData("""{"data":[{"embedding":[1,0],"index":0},{"embedding":[1],"index":1}]}""")]
    [InlineData("""{"data":[{"embedding":[1,0],"index":0},{"embedding":[1,0],"index":0}]}""")]
    [InlineData("""{"data":[{"embedding":[1,0],"index":0},{"embedding":[1,0],"index":7}]}""")]
    [InlineData("""{"data":[{"embedding":[1,0],"index":0},{"embedding":[],"index":1}]}""")]
    [InlineData("""{"data":[{"embedding":[1,0],"index":0},{"embedding":[1e99,0],"index":1}]}""")]
    [InlineData("""{"data":[{"embedding":"AACAPw==","index":0},{"embedding":"AACAPw==","index":1}]}""")]
    [InlineData("""{"choices":[]}""")]
    [InlineData("no")]
    public async Task What_is_not_a_vector_for_each_text_is_not_kept(string body)
    {
        await using var server = await ModelServer.StartAsync(ModelServer.Raw(body));
        using var embeddings = EmbeddingsOf(server, "openai");

        await Assert.ThrowsAsync<InvalidDataException>(() => embeddings.GenerateAsync(["one", "two"]));
    }

    [Fact]
    public async Task A_secret_in_a_task_is_not_sent()
    {
        const string Secret = "ghp_16C7e42F292c6912E7710c838347Ae178B4a";
        await using var server = await ModelServer.StartAsync(ModelServer.Raw("""{"data":[{"embedding":[1,0],"index":0}]}"""));
        using var embeddings = EmbeddingsOf(server, "openai");

        await embeddings.GenerateAsync([$"push with {Secret}"]);

        Assert.DoesNotContain(Secret, Assert.Single(server.Requests).Body);
    }

    [Fact]
    public async Task Vectors_are_kept_by_the_model_and_its_host()
    {
        await using var one = await ModelServer.StartAsync(ModelServer.VectorsAsync);
        await using var other = await ModelServer.StartAsync(ModelServer.VectorsAsync);
        await using var open = await OpenMemory.NewAsync();
        await open.AddAsync("water-plants", "Water the plants", "fill the can");

        using (var embeddings = EmbeddingsOf(one, "openai"))
        {
            await open.With(embeddings).EmbedAsync();
            await open.With(embeddings).EmbedAsync();
        }
        Assert.Single(one.Requests);
        using (var embeddings = EmbeddingsOf(other, "openai"))
        {
            await open.With(embeddings).EmbedAsync();
        }
        Assert.Single(other.Requests);
    }

    static ApiEmbeddings EmbeddingsOf(ModelServer server, string api)
    {
        var endpoint = ModelEndpoint.Parse("--embeddings", server.AddressFor(api), "m");
        return new ApiEmbeddings(endpoint, new ModelHttp(endpoint, "SKILLMCP_TESTS_NO_KEY", TimeSpan.FromSeconds(20)));
    }
}
