using Microsoft.Extensions.AI;

namespace SkillMcp.Retrieval;

/// <summary>
/// Finds skills with the caller's embedding model. What is written is embedded in the background; what lacks a vector when a request
/// comes is embedded as far as a moment allows, and the rest behind the answer. While the model fails or is slow, words find skills.
/// </summary>
sealed class EmbeddingSearch
{
    // Models take many texts at once, but a request that waits sees what was stored by then.
    const int SkillsAtOnce = 16;

    // A model that is loaded at its first call takes about half a second then.
    static readonly TimeSpan QueryTimeout = TimeSpan.FromSeconds(1);
    static readonly TimeSpan MissingTimeout = TimeSpan.FromMilliseconds(200);
    static readonly TimeSpan SettleTimeout = TimeSpan.FromSeconds(1);
    static readonly TimeSpan BatchTimeout = TimeSpan.FromSeconds(30);

    // After a failure of the model or the store, so that not every request tries again what cannot be done.
    static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    readonly Lock gate = new();
    readonly ISkillSearch store;
    readonly Project project;
    readonly TimeProvider time;
    readonly IEmbeddingGenerator<string, Embedding<float>> generator;
    readonly string model;
    readonly Queue<Guid> requested = [];
    readonly Queue<Guid> others = [];
    bool isComplete;
    string state = "";
    int kept;
    Task? embedding;
    Task? late;
    DateTimeOffset pausedUntil;

    /// <param name="store">Where skills and vectors are stored.</param>
    /// <param name="project">The project that asks.</param>
    /// <param name="time">The clock.</param>
    /// <param name="generator">The embedding model.</param>
    /// <exception cref="ArgumentException">The generator does not name its model: vectors of two models would be mixed.</exception>
    public EmbeddingSearch(
        ISkillSearch store, Project project, TimeProvider time, IEmbeddingGenerator<string, Embedding<float>> generator)
    {
        (this.store, this.project, this.time, this.generator) = (store, project, time, generator);
        var metadata = generator.GetService(typeof(EmbeddingGeneratorMetadata)) as EmbeddingGeneratorMetadata;
        model = metadata?.DefaultModelId is { Length: > 0 } id ? id : throw new ArgumentException(
            "The embedding generator must tell the id of its model (EmbeddingGeneratorMetadata.DefaultModelId): "
            + "vectors of two models cannot be compared.",
            nameof(generator));
    }

    /// <summary>
    /// The skills that were found by words, with their nearness to the task and to its other words, and the nearest skills besides.
    /// If the model fails or takes too long, those that were found, as they are.
    /// </summary>
    /// <param name="query">The request.</param>
    /// <param name="found">The skills that were found by words.</param>
    /// <param name="category">The category to search in; null for all.</param>
    /// <param name="limit">The most nearest skills to return, from 1.</param>
    /// <param name="cancel">Cancels the search.</param>
    public async Task<IReadOnlyList<Candidate>> SearchAsync(
        RequestQuery query, IReadOnlyList<Candidate> found, string? category, int limit, CancellationToken cancel)
    {
        var vectors = await EmbedQueryAsync(query.Text, query.OtherTexts, cancel);
        if (vectors.Count == 0)
        {
            return found;
        }
        var near = await NearAsync();
        var missing = near.Where(candidate => candidate.TextCosine is null).Select(candidate => candidate.Id);
        if (await EmbedForRequestAsync([.. missing], query.State, cancel))
        {
            near = await NearAsync();
        }
        return [.. near.UnionBy(found, candidate => candidate.Id)];

        Task<IReadOnlyList<Candidate>> NearAsync() => store.SearchVectorsAsync(project, vectors, found, category, limit, cancel);
    }

    /// <summary>Embeds the texts of skills that were written, in the background.</summary>
    public void Embed(IEnumerable<Guid> skills)
    {
        lock (gate)
        {
            Start(skills);
        }
    }

    /// <summary>Embeds everything that lacks a vector. The task ends early if the model or the store fails.</summary>
    public Task EmbedMissingAsync()
    {
        lock (gate)
        {
            isComplete = false;
            return Start([]);
        }
    }

    /// <summary>Waits until what is queued is embedded, at most as long as a person waits for a command to end.</summary>
    public async Task SettleAsync(CancellationToken cancel)
    {
        await Task.WhenAny(embedding ?? Task.CompletedTask, Task.Delay(SettleTimeout, cancel));
        cancel.ThrowIfCancellationRequested();
    }

    /// <summary>
    /// The vectors of a task and, if there are any, of its other words. None if the task is blank, or the model fails or is slow.
    /// </summary>
    internal async Task<IReadOnlyList<ModelVector>> EmbedQueryAsync(string task, IReadOnlyList<string> also, CancellationToken cancel)
    {
        // A model that did not answer in time is not asked again before it has.
        if (string.IsNullOrWhiteSpace(task) || late is { IsCompleted: false })
        {
            return [];
        }
        string[] texts = [EmbeddingText.Of(task), .. EmbeddingText.Of(also) is { Length: > 0 } words ? [words] : Array.Empty<string>()];
        var answer = GenerateAsync(texts, cancel);
        try
        {
            return await answer.WaitAsync(QueryTimeout, cancel);
        }
        catch (TimeoutException)
        {
            late = answer;
            return [];
        }
        catch (Exception) when (!cancel.IsCancellationRequested)
        {
            // A model can fail in any way, and the words of the task still find skills.
            return [];
        }
    }

