using SkillMcp.Retrieval;

namespace SkillMcp.Benchmarks.Retrieval;

/// <summary>A request with the features of its candidates, and which of them are right.</summary>
/// <param name="Query">The analyzed request.</param>
/// <param name="Candidates">The candidates.</param>
/// <param name="HasAnswer">Whether any skill of the memory serves the request.</param>
/// <param name="KeepsAnswer">Whether one still does when half of the right skills are removed.</param>
sealed record TrainingQuery(AnalyzedQuery Query, IReadOnlyList<TrainingCandidate> Candidates, bool HasAnswer, bool KeepsAnswer)
{
    static readonly WordFrequencies Nothing = new(0, new Dictionary<string, int>());

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

    /// <summary>The calibration inputs of the best candidate, and whether it is right; null without candidates.</summary>
    public (double[] Inputs, bool IsRight)? Top(Reranker reranker)
    {
        var ranked = Candidates
            .Select(candidate => (Candidate: candidate, Score: reranker.Score(candidate.Features)))
            .OrderByDescending(one => one.Score)
            .Take(2)
            .ToList();
        if (ranked is not [var best, ..])
        {
            return null;
        }
        var lead = ranked.Count > 1 ? best.Score - ranked[1].Score : best.Score;
        var input = new CalibrationInput(Query, best.Candidate.Features, best.Score, lead);
        return (Calibration.Compute(input), best.Candidate.IsRight);
    }

    /// <summary>Ranks the candidates of every request of a set.</summary>
    public static async Task<IReadOnlyList<TrainingQuery>> OfAsync(LoadedSet loaded, CancellationToken cancel)
    {
        var gold = loaded.Set.Queries.SelectMany(query => query.Relevant).ToHashSet(StringComparer.Ordinal);
        var queries = new List<TrainingQuery>();
        foreach (var query in loaded.Set.Queries)
        {
            var ranked = await loaded.Memory.RankAsync(query.Text, null, cancel);
            var candidates = ranked
                // In the order of the rows: sums in the same order are the same to the last digit.
                .OrderBy(one => loaded.RowOf(one.Candidate.Id))
                .Select(one => CandidateOf(one, loaded.IdOf(one.Candidate.Id), query));
            // A request that finds no candidate has only words that the memory does not know.
            var analyzed = ranked is [var first, ..] ? first.Match.Query : new AnalyzedQuery(TaskText.Of(query.Text), Nothing);
            queries.Add(new TrainingQuery(analyzed, [.. candidates], query.Relevant.Length > 0, query.Relevant.Any(IsKept)));
        }
        return queries;

        TrainingCandidate CandidateOf(RankedCandidate ranked, string id, QueryRow query) =>
            new(ranked.Features, query.Relevant.Contains(id), !gold.Contains(id) || IsKept(id));
    }

    static bool IsKept(string id) => id.Aggregate(17, (hash, c) => unchecked(hash * 31 + c)) % 2 == 0;
}
