namespace SkillMcp.Retrieval;

/// <summary>A candidate in its place.</summary>
/// <param name="Candidate">Which.</param>
/// <param name="Match">What of the question it holds.</param>
/// <param name="Features">What speaks for it and against it.</param>
/// <param name="Score">How well it fits, on a scale without ends.</param>
/// <param name="Rank">The same with what is believed of it: the order.</param>
readonly record struct RankedCandidate(Candidate Candidate, CandidateMatch Match, double[] Features, double Score, double Rank)
{
    /// <summary>The probability that it is the right one, 0-1.</summary>
    public double Relevance { get; init; }
}
