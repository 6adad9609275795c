namespace SkillMcp.Retrieval;

/// <summary>Puts candidates in order: relevance decides; belief and freshness only order what is about equally relevant.</summary>
/// <param name="reranker">What weighs the words.</param>
/// <param name="cosineSimilarityWeight">What the cosine of the meanings weighs beside them.</param>
/// <param name="staleSince">Who has not succeeded since then is stale.</param>
sealed class Ranking(Reranker reranker, double cosineSimilarityWeight, DateTimeOffset staleSince)
{
    /// <summary>The candidates, the best first, whatever order they came in.</summary>
    public IReadOnlyList<RankedCandidate> Of(AnalyzedQuery query, IReadOnlyList<Candidate> candidates)
    {
        var ranked = candidates
            .Select(candidate => new CandidateMatch(query, candidate.Text))
            .Zip(candidates, (match, candidate) => Weigh(candidate, match))
            .OrderByDescending(one => one.Rank)
            .ThenBy(one => one.Candidate.Id)
            .ToList();
        var relevance = 1.0;
        for (var at = 0; at < ranked.Count; at++)
        {
            // Nobody is surer of a skill than of the one before it.
            relevance = Math.Min(relevance, reranker.Probability(new CalibrationInput(query, ranked[at].Features, ranked[at].Score, Lead(ranked, at))));
            ranked[at] = ranked[at] with { Relevance = relevance };
        }
        return ranked;
    }

    RankedCandidate Weigh(Candidate candidate, CandidateMatch match)
    {
        var features = RelevanceFeatures.Compute(match);
        var score = reranker.Score(features) + cosineSimilarityWeight * (candidate.CosineSimilarity ?? 0);
        return new RankedCandidate(candidate, match, features, score, score + Math.Log(Trust(candidate)));
    }

    /// <summary>The seed adds reliability and recency to similarity, which cost a third of the right answers; a factor this close to 1 costs none.</summary>
    double Trust(Candidate candidate) =>
        (0.95 + 0.05 * candidate.Record.Belief(candidate.Confidence))
        * ((candidate.LastSucceededAt ?? candidate.CreatedAt) < staleSince ? 0.98 : 1)
        * (candidate.Lifecycle.Reason == Lifecycle.Disputed ? 0.95 : 1);

    /// <summary>By how much a candidate is ahead of the best other; alone, of one that holds nothing.</summary>
    static double Lead(List<RankedCandidate> ranked, int at) => ranked switch
    {
        [var alone] => alone.Score,
        _ => ranked[at].Score - ranked[at == 0 ? 1 : 0].Score,
    };
}
