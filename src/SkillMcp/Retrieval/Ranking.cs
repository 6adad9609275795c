namespace SkillMcp.Retrieval;

/// <summary>Orders candidates by relevance. Belief and freshness only decide between candidates of about the same relevance.</summary>
/// <param name="staleSince">A skill without a success since then is stale.</param>
sealed class Ranking(DateTimeOffset staleSince)
{
    // Factors this close to 1 cost no right answers; those of the seed, which adds reliability and recency to similarity,
    // cost a third of them.
    const double BeliefShare = 0.05;
    const double StaleFactor = 0.98;
    const double DisputedFactor = 0.95;

    // As many as are ever compared with the steps done or the context; those behind them are never the right one.
    const int MaxCalibrated = Retriever.MaxConsidered;

    // The score is a logarithm of odds: beyond this a candidate is fifty times less likely than the best one.
    const double MaxBehind = 3.9;

    /// <summary>The candidates, the best first. The order they come in makes no difference.</summary>
    /// <param name="task">The words of the task.</param>
    /// <param name="also">The other words of the request; null if there are none.</param>
    /// <param name="candidates">The candidates.</param>
    public IReadOnlyList<RankedCandidate> Of(AnalyzedQuery task, AnalyzedQuery? also, IReadOnlyList<Candidate> candidates)
    {
        if (candidates.Count == 0)
        {
            return [];
        }
        var compared = WithNearness(candidates)
            .Select(one => (one.Candidate, Comparison: Compare(one.Candidate, one.Nearness, task, also)))
            .ToList();
        var reranker = Rerankers.Trained.For(compared[0].Comparison.Kinds);
        var ranked = compared
            .Select(one => Score(reranker, one.Candidate, one.Comparison))
            .OrderByDescending(one => one.Rank)
            .ThenBy(one => one.Candidate.Id)
            .ToList();
        return Calibrated(ranked);
    }

    /// <summary>
    /// Ranked candidates with their probabilities, which depend on the others: a rival as good makes each of two less likely.
    /// </summary>
    /// <param name="ranked">Candidates for one request, the best first.</param>
    public static IReadOnlyList<RankedCandidate> Calibrated(IReadOnlyList<RankedCandidate> ranked)
    {
        if (ranked.Count == 0)
        {
            return [];
        }
        var reranker = Rerankers.Trained.For(ranked[0].Comparison.Kinds);
        var calibrated = new List<RankedCandidate>(ranked.Count);
        var (relevance, answerable) = (1.0, 0.0);
        for (var index = 0; index < ranked.Count; index++)
        {
            if (index >= MaxCalibrated)
            {
                calibrated.Add(ranked[index] with { Relevance = 0, Answerable = answerable });
                continue;
            }
            var (one, query) = (ranked[index], ranked[index].Match.Query);
            var inputs = Calibration.Compute(new CalibrationInput(
                query.ContentIndexes.Length, query.KnownWeightShare, one.Features, one.Score, Lead(ranked, index)));
            answerable = index == 0 ? reranker.Answerable(inputs) : answerable;
            // A candidate is at most as likely as the one before it.
            relevance = Math.Min(relevance, reranker.Right(inputs));
            calibrated.Add(one with
            {
                Relevance = relevance,
                Answerable = answerable,
                IsNear = one.Score >= ranked[0].Score - MaxBehind,
            });
        }
        return calibrated;
    }

    static Comparison Compare(Candidate candidate, IReadOnlyList<Nearness> nearness, AnalyzedQuery task, AnalyzedQuery? also) =>
        new(new CandidateMatch(task, candidate.Text), also is null ? null : new CandidateMatch(also, candidate.Text), nearness);

    /// <summary>
    /// Gives candidates without a vector the median nearness (of two the higher) of those with one:
    /// not having a vector speaks neither for a skill nor against it. Without any vector there is no nearness.
    /// </summary>
    static IEnumerable<(Candidate Candidate, IReadOnlyList<Nearness> Nearness)> WithNearness(IReadOnlyList<Candidate> candidates)
    {
        var vectors = candidates.Max(candidate => candidate.Nearness.Count);
        var medians = new double?[vectors];
        for (var vector = 0; vector < vectors; vector++)
        {
            var known = candidates
                .Where(candidate => candidate.Nearness.Count > vector)
                .Select(candidate => candidate.Nearness[vector].Text)
                .OfType<double>()
                .Order()
                .ToList();
            medians[vector] = known.Count == 0 ? null : known[known.Count / 2];
        }
        if (vectors == 0 || Array.Exists(medians, median => median is null))
        {
            return candidates.Select(candidate => (candidate, (IReadOnlyList<Nearness>)[]));
        }
        return candidates.Select(candidate => (candidate, (IReadOnlyList<Nearness>)
            [.. medians.Select((median, vector) => candidate.Nearness.ElementAtOrDefault(vector) switch
            {
                null => new Nearness(median, []),
                { Text: null } tasks => tasks with { Text = median },
                var whole => whole,
            })]));
    }

    RankedCandidate Score(Reranker reranker, Candidate candidate, Comparison comparison)
    {
        var features = RelevanceFeatures.Compute(comparison);
        var score = reranker.Score(features);
        return new RankedCandidate(candidate, comparison, features, score, score + Math.Log(Trust(candidate)));
    }

    /// <summary>A factor of 0.88-1 for belief in a skill, its freshness and disputes about it.</summary>
    double Trust(Candidate candidate)
    {
        var belief = 1 - BeliefShare + BeliefShare * candidate.Belief;
        var freshness = (candidate.LastSucceededAt ?? candidate.CreatedAt) < staleSince ? StaleFactor : 1;
        var dispute = candidate.Lifecycle.Reason == Lifecycle.Disputed ? DisputedFactor : 1;
        return belief * freshness * dispute;
    }

    /// <summary>The score less that of the best other candidate; a lone candidate is compared with one that matches nothing.</summary>
    static double Lead(IReadOnlyList<RankedCandidate> ranked, int index)
    {
        if (ranked.Count == 1)
        {
            return ranked[0].Score;
        }
        return ranked[index].Score - ranked[index == 0 ? 1 : 0].Score;
    }
}
