using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using SkillMcp.Safety;

namespace SkillMcp.Server.Models;

/// <summary>
/// An embedding model behind an API. Its vectors are kept by the name of the model and of its host. Secrets are redacted from what is sent:
/// a task that is searched for comes as it was written.
/// </summary>
/// <param name="endpoint">Where it is asked.</param>
/// <param name="http">How it is asked.</param>
sealed class ApiEmbeddings(ModelEndpoint endpoint, ModelHttp http) : IEmbeddingGenerator<string, Embedding<float>>
{
    const int MaxDimensions = 8_192;

    readonly EmbeddingGeneratorMetadata metadata = new(EnumName.Of(endpoint.Api), endpoint.Address, endpoint.Id);

    /// <summary>What its vectors are kept by.</summary>
    public string Id => endpoint.Id;

    /// <summary>Where it is asked.</summary>
    public string Place => endpoint.Address.GetLeftPart(UriPartial.Path);

    /// <exception cref="InvalidDataException">The answer is not a vector for each text.</exception>
    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var redactor = new SecretRedactor();
        var texts = new JsonArray([.. values.Select(JsonNode? (text) => redactor.Redact(text))]);
        var body = new JsonObject { ["model"] = endpoint.Model, ["input"] = texts };
        var isOllama = endpoint.Api == ModelApi.Ollama;
        using var answer = await http.PostAsync(endpoint.At(isOllama ? "embed" : "embeddings"), body, cancellationToken);
        try
        {
            var vectors = (isOllama ? OfOllama(answer.RootElement) : OfOpenAI(answer.RootElement, texts.Count)).ToList();
            return vectors.Count == texts.Count && vectors.TrueForAll(vector => vector.Length == vectors[0].Length)
                ? [.. vectors.Select(vector => new Embedding<float>(vector) { ModelId = Id })]
                : throw NotVectors();
        }
        catch (Exception wrong) when (
            wrong is KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException or FormatException)
        {
            throw NotVectors();
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => (serviceType, serviceKey) switch
    {
        (_, not null) => null,
        _ when serviceType == typeof(EmbeddingGeneratorMetadata) => metadata,
        _ when serviceType.IsInstanceOfType(this) => this,
        _ => null,
    };

    public void Dispose() => http.Dispose();

    static IEnumerable<float[]> OfOllama(JsonElement answer) => answer.GetProperty("embeddings").EnumerateArray().Select(VectorOf);

    /// <summary>The vectors in the order of the texts: each says which text it is of.</summary>
    static float[][] OfOpenAI(JsonElement answer, int count)
    {
        var vectors = new float[count][];
        foreach (var (at, item) in answer.GetProperty("data").EnumerateArray().Index())
        {
            vectors[item.TryGetProperty("index", out var index) ? index.GetInt32() : at] = VectorOf(item.GetProperty("embedding"));
        }
        return Array.TrueForAll(vectors, vector => vector is not null) ? vectors : throw NotVectors();
    }

    static float[] VectorOf(JsonElement list)
    {
        if (list.GetArrayLength() is 0 or > MaxDimensions)
        {
            throw NotVectors();
        }
        float[] vector = [.. list.EnumerateArray().Select(value => value.GetSingle())];
        return vector.All(float.IsFinite) ? vector : throw NotVectors();
    }

    static InvalidDataException NotVectors() =>
        new("The model did not answer a vector for each text: is it an embedding model?");
}
