using Microsoft.Extensions.AI;

namespace SkillMcp.Retrieval;

/// <summary>
/// What texts mean to an embedding model, where somebody gave one: skills that have no vector yet, or one of another model
/// or an older text, get theirs behind an answer's back. Until then they are found by their words alone.
/// </summary>
sealed class Meaning(ISkillStore store, Project project, IEmbeddingGenerator<string, Embedding<float>> generator)
{
    // Models take many texts at once, and each write makes every reader of the file start anew.
    const int Batch = 64;

    readonly Lock gate = new();
    readonly string model = (generator.GetService(typeof(EmbeddingGeneratorMetadata)) as EmbeddingGeneratorMetadata)?.DefaultModelId ?? generator.GetType().Name;
    Task? embedding;

    /// <summary>What a task means.</summary>
    public async Task<ModelVector> OfAsync(string task, CancellationToken cancel)
    {
        BeginEmbedding();
        return new ModelVector(model, (await generator.GenerateAsync(task, cancellationToken: cancel)).Vector);
    }

    /// <summary>Waits until every skill has its vector.</summary>
    public Task FlushAsync(CancellationToken cancel)
    {
        lock (gate)
        {
            return embedding?.WaitAsync(cancel) ?? Task.CompletedTask;
        }
    }

    void BeginEmbedding()
    {
        lock (gate)
        {
            if (embedding is null or { IsCompleted: true })
            {
                embedding = Task.Run(EmbedAsync);
            }
        }
    }

    async Task EmbedAsync()
    {
        try
        {
            // What was changed outside waits for a person, and stays without.
            while ((await store.WithoutVectorAsync(project, model, Batch, CancellationToken.None)).Where(skill => skill.IsActive).ToList() is { Count: > 0 } skills)
            {
                var vectors = await generator.GenerateAsync(skills.Select(TextOf));
                await store.KeepVectorsAsync(project, [.. skills.Zip(vectors, (skill, embedding) => (skill, new ModelVector(model, embedding.Vector)))], CancellationToken.None);
            }
        }
        catch (SkillException)
        {
            // Reading works where writing does not.
        }
    }

    static string TextOf(Skill skill) => $"{skill.Procedure.Title}. {skill.Procedure.Description}";
}
