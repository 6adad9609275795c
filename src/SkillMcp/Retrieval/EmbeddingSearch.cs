using Microsoft.Extensions.AI;

namespace SkillMcp.Retrieval;

/// <summary>
/// What texts mean to an embedding model, where somebody gave one. A skill that has no vector for what it says now gets one
/// behind an answer's back, once it is met; until then, and while the model does not answer, skills are found by their words alone.
/// </summary>
sealed class EmbeddingSearch
{
    // Models take many texts at once, and each write makes every reader of the file start anew.
    const int BatchSize = 64;

    readonly Lock gate = new();
    readonly ISkillStore store;
    readonly Project project;
    readonly IEmbeddingGenerator<string, Embedding<float>> generator;
    readonly string model;

    /// <exception cref="ArgumentException">The generator does not say which model it is: vectors of two would be mixed.</exception>
    public EmbeddingSearch(ISkillStore store, Project project, IEmbeddingGenerator<string, Embedding<float>> generator)
    {
        (this.store, this.project, this.generator) = (store, project, generator);
        model = generator.GetService(typeof(EmbeddingGeneratorMetadata)) is EmbeddingGeneratorMetadata { DefaultModelId: { Length: > 0 } id }
            ? id
            : throw new ArgumentException("The embedding generator must tell the id of its model (EmbeddingGeneratorMetadata.DefaultModelId): vectors of two models cannot be compared.", nameof(generator));
    }

    /// <summary>The making of vectors that is under way, or was last.</summary>
    public Task EmbeddingTask { get; private set; } = Task.CompletedTask;

    /// <summary>What a task means; null for a blank one, and where the model does not answer: that is no reason not to look for its words.</summary>
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

    /// <summary>The candidates, those without a vector as near as the middle one of those with: not having one speaks neither for nor against a skill.</summary>
    public IReadOnlyList<Candidate> FillMissingSimilarities(IReadOnlyList<Candidate> candidates)
    {
        var known = candidates.Select(candidate => candidate.CosineSimilarity).OfType<double>().Order().ToList();
        if (known.Count == candidates.Count && known.Count > 0)
        {
            return candidates;
        }
        StartEmbedding();
        return known.Count == 0 ? candidates : [.. candidates.Select(candidate => candidate with { CosineSimilarity = candidate.CosineSimilarity ?? known[known.Count / 2] })];
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
        // What was changed outside waits for a person, and stays without.
        var inactive = 0;
        while (await store.WithoutVectorAsync(project, model, inactive + BatchSize, CancellationToken.None) is var found && found.Where(skill => skill.IsActive).ToList() is { Count: > 0 } skills)
        {
            inactive = found.Count - skills.Count;
            var vectors = await generator.GenerateAsync(skills.Select(TextOf));
            if (vectors.Count != skills.Count)
            {
                throw new InvalidOperationException($"The embedding model {model} made {vectors.Count} vectors of {skills.Count} texts.");
            }
            await store.KeepVectorsAsync(project, [.. skills.Zip(vectors, (skill, embedding) => (skill, new ModelVector(model, embedding.Vector)))], CancellationToken.None);
        }
    }

    static string TextOf(Skill skill) => $"{skill.Procedure.Title}. {skill.Procedure.Description}";
}
