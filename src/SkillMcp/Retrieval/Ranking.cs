namespace SkillMcp.Retrieval;

/// <summary>Orders candidates by relevance. Belief and freshness only decide between candidates of about the same relevance.</summary>
/// <param name="reranker">Scores how the words match.</param>
/// <param name="cosineSimilarityWeight">The weight of the similarity of the embeddings beside that score.</param>
/// <param name="staleSince">A skill without a success since then is stale.</param>
sealed class Ranking(Reranker reranker, double cosineSimilarityWeight, DateTimeOffset staleSince)
{
    // Factors this close to 1 cost no right answers; those of the seed, which adds reliability and recency to similarity,
    // cost a third of them.
    const double BeliefShare = 0.05;
    const double StaleFactor = 0.98;
    const double DisputedFactor = 0.95;

    /// <summary>The candidates, the best first. The order they come in makes no difference.</summary>
    public IReadOnlyList<RankedCandidate> Of(AnalyzedQuery query, IReadOnlyList<Candidate> candidates)
    {
        var ranked = candidates
            .Select(candidate => Score(candidate, new CandidateMatch(query, candidate.Text)))
            .OrderByDescending(one => one.Rank)
            .ThenBy(one => one.Candidate.Id)
            .ToList();
        var relevance = 1.0;
        for (var index = 0; index < ranked.Count; index++)
        {
            var input = new CalibrationInput(query, ranked[index].Features, ranked[index].Score, Lead(ranked, index));
            // A candidate is at most as likely as the one before it.
            relevance = Math.Min(relevance, reranker.Probability(input));
            ranked[index] = ranked[index] with { Relevance = relevance };
        }
        return ranked;
    }

    RankedCandidate Score(Candidate candidate, CandidateMatch match)
    {
        var features = RelevanceFeatures.Compute(match);
        var score = reranker.Score(features) + cosineSimilarityWeight * (candidate.TextCosine ?? 0);
        return new RankedCandidate(candidate, match, features, score, score + Math.Log(Trust(candidate)));
    }

    /// <summary>A factor of 0.88-1 for belief in a skill, its freshness and disputes about it.</summary>
    double Trust(Candidate candidate)
    {
        var belief = 1 - BeliefShare + BeliefShare * candidate.Record.Belief(candidate.Confidence);
        var freshness = (candidate.LastSucceededAt ?? candidate.CreatedAt) < staleSince ? StaleFactor : 1;
        var dispute = candidate.Lifecycle.Reason == Lifecycle.Disputed ? DisputedFactor : 1;
        return belief * freshness * dispute;
    }

    /// <summary>The score less that of the best other candidate; a lone candidate is compared with one that matches nothing.</summary>
    static double Lead(List<RankedCandidate> ranked, int index)
    {
        if (ranked.Count == 1)
        {
            return ranked[0].Score;
        }
        return ranked[index].Score - ranked[index == 0 ? 1 : 0].Score;
    }
}
