namespace SkillMcp.Storage;

/// <summary>
/// Finds candidates among active skills. A store returns them in an approximate order, the best first; the final ranking is not
/// up to the store.
/// </summary>
interface ISkillSearch
{
    /// <summary>For each of the words that occurs in any skill, the number of skills that contain it.</summary>
    Task<WordFrequencies> FrequenciesAsync(Project project, IReadOnlyCollection<string> words, CancellationToken cancel);

    /// <summary>The same without how many contain it in a title, which takes as long again.</summary>
    Task<WordFrequencies> CountsAsync(Project project, IReadOnlyCollection<string> words, CancellationToken cancel);

    /// <summary>The active skills that contain any of the words; those that contain rarer ones more often come first.</summary>
    Task<IReadOnlyList<Candidate>> SearchAsync(
        Project project, IReadOnlyList<string> words, string? category, int limit, CancellationToken cancel);

    /// <summary>The same, whole, of any category: what a procedure is compared with.</summary>
    Task<IReadOnlyList<Skill>> WithWordsAsync(Project project, IReadOnlyList<string> words, int limit, CancellationToken cancel);

    /// <summary>
    /// The active skills with words in their names, descriptions, tags or past tasks that share trigrams with the given ones; those
    /// that share most come first.
    /// </summary>
    Task<IReadOnlyList<Candidate>> SearchTrigramsAsync(
        Project project, IReadOnlyList<string> words, string? category, int limit, CancellationToken cancel);

    /// <summary>
    /// The active skills that are nearest to any of the vectors, by their own text or by a task that they served,
    /// and the given others, each with its <see cref="Candidate.Nearness"/> to every vector.
    /// </summary>
    /// <param name="project">The project to search for.</param>
    /// <param name="vectors">The vectors of the query, at least one, all of one model: vectors of other models are not compared.</param>
    /// <param name="others">Skills that were found before, to return at any distance, and also without a vector.</param>
    /// <param name="category">The category to search in; null for all. The others may be of any.</param>
    /// <param name="limit">The most nearest skills to return, from 1; the others are not counted.</param>
    /// <param name="cancel">Cancels the search.</param>
    Task<IReadOnlyList<Candidate>> SearchVectorsAsync(
        Project project,
        IReadOnlyList<ModelVector> vectors,
        IReadOnlyList<Candidate> others,
        string? category,
        int limit,
        CancellationToken cancel);

    /// <summary>
    /// The ids of the active skills whose current text, or a task that they served, has no vector of the model, the oldest first.
    /// </summary>
    Task<IReadOnlyList<Guid>> WithoutVectorAsync(Project project, string model, CancellationToken cancel);

    /// <summary>The texts without a vector of the model of those of the skills that are active and lack one.</summary>
    Task<IReadOnlyList<MissingVectors>> MissingVectorsAsync(
        Project project, string model, IReadOnlyList<Guid> skills, CancellationToken cancel);

    /// <summary>
    /// Stores the vectors of texts, in place of earlier ones of the same model.
    /// One whose text is no longer the skill's, or no longer a task that it is found by, is left out.
    /// </summary>
    Task KeepVectorsAsync(Project project, IReadOnlyList<TextVector> vectors, CancellationToken cancel);
}
