namespace SkillMcp.Storage;

/// <summary>Finds candidates among active skills. A store answers with their parts, best first by a rough order of its own; all ranking is done elsewhere.</summary>
public interface ISkillSearch
{
    /// <summary>In how many skills each of the words stands, for those that stand in any.</summary>
    Task<WordFrequencies> FrequenciesAsync(Project project, IReadOnlyCollection<string> words, CancellationToken cancel);

    /// <summary>The active skills that hold any of the words, those first that hold rarer ones more often.</summary>
    Task<IReadOnlyList<Candidate>> SearchAsync(Project project, IReadOnlyList<string> words, string? category, int limit, CancellationToken cancel);

    /// <summary>The active skills whose names, descriptions, tags or past tasks hold words that share trigrams with these, those first that share most.</summary>
    Task<IReadOnlyList<Candidate>> SearchTrigramsAsync(Project project, IReadOnlyList<string> words, string? category, int limit, CancellationToken cancel);

    /// <summary>The active skills whose vectors of the same model are nearest to one, and all of some others that have such a vector, each with its <see cref="Candidate.CosineSimilarity"/>.</summary>
    /// <param name="project">Who asks.</param>
    /// <param name="vector">What is looked for.</param>
    /// <param name="others">Skills that are wanted however far they are.</param>
    /// <param name="category">Only skills of this category; null for any.</param>
    /// <param name="limit">How many of the nearest.</param>
    /// <param name="cancel">Cancels the search.</param>
    Task<IReadOnlyList<Candidate>> SearchVectorsAsync(
        Project project, ModelVector vector, IReadOnlyList<Guid> others, string? category, int limit, CancellationToken cancel);

    /// <summary>Active skills without a vector of a model for what they say now, at most so many.</summary>
    Task<IReadOnlyList<Skill>> WithoutVectorAsync(Project project, string model, int limit, CancellationToken cancel);

    /// <summary>Keeps a vector for each of some skills as they were read, in place of one that it had.</summary>
    Task KeepVectorsAsync(Project project, IReadOnlyList<(Skill Skill, ModelVector Vector)> vectors, CancellationToken cancel);
}
