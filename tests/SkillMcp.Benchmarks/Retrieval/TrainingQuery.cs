using SkillMcp.Retrieval;

namespace SkillMcp.Benchmarks.Retrieval;

/// <summary>A request with the features of its candidates, and which of them are right.</summary>
/// <param name="AskedWords">How many content words it has.</param>
/// <param name="KnownShare">The share of its weight that is on words that any skill holds.</param>
/// <param name="Candidates">The candidates.</param>
/// <param name="HasAnswer">Whether any skill of the memory serves the request.</param>
/// <param name="KeepsAnswer">Whether one still does when half of the right skills are removed.</param>
sealed record TrainingQuery(
    int AskedWords, double KnownShare, IReadOnlyList<TrainingCandidate> Candidates, bool HasAnswer, bool KeepsAnswer)
{
    static readonly WordFrequencies Nothing = new(0, new Dictionary<string, int>());

    static readonly int[] Near =
    [
        RelevanceFeatures.IndexOf("bm25_with_tasks_of_bound"),
        RelevanceFeatures.IndexOf("description_asked"),
        RelevanceFeatures.IndexOf("nearest_task"),
        RelevanceFeatures.IndexOf("also_bm25_with_tasks_of_bound"),
        RelevanceFeatures.IndexOf("meaning"),
        RelevanceFeatures.IndexOf("also_meaning"),
    ];

    // How many are named where none is handed over whole.
    const int Named = 5;

    public bool IsInformative => Candidates.Any(candidate => candidate.IsRight) && !Candidates.All(candidate => candidate.IsRight);

    /// <summary>
    /// The same request to a memory without half of the right skills, chosen by a hash of their ids.
    /// A request that loses all of its right skills has no answer there.
    /// </summary>
    public TrainingQuery WithHalfTheAnswers() => this with
    {
        Candidates = [.. Candidates.Where(candidate => candidate.IsKept)],
        HasAnswer = KeepsAnswer,
    };

    /// <summary>The same request with the right candidates, and of the wrong ones the nearest by words and meaning.</summary>
    public TrainingQuery WithNearest(int wrong) => this with
    {
        Candidates =
        [
            .. Candidates.Where(candidate => candidate.IsRight),
            .. Candidates
                .Where(candidate => !candidate.IsRight)
                .OrderByDescending(candidate => Near.Sum(index => candidate.Features[index]))
                .Take(wrong),
        ],
    };

    /// <summary>The best candidate; null without candidates.</summary>
    public TopCandidate? Top(Reranker reranker)
    {
        var ranked = Candidates
            .Select(candidate => (Candidate: candidate, Score: reranker.Score(candidate.Features)))
            .OrderByDescending(one => one.Score)
            .ToList();
        if (ranked is not [var best, ..])
        {
            return null;
        }
        var lead = ranked.Count > 1 ? best.Score - ranked[1].Score : best.Score;
        var input = new CalibrationInput(AskedWords, KnownShare, best.Candidate.Features, best.Score, lead);
        return new TopCandidate(Calibration.Compute(input), best.Candidate.IsRight, ranked.Take(Named).Any(one => one.Candidate.IsRight));
    }

    /// <summary>Whether a right candidate is among the best few.</summary>
    public bool IsRightAmong(int best, Reranker reranker) =>
        Candidates.OrderByDescending(candidate => reranker.Score(candidate.Features)).Take(best).Any(candidate => candidate.IsRight);

    /// <summary>Ranks the candidates of requests.</summary>
    /// <param name="loaded">The set in a memory.</param>
    /// <param name="asked">The requests.</param>
    /// <param name="withAlso">Whether the other words of a request are given.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task<IReadOnlyList<TrainingQuery>> OfAsync(
        LoadedSet loaded, IEnumerable<QueryRow> asked, bool withAlso, CancellationToken cancel)
    {
        var gold = loaded.Set.Queries.SelectMany(query => query.Relevant).ToHashSet(StringComparer.Ordinal);
        var queries = new List<TrainingQuery>();
        foreach (var query in asked)
        {
            var ranked = await loaded.Memory.RankAsync(query.Text, withAlso ? query.Also : [], null, cancel);
            var candidates = ranked
                // In the order of the rows: sums in the same order are the same to the last digit.
                .OrderBy(one => loaded.RowOf(one.Candidate.Id))
                .Select(one => CandidateOf(one, loaded.IdOf(one.Candidate.Id), query));
            // A request that finds no candidate has only words that the memory does not know.
            var analyzed = ranked is [var first, ..] ? first.Match.Query : new AnalyzedQuery(TaskText.Of(query.Text), Nothing);
            queries.Add(new TrainingQuery(
                analyzed.ContentIndexes.Length,
                analyzed.KnownWeightShare,
                [.. candidates],
                query.Relevant.Length > 0, query.Relevant.Any(IsKept)));
        }
        return queries;

        TrainingCandidate CandidateOf(RankedCandidate ranked, string id, QueryRow query) =>
            new(ranked.Features, query.Relevant.Contains(id), !gold.Contains(id) || IsKept(id));
    }

    static bool IsKept(string id) => id.Aggregate(17, (hash, c) => unchecked(hash * 31 + c)) % 2 == 0;
}
