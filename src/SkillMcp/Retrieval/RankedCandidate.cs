namespace SkillMcp.Retrieval;

/// <summary>A candidate with its scores.</summary>
/// <param name="Candidate">The candidate.</param>
/// <param name="Match">How its text matches the query.</param>
/// <param name="Features">The values of <see cref="RelevanceFeatures"/>.</param>
/// <param name="Score">How well it fits; only differences within one query mean something.</param>
/// <param name="Rank">The score adjusted by what is believed of the skill: candidates are ordered by it.</param>
readonly record struct RankedCandidate(Candidate Candidate, CandidateMatch Match, double[] Features, double Score, double Rank)
{
    /// <summary>The probability that it is the right one, 0-1.</summary>
    public double Relevance { get; init; }
}
