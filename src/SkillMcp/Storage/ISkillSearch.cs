namespace SkillMcp.Storage;

/// <summary>
/// Finds candidates among active skills. A store returns them in an approximate order, the best first; the final ranking is not
/// up to the store.
/// </summary>
public interface ISkillSearch
{
    /// <summary>For each of the words that occurs in any skill, the number of skills that contain it.</summary>
    Task<WordFrequencies> FrequenciesAsync(Project project, IReadOnlyCollection<string> words, CancellationToken cancel);

    /// <summary>The active skills that contain any of the words; those that contain rarer ones more often come first.</summary>
    Task<IReadOnlyList<Candidate>> SearchAsync(
        Project project, IReadOnlyList<string> words, string? category, int limit, CancellationToken cancel);

    /// <summary>
    /// The active skills with words in their names, descriptions, tags or past tasks that share trigrams with the given ones; those
    /// that share most come first.
    /// </summary>
    Task<IReadOnlyList<Candidate>> SearchTrigramsAsync(
        Project project, IReadOnlyList<string> words, string? category, int limit, CancellationToken cancel);

    /// <summary>
    /// The active skills with the nearest vectors of the same model, and the given others that have such a vector, each with its
    /// <see cref="Candidate.CosineSimilarity"/>.
    /// </summary>
    /// <param name="project">The project to search for.</param>
    /// <param name="vector">The vector of the query.</param>
    /// <param name="others">The ids of skills to return at any distance.</param>
    /// <param name="category">The category to search in; null for all.</param>
    /// <param name="limit">The most nearest skills to return, from 1; the others are not counted.</param>
    /// <param name="cancel">Cancels the search.</param>
    Task<IReadOnlyList<Candidate>> SearchVectorsAsync(
        Project project, ModelVector vector, IReadOnlyList<Guid> others, string? category, int limit, CancellationToken cancel);

    /// <summary>Active skills without a vector of the model for their current text, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<Skill>> WithoutVectorAsync(Project project, string model, int limit, CancellationToken cancel);

    /// <summary>Stores a vector for each of the skills as they were read, in place of an earlier one.</summary>
    Task KeepVectorsAsync(Project project, IReadOnlyList<(Skill Skill, ModelVector Vector)> vectors, CancellationToken cancel);
}
