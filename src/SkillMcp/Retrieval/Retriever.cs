namespace SkillMcp.Retrieval;

/// <summary>
/// How a task finds its skill: its words find candidates, what the candidates say is read with the task in hand,
/// and what was read decides their order and how sure one may be of each.
/// </summary>
/// <param name="store">Where skills live.</param>
/// <param name="project">Who asks.</param>
/// <param name="embeddings">What knows what texts mean; null where nothing does.</param>
/// <param name="now">When.</param>
/// <param name="options">How many are looked at.</param>
sealed class Retriever(ISkillStore store, Project project, EmbeddingSearch? embeddings, DateTimeOffset now, SkillMemoryOptions options)
{
    /// <summary>The most skills that are held against what was done, or against what is known of the situation.</summary>
    public const int MaxConsidered = 40;

    // Where words find fewer skills than this, the right one may be spelt otherwise.
    const int MinWordMatches = 25;

    /// <summary>The candidates for a task, the best first.</summary>
    public async Task<IReadOnlyList<RankedCandidate>> RankAsync(string task, string? category, CancellationToken cancel)
    {
        var query = await AnalyzeAsync(task, cancel);
        return Rank(query, await FindCandidatesAsync(task, query, category, cancel));
    }

    /// <summary>The skills that are worth a look, the best first: those that may fit the task, and those that hold the words of what was done.</summary>
    public async Task<IReadOnlyList<RankedCandidate>> ConsiderAsync(RetrieveRequest request, CompletedSteps completed, CancellationToken cancel)
    {
        var category = string.IsNullOrWhiteSpace(request.Category) ? null : request.Category.Trim();
        if (request.Done.Count == 0)
        {
            return [.. (await RankAsync(request.Task, category, cancel)).Where(ranked => ranked.Relevance >= options.PossibleScore)];
        }
        var begun = (await RankAsync(completed.SearchQuery, category, cancel)).Take(MaxConsidered / 2).Select(ranked => ranked.Candidate with { CosineSimilarity = null }).ToList();
        var query = await AnalyzeAsync(request.Task, cancel);
        var found = await FindCandidatesAsync(request.Task, query, category, cancel);
        var ranked = Rank(query, [.. found.UnionBy(begun, candidate => candidate.Id)]);
        var ids = begun.Select(candidate => candidate.Id).ToHashSet();
        return [.. ranked.Take(MaxConsidered / 2).UnionBy(ranked.Where(one => ids.Contains(one.Candidate.Id)), one => one.Candidate.Id)];
    }

    async Task<AnalyzedQuery> AnalyzeAsync(string task, CancellationToken cancel)
    {
        var text = TaskText.Of(task);
        return new AnalyzedQuery(text, await store.FrequenciesAsync(project, [.. text.Words.Select(word => word.Stem)], cancel));
    }

    /// <summary>The skills that hold words of the question; where they are few, those that hold words that look like them; and where a model knows, those that mean the like.</summary>
    async Task<IReadOnlyList<Candidate>> FindCandidatesAsync(string task, AnalyzedQuery query, string? category, CancellationToken cancel)
    {
        var found = await store.SearchAsync(project, query.SearchWords(options.SearchedWords), category, options.Candidates, cancel);
        if (found.Count < MinWordMatches)
        {
            var alike = await store.SearchLettersAsync(project, query.TrigramSearchWords(options.SearchedWords), category, options.Candidates / 2, cancel);
            found = [.. found.UnionBy(alike, candidate => candidate.Id)];
        }
        if (embeddings is not null && await embeddings.EmbedQueryAsync(task, cancel) is { } vector)
        {
            var near = await store.SearchVectorsAsync(project, vector, [.. found.Select(candidate => candidate.Id)], category, options.Candidates / 2, cancel);
            found = embeddings.FillMissingSimilarities([.. near.UnionBy(found, candidate => candidate.Id)]);
        }
        return found;
    }

    IReadOnlyList<RankedCandidate> Rank(AnalyzedQuery query, IReadOnlyList<Candidate> candidates) =>
        new Ranking(Reranker.Trained, options.CosineSimilarityWeight, now - options.StaleAfter).Of(query, candidates);
}
