using Microsoft.Extensions.AI;

namespace SkillMcp.Embeddings;

/// <summary>
/// A sentence model of a folder, as a generator of embeddings. Nothing of it is in memory before it is first asked for a vector
/// or to load. Its id has a hash of its files, so that the vectors of two models are never compared.
/// </summary>
public sealed class SentenceModel : IEmbeddingGenerator<string, Embedding<float>>
{
    // Each text takes one thread. More of them at once would take the machine from whoever works at it.
    const int MaxTextsAtOnce = 4;

    readonly Lock gate = new();
    readonly ModelFolder folder;
    readonly TimeSpan patience;
    readonly TimeProvider time;
    readonly Action<SkillException>? unusable;
    readonly EmbeddingGeneratorMetadata metadata;
    Task<SentenceEncoder>? loading;

    SentenceModel(ModelFolder folder, TimeSpan patience, TimeProvider time, Action<SkillException>? unusable)
    {
        (this.folder, this.patience, this.time, this.unusable) = (folder, patience, time, unusable);
        metadata = new EmbeddingGeneratorMetadata("onnxruntime", defaultModelId: folder.Id);
    }

    /// <summary>The folder that the model is read from.</summary>
    public string Folder => folder.Path;

    /// <summary>The name of the folder and a hash of the model.</summary>
    public string Id => metadata.DefaultModelId!;

    /// <summary>Whether the model is in memory: a vector takes milliseconds.</summary>
    public bool IsReady => loading is { IsCompletedSuccessfully: true };

    /// <summary>Whether a folder has the files of a sentence model.</summary>
    public static bool IsIn(string folder) => ModelFolder.IsWhole(folder);

    /// <summary>Finds a model without loading it.</summary>
    /// <param name="folder">Has <c>model.onnx</c>, and <c>vocab.txt</c> or <c>tokenizer.json</c>.</param>
    /// <param name="patience">
    /// How long a vector waits for the model to load; <see cref="Timeout.InfiniteTimeSpan"/> for as long as it takes.
    /// </param>
    /// <param name="time">Measures that.</param>
    /// <param name="unusable">Told once, where the model cannot be loaded: whoever asks for a vector may keep it to himself.</param>
    /// <exception cref="SkillException">The folder or one of its files is missing.</exception>
    public static SentenceModel Find(
        string folder, TimeSpan patience, TimeProvider time, Action<SkillException>? unusable = null) =>
        new(ModelFolder.Find(folder), patience, time, unusable);

    /// <summary>Loads the model, once however often this is called. Cancelling ends the waiting, not the loading.</summary>
    /// <exception cref="SkillException">The files are not those of a sentence model.</exception>
    public Task LoadAsync(CancellationToken cancel = default) => Loading().WaitAsync(cancel);

    /// <exception cref="TimeoutException">The model is still loading; it goes on behind the answer.</exception>
    /// <exception cref="SkillException">The files are not those of a sentence model.</exception>
    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var texts = values.ToList();
        var encoder = await Loading().WaitAsync(patience, time, cancellationToken);
        var vectors = new Embedding<float>[texts.Count];
        var parallel = new ParallelOptions
        {
            CancellationToken = cancellationToken,
            MaxDegreeOfParallelism = Math.Min(Environment.ProcessorCount, MaxTextsAtOnce),
        };
        await Parallel.ForAsync(0, texts.Count, parallel, (at, _) =>
        {
            vectors[at] = new Embedding<float>(encoder.Encode(texts[at])) { ModelId = Id };
            return ValueTask.CompletedTask;
        });
        return new GeneratedEmbeddings<Embedding<float>>(vectors);
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => (serviceType, serviceKey) switch
    {
        (_, not null) => null,
        _ when serviceType == typeof(EmbeddingGeneratorMetadata) => metadata,
        _ when serviceType.IsInstanceOfType(this) => this,
        _ => null,
    };

    /// <summary>
    /// Waits until no thread is in the native library any more. A process that ends takes the library down first, and a thread that is
    /// still loading the model then ends it with a segmentation fault.
    /// </summary>
    public void Dispose()
    {
        Task<SentenceEncoder>? begun;
        lock (gate)
        {
            begun = loading;
            loading = Task.FromException<SentenceEncoder>(new ObjectDisposedException(nameof(SentenceModel)));
        }
        if (begun is null)
        {
            return;
        }
        ((IAsyncResult)begun).AsyncWaitHandle.WaitOne();
        if (begun.IsCompletedSuccessfully)
        {
            begun.Result.Dispose();
        }
    }

    Task<SentenceEncoder> Loading()
    {
        lock (gate)
        {
            return loading ??= Task.Run(Load);
        }
    }

    SentenceEncoder Load()
    {
        try
        {
            return SentenceEncoder.Load(folder);
        }
        catch (SkillException reason)
        {
            unusable?.Invoke(reason);
            throw;
        }
    }
}
