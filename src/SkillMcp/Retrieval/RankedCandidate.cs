namespace SkillMcp.Retrieval;

/// <summary>A candidate with its scores.</summary>
/// <param name="Candidate">The candidate.</param>
/// <param name="Comparison">How it compares with the request.</param>
/// <param name="Features">The values of <see cref="RelevanceFeatures"/>.</param>
/// <param name="Score">How well it fits; only differences within one query mean something.</param>
/// <param name="Rank">The score adjusted by what is believed of the skill: candidates are ordered by it.</param>
readonly record struct RankedCandidate(Candidate Candidate, Comparison Comparison, double[] Features, double Score, double Rank)
{
    /// <summary>How its text matches the words of the task.</summary>
    public CandidateMatch Match => Comparison.Task;

    /// <summary>The probability that it is the right one, 0-1.</summary>
    public double Relevance { get; init; }

    /// <summary>The probability that one of the best few is, 0-1; the same for all of them.</summary>
    public double Answerable { get; init; }

    /// <summary>Whether its score is not far behind that of the best candidate.</summary>
    public bool IsNear { get; init; }
}
