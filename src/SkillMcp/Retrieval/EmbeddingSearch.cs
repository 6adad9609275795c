using Microsoft.Extensions.AI;

namespace SkillMcp.Retrieval;

/// <summary>
/// Embeds tasks and skills with the caller's embedding model. A skill without a vector of its present content gets one
/// in the background after a request has met it; until then, and while the model does not answer, it is found by its words alone.
/// </summary>
sealed class EmbeddingSearch
{
    // Models take many texts at once, and each write makes every reader of the file read its pages again.
    const int BatchSize = 64;

    readonly Lock gate = new();
    readonly ISkillSearch store;
    readonly Project project;
    readonly IEmbeddingGenerator<string, Embedding<float>> generator;
    readonly string model;

    /// <exception cref="ArgumentException">The generator does not name its model: vectors of two models would be mixed.</exception>
    public EmbeddingSearch(ISkillSearch store, Project project, IEmbeddingGenerator<string, Embedding<float>> generator)
    {
        (this.store, this.project, this.generator) = (store, project, generator);
        var metadata = generator.GetService(typeof(EmbeddingGeneratorMetadata)) as EmbeddingGeneratorMetadata;
        model = metadata?.DefaultModelId is { Length: > 0 } id ? id : throw new ArgumentException(
            "The embedding generator must tell the id of its model (EmbeddingGeneratorMetadata.DefaultModelId): "
            + "vectors of two models cannot be compared.",
            nameof(generator));
    }

    /// <summary>The embedding of skills that is running, or ran last.</summary>
    public Task EmbeddingTask { get; private set; } = Task.CompletedTask;

    /// <summary>The vector of a task; null if the task is blank or the model fails, for then its words still find skills.</summary>
    public async Task<ModelVector?> EmbedQueryAsync(string task, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(task))
        {
            return null;
        }
        try
        {
            return new ModelVector(model, (await generator.GenerateAsync(task, cancellationToken: cancel)).Vector);
        }
        catch (Exception) when (!cancel.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>
    /// Gives candidates without a vector the median similarity (of two the higher) of those with one:
    /// not having a vector speaks neither for a skill nor against it. Starts embedding those that have none.
    /// </summary>
    public IReadOnlyList<Candidate> FillMissingSimilarities(IReadOnlyList<Candidate> candidates)
    {
        var known = candidates.Select(candidate => candidate.CosineSimilarity).OfType<double>().Order().ToList();
        if (known.Count == candidates.Count && known.Count > 0)
        {
            return candidates;
        }
        StartEmbedding();
        if (known.Count == 0)
        {
            return candidates;
        }
        var median = known[known.Count / 2];
        return [.. candidates.Select(candidate => candidate with { CosineSimilarity = candidate.CosineSimilarity ?? median })];
    }

    void StartEmbedding()
    {
        lock (gate)
        {
            if (EmbeddingTask.IsCompleted)
            {
                EmbeddingTask = Task.Run(EmbedMissingAsync);
            }
        }
    }

    async Task EmbedMissingAsync()
    {
        // Skills that were changed outside the program get no vector until a person approves them: each batch leaves room for them.
        var inactive = 0;
        while (true)
        {
            var found = await store.WithoutVectorAsync(project, model, inactive + BatchSize, CancellationToken.None);
            var skills = found.Where(skill => skill.IsActive).ToList();
            if (skills.Count == 0)
            {
                return;
            }
            inactive = found.Count - skills.Count;
            await store.KeepVectorsAsync(project, await EmbedAsync(skills), CancellationToken.None);
        }
    }

    async Task<IReadOnlyList<(Skill, ModelVector)>> EmbedAsync(IReadOnlyList<Skill> skills)
    {
        var vectors = await generator.GenerateAsync(skills.Select(TextOf));
        if (vectors.Count != skills.Count)
        {
            throw new InvalidOperationException($"The embedding model {model} made {vectors.Count} vectors of {skills.Count} texts.");
        }
        return [.. skills.Zip(vectors, (skill, embedding) => (skill, new ModelVector(model, embedding.Vector)))];
    }

    static string TextOf(Skill skill) => $"{skill.Procedure.Title}. {skill.Procedure.Description}";
}
