using SkillMcp.Retrieval;

namespace SkillMcp.Benchmarks.Retrieval;

/// <summary>A request with its candidates: what speaks for each, and which are right.</summary>
/// <param name="Query">What was asked.</param>
/// <param name="Candidates">The candidates.</param>
/// <param name="HasAnswer">Whether any skill of the memory serves the request.</param>
/// <param name="KeepsAnswer">Whether one still does when half of the right skills are gone.</param>
sealed record TrainingQuery(AnalyzedQuery Query, IReadOnlyList<TrainingCandidate> Candidates, bool HasAnswer, bool KeepsAnswer)
{
    static readonly WordFrequencies Nothing = new(0, new Dictionary<string, int>());

    public bool IsInformative => Candidates.Any(candidate => candidate.IsRight) && !Candidates.All(candidate => candidate.IsRight);

    /// <summary>The same request to a memory without half of the right skills, by their hash: a request that loses all of its own has no answer there.</summary>
    public TrainingQuery WithHalfTheAnswers() => this with { Candidates = [.. Candidates.Where(candidate => candidate.IsKept)], HasAnswer = KeepsAnswer };

    /// <summary>What the best candidate's standing tells of how sure one may be, and whether it is right.</summary>
    public (double[] Inputs, bool IsRight)? Top(Reranker reranker)
    {
        var ranked = Candidates.Select(candidate => (Candidate: candidate, Score: reranker.Score(candidate.Features))).OrderByDescending(one => one.Score).Take(2).ToList();
        return ranked is [var best, ..]
            ? (Calibration.Compute(new CalibrationInput(Query, best.Candidate.Features, best.Score, ranked.Count > 1 ? best.Score - ranked[1].Score : best.Score)), best.Candidate.IsRight)
            : null;
    }

    /// <summary>Asks every request of a set.</summary>
    public static async Task<IReadOnlyList<TrainingQuery>> OfAsync(LoadedSet loaded, CancellationToken cancel)
    {
        var gold = loaded.Set.Queries.SelectMany(query => query.Relevant).ToHashSet(StringComparer.Ordinal);
        var queries = new List<TrainingQuery>();
        foreach (var query in loaded.Set.Queries)
        {
            var ranked = await loaded.Memory.RankAsync(query.Text, null, cancel);
            var candidates = ranked
                // In the order of the rows: what is summed in the same order is the same to the last digit.
                .OrderBy(one => loaded.RowOf(one.Candidate.Id))
                .Select(one => (one.Features, Id: loaded.IdOf(one.Candidate.Id)))
                .Select(one => new TrainingCandidate(one.Features, query.Relevant.Contains(one.Id), !gold.Contains(one.Id) || IsKept(one.Id)));
            // A request that finds no candidate is one that nobody knows a word of.
            var analyzed = ranked is [var first, ..] ? first.Match.Query : new AnalyzedQuery(TaskText.Of(query.Text), Nothing);
            queries.Add(new TrainingQuery(analyzed, [.. candidates], query.Relevant.Length > 0, query.Relevant.Any(IsKept)));
        }
        return queries;
    }

    static bool IsKept(string id) => id.Aggregate(17, (hash, c) => unchecked(hash * 31 + c)) % 2 == 0;
}

/// <summary>A candidate of a <see cref="TrainingQuery"/>.</summary>
/// <param name="Features">What speaks for it and against it.</param>
/// <param name="IsRight">Whether it serves the request.</param>
/// <param name="IsKept">Whether the memory that lost half of the right skills still has it.</param>
sealed record TrainingCandidate(double[] Features, bool IsRight, bool IsKept);