    /// <summary>Embeds skills that a request has met without a vector. Returns after a moment, if not all are done by then.</summary>
    /// <returns>Whether any vectors were stored meanwhile.</returns>
    async Task<bool> EmbedForRequestAsync(IReadOnlyList<Guid> skills, string memoryState, CancellationToken cancel)
    {
        // A skill that was changed outside has no vector either, and gets none before a person approves it.
        var missing = skills.Count == 0 ? [] : await store.MissingVectorsAsync(project, model, skills, cancel);
        Task work;
        int before;
        lock (gate)
        {
            // Whether others lack a vector is looked up once, and again whenever a request meets one that does,
            // or another process may have written some without a model.
            if (isComplete && missing.Count == 0 && memoryState == state)
            {
                return false;
            }
            (isComplete, state) = (false, memoryState);
            (work, before) = (Start(missing.Select(one => one.Skill.Id)), kept);
        }
        await Task.WhenAny(work, Task.Delay(MissingTimeout, cancel));
        cancel.ThrowIfCancellationRequested();
        return kept != before;
    }

    /// <summary>Queues skills, and starts embedding if it is not running or paused. Called under the lock.</summary>
    Task Start(IEnumerable<Guid> skills)
    {
        if (embedding is null && time.GetUtcNow() < pausedUntil)
        {
            return Task.CompletedTask;
        }
        foreach (var skill in skills)
        {
            requested.Enqueue(skill);
        }
        return embedding ??= Task.Run(EmbedQueuedAsync);
    }

    async Task EmbedQueuedAsync()
    {
        try
        {
            while (await NextAsync() is { Count: > 0 } skills)
            {
                await EmbedAsync(await store.MissingVectorsAsync(project, model, skills, CancellationToken.None));
            }
        }
        catch (Exception)
        {
            // The model and the file can fail in any way, and the answers do not depend on it: what is missing is made later.
            lock (gate)
            {
                requested.Clear();
                others.Clear();
                isComplete = false;
                embedding = null;
                pausedUntil = time.GetUtcNow() + Pause;
            }
        }
    }

    /// <summary>
    /// The next skills to embed: those that were written or met first, then all others that lack a vector; none ends the work.
    /// </summary>
    async Task<IReadOnlyList<Guid>> NextAsync()
    {
        while (true)
        {
            lock (gate)
            {
                var queue = requested.Count > 0 ? requested : others;
                if (queue.Count > 0)
                {
                    return Take(queue);
                }
                if (isComplete)
                {
                    embedding = null;
                    return [];
                }
                isComplete = true;
            }
            foreach (var skill in await store.WithoutVectorAsync(project, model, CancellationToken.None))
            {
                others.Enqueue(skill);
            }
        }
    }

    static IReadOnlyList<Guid> Take(Queue<Guid> queue)
    {
        var taken = new HashSet<Guid>();
        while (taken.Count < SkillsAtOnce && queue.TryDequeue(out var skill))
        {
            taken.Add(skill);
        }
        return [.. taken];
    }

    async Task EmbedAsync(IReadOnlyList<MissingVectors> skills)
    {
        var texts = skills.SelectMany(TextsOf).ToList();
        if (texts.Count == 0)
        {
            return;
        }
        var vectors = await GenerateAsync([.. texts.Select(TextOf)], CancellationToken.None).WaitAsync(BatchTimeout);
        await store.KeepVectorsAsync(
            project, [.. texts.Zip(vectors, (text, vector) => new TextVector(text.Skill, text.Task, vector))], CancellationToken.None);
        Interlocked.Increment(ref kept);
    }

    static IEnumerable<(Skill Skill, PastTask? Task)> TextsOf(MissingVectors missing)
    {
        if (missing.LacksText)
        {
            yield return (missing.Skill, null);
        }
        foreach (var task in missing.Tasks)
        {
            yield return (missing.Skill, task);
        }
    }

    static string TextOf((Skill Skill, PastTask? Task) text) =>
        text.Task is { } task ? EmbeddingText.Of(task) : EmbeddingText.Of(text.Skill);

    /// <summary>Asks the model on another thread, because one that computes here may not return before it is done.</summary>
    Task<IReadOnlyList<ModelVector>> GenerateAsync(IReadOnlyList<string> texts, CancellationToken cancel) => Task.Run(async () =>
    {
        var vectors = await generator.GenerateAsync(texts, cancellationToken: cancel);
        return vectors.Count == texts.Count
            ? (IReadOnlyList<ModelVector>)[.. vectors.Select(vector => new ModelVector(model, vector.Vector))]
            : throw new InvalidOperationException($"The embedding model {model} made {vectors.Count} vectors of {texts.Count} texts.");
    }, cancel);
}
