using System.Numerics.Tensors;
using Microsoft.Extensions.AI;
using SkillMcp.Embeddings;

namespace SkillMcp.Tests.Embeddings;

/// <summary>The model that the build makes, through the real runtime.</summary>
public sealed class SentenceModelTests(SentenceModelTests.Shipped shipped) : IClassFixture<SentenceModelTests.Shipped>
{
    // Of the weights in 32 bits, read once with the same runtime: the cosine of two texts.
    static readonly (string One, string Other, double Cosine)[] InFullPrecision =
    [
    ];

    readonly SentenceModel model = shipped.Model;

    [Fact]
    public async Task Texts_that_mean_the_same_are_nearer_than_those_that_do_not()
    {
        var backup = await VectorAsync("Make a safe copy of the database before an upgrade");
        var same = await VectorAsync("back up the db first");
        var other = await VectorAsync("Rename a branch in git");
        Assert.True(Cosine(backup, same) > Cosine(backup, other) + .2);
    }

    [Fact]
    public async Task A_text_has_the_same_vector_whatever_it_is_encoded_with()
    {
        string[] texts = ["deploy", "roll back a release of the web shop", "", new('x', 3000), "a b c", "deploy"];
        var together = await model.GenerateAsync(texts);
        for (var at = 0; at < texts.Length; at++)
        {
            Assert.Equal(together[at].Vector.ToArray(), await VectorAsync(texts[at]));
        }
    }

    [Fact]
    public async Task A_vector_has_the_dimensions_of_the_model_and_length_1()
    {
        var vector = await VectorAsync("Größe ändern 世界 🙂");
        Assert.Equal(384, vector.Length);
        Assert.Equal(1, TensorPrimitives.Norm<float>(vector), 1e-5);
    }

    async Task<float[]> VectorAsync(string text) => (await model.GenerateVectorAsync(text)).ToArray();

    static double Cosine(float[] one, float[] other) => TensorPrimitives.CosineSimilarity<float>(one, other);

    public sealed class Shipped : IDisposable
    {
        public SentenceModel Model { get; } = SentenceModel.Find(
            Path.Combine(AppContext.BaseDirectory, "models", "minilm"), Timeout.InfiniteTimeSpan, TimeProvider.System);

        public void Dispose() => Model.Dispose();
    }
}
