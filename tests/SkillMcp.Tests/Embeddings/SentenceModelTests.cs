using System.Diagnostics;
using System.Numerics.Tensors;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;
using SkillMcp.Embeddings;

namespace SkillMcp.Tests.Embeddings;

/// <summary>The model that the build makes, through the real runtime.</summary>
public sealed class SentenceModelTests(SentenceModelTests.Shipped shipped) : IClassFixture<SentenceModelTests.Shipped>
{
    readonly SentenceModel model = shipped.Model;

    [Fact]
    public async Task Texts_that_mean_the_same_are_nearer_than_those_that_do_not()
    {
        var backup = await VectorAsync("Make a safe copy of the database before an upgrade");
        var same = await VectorAsync("back up the db first");
        var other = await VectorAsync("Rename a branch in git");
        Assert.True(Cosine(backup, same) > Cosine(backup, other) + .2);
    }

    // The cosine by the weights in 32 bits, read once with the same runtime.
    [Theory]
    [InlineData("Make a safe copy of the database before an upgrade", "back up the db first", 0.4661)]
    [InlineData("Make a safe copy of the database before an upgrade", "Restore the database from a backup", 0.4659)]
    [InlineData("Make a safe copy of the database before an upgrade", "Rename a branch in git", 0.0561)]
    [InlineData("Deploy the web shop to production", "roll out a release to the live cluster", 0.2509)]
    [InlineData("Deploy the web shop to production", "Renew the TLS certificate of the gateway", 0.0009)]
    [InlineData("rotate an API key that has leaked", "revoke a secret and issue a new one", 0.3581)]
    [InlineData("why is the page slow", "profile a web application", 0.1212)]
    [InlineData("Find all files that are larger than 100 MB", "list big files on disk", 0.7064)]
    public async Task Int8_weights_hardly_move_a_cosine(string one, string other, double inFullPrecision) =>
        Assert.Equal(inFullPrecision, Cosine(await VectorAsync(one), await VectorAsync(other)), tolerance: .03);

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
    public async Task Texts_are_encoded_by_several_callers_at_once()
    {
        var texts = Enumerable.Range(0, 40).Select(at => $"step {at} of the deployment").ToList();
        var alone = new List<float[]>();
        foreach (var text in texts)
        {
            alone.Add(await VectorAsync(text));
        }
        Assert.Equal(alone, await Task.WhenAll(texts.Select(VectorAsync)));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t ")]
    [InlineData("Größe ändern 世界 🙂")]
    [InlineData("\ud83d half a character")]
    public async Task Every_text_has_a_vector_of_the_model_s_dimensions_and_of_length_1(string text)
    {
        var vector = await VectorAsync(text);
        Assert.Equal(384, vector.Length);
        Assert.Equal(1, TensorPrimitives.Norm<float>(vector), 1e-5);
    }

    [Fact]
    public async Task Capitals_and_accents_do_not_matter() =>
        Assert.Equal(await VectorAsync("a naive cafe"), await VectorAsync("A naïve CAFÉ"));

    [Fact]
    public async Task Of_a_megabyte_the_beginning_is_read_and_it_costs_no_more_than_that()
    {
        var sentence = "restore the database from last night's dump and check it. ";
        var beginning = string.Concat(Enumerable.Repeat(sentence, 100));
        var megabyte = string.Concat(Enumerable.Repeat(sentence, 1 << 14));
        Assert.Equal(await VectorAsync(beginning), await VectorAsync(megabyte));
        var start = Stopwatch.GetTimestamp();
        await VectorAsync(new string('a', 1 << 20));
        await VectorAsync(new string('\n', 1 << 20));
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Encoding_can_be_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        var texts = Enumerable.Repeat(string.Concat(Enumerable.Repeat("deploy the api ", 200)), 10_000);
        var encoding = model.GenerateAsync(texts, cancellationToken: cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => encoding);
    }

    [Fact]
    public async Task No_text_has_no_vector() => Assert.Empty(await model.GenerateAsync([]));

    [Fact]
    public async Task The_model_is_loaded_when_it_is_first_asked_and_not_before()
    {
        using var late = SentenceModel.Find(Shipped.Folder, Timeout.InfiniteTimeSpan, TimeProvider.System);
        Assert.NotEmpty(late.GetService<EmbeddingGeneratorMetadata>()!.DefaultModelId!);
        Assert.False(late.IsReady);
        await late.GenerateAsync(["deploy"]);
        Assert.True(late.IsReady);
    }

    [Fact]
    public async Task Whoever_does_not_wait_for_the_model_is_refused_and_it_goes_on_loading()
    {
        var time = new FakeTimeProvider();
        using var late = SentenceModel.Find(Shipped.Folder, TimeSpan.Zero, time);
        await Assert.ThrowsAsync<TimeoutException>(() => late.GenerateAsync(["deploy"]));
        await late.LoadAsync();
        Assert.Single(await late.GenerateAsync(["deploy"]));
    }

    // A process that ended while its model was loading, or was at a text, ended with a segmentation fault.
    [Fact]
    public async Task A_model_that_is_given_up_while_it_loads_is_loaded_by_then()
    {
        var late = SentenceModel.Find(Shipped.Folder, TimeSpan.Zero, TimeProvider.System);
        var loading = late.LoadAsync();
        late.Dispose();
        await loading.WaitAsync(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => late.GenerateAsync(["deploy"]));
    }

    [Fact]
    public async Task A_model_that_is_given_up_while_it_encodes_ends_with_the_text_that_it_is_at()
    {
        var busy = SentenceModel.Find(Shipped.Folder, Timeout.InfiniteTimeSpan, TimeProvider.System);
        await busy.LoadAsync();
        var encoding = busy.GenerateAsync(Enumerable.Repeat(string.Concat(Enumerable.Repeat("deploy the api ", 200)), 10_000));
        busy.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => encoding);
    }

    async Task<float[]> VectorAsync(string text) => (await model.GenerateVectorAsync(text)).ToArray();

    static double Cosine(float[] one, float[] other) => TensorPrimitives.CosineSimilarity<float>(one, other);

    public sealed class Shipped : IDisposable
    {
        public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "models", "minilm");

        public SentenceModel Model { get; } = SentenceModel.Find(Folder, Timeout.InfiniteTimeSpan, TimeProvider.System);

        public void Dispose() => Model.Dispose();
    }
}
