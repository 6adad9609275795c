namespace SkillMcp.Retrieval;

/// <summary>
/// Finds the skills for a task: the words of the task find candidates, the text of each candidate is compared with the query,
/// and the comparison decides their order and how likely each is the right one.
/// </summary>
/// <param name="store">Where the skills are stored.</param>
/// <param name="project">The project that asks.</param>
/// <param name="embeddings">Search by embeddings; null if there is no embedding model.</param>
/// <param name="now">The time of the request.</param>
/// <param name="options">How many candidates are considered, among others.</param>
sealed class Retriever(ISkillSearch store, Project project, EmbeddingSearch? embeddings, DateTimeOffset now, SkillMemoryOptions options)
{
    /// <summary>The most skills that are compared with the steps done or with what is known of the situation.</summary>
    public const int MaxConsidered = 40;

    // If words find fewer skills than this, the right one may be spelt differently.
    const int MinWordMatches = 25;

    /// <summary>The candidates for a task, the best first.</summary>
    /// <param name="task">The task.</param>
    /// <param name="also">Other words for it; none if empty.</param>
    /// <param name="category">The category to search in; null for all.</param>
    /// <param name="cancel">Cancels the search.</param>
    public async Task<IReadOnlyList<RankedCandidate>> RankAsync(
        string task, IReadOnlyList<string> also, string? category, CancellationToken cancel)
    {
        var query = await AnalyzeAsync(task, also, cancel);
        return Rank(query, await FindCandidatesAsync(query, category, cancel));
    }

    /// <summary>
    /// The candidates for a request, the best first: those for its task, and those that share words with the steps done.
    /// </summary>
    public async Task<IReadOnlyList<RankedCandidate>> ConsiderAsync(
        RetrieveRequest request, CompletedSteps completed, CancellationToken cancel)
    {
        var category = string.IsNullOrWhiteSpace(request.Category) ? null : request.Category.Trim();
        if (request.Done.Count == 0)
        {
            var asked = await AnalyzeAsync(request.Task, request.Also, cancel);
            // To search for similar words and meanings takes longest where the words are of something else.
            var isHopeless = asked.Task.KnownWords < request.MinKnownWords;
            return isHopeless ? [] : Rank(asked, await FindCandidatesAsync(asked, category, cancel));
        }
        var begun = (await RankAsync(completed.SearchQuery, [], category, cancel))
            .Take(MaxConsidered / 2)
            // That nearness is to the steps done, not to the task.
            .Select(ranked => ranked.Candidate with { Nearness = [] })
            .ToList();
        var query = await AnalyzeAsync(request.Task, request.Also, cancel);
        var found = await FindCandidatesAsync(query, category, cancel);
        var ranked = Rank(query, [.. found.UnionBy(begun, candidate => candidate.Id)]);
        var ids = begun.Select(candidate => candidate.Id).ToHashSet();
        return [.. ranked
            .Take(MaxConsidered / 2)
            .UnionBy(ranked.Where(one => ids.Contains(one.Candidate.Id)), one => one.Candidate.Id)];
    }

    async Task<RequestQuery> AnalyzeAsync(string task, IReadOnlyList<string> also, CancellationToken cancel)
    {
        var (text, other) = (TaskText.Of(task), TaskText.Of(string.Join(", ", also)));
        var words = text.Words.Concat(other.Words).Select(word => word.Stem).Distinct(StringComparer.Ordinal);
        var frequencies = await store.FrequenciesAsync(project, [.. words], cancel);
        var alsoQuery = other.Words.Count == 0 ? null : new AnalyzedQuery(other, frequencies);
        return new RequestQuery(task, new AnalyzedQuery(text, frequencies), also, alsoQuery, frequencies.State);
    }

    /// <summary>
    /// The skills that hold words of the task, and those that hold the other words; if they are few, also those that hold similar words;
    /// and with an embedding model also those with similar embeddings.
    /// </summary>
    async Task<IReadOnlyList<Candidate>> FindCandidatesAsync(RequestQuery query, string? category, CancellationToken cancel)
    {
        var (max, maxWords) = (options.Candidates, options.SearchedWords);
        var found = await store.SearchAsync(project, query.Task.SearchWords(maxWords), category, max, cancel);
        if (query.Also is { } also)
        {
            var others = await store.SearchAsync(project, also.SearchWords(maxWords), category, max, cancel);
            found = [.. found.UnionBy(others, candidate => candidate.Id)];
        }
        if (found.Count < MinWordMatches)
        {
            var similar = await store.SearchTrigramsAsync(project, query.Task.TrigramSearchWords(maxWords), category, max / 2, cancel);
            found = [.. found.UnionBy(similar, candidate => candidate.Id)];
        }
        return embeddings is null ? found : await embeddings.SearchAsync(query, found, category, max / 2, cancel);
    }

    IReadOnlyList<RankedCandidate> Rank(RequestQuery query, IReadOnlyList<Candidate> candidates) =>
        new Ranking(now - options.StaleAfter).Of(query.Task, query.Also, candidates);
}
