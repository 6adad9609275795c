namespace SkillMcp.Benchmarks.Retrieval;

/// <summary>A candidate of a <see cref="TrainingQuery"/>.</summary>
/// <param name="Features">The values of its relevance features.</param>
/// <param name="IsRight">Whether it serves the request.</param>
/// <param name="IsKept">Whether it is still there when half of the right skills are removed.</param>
sealed record TrainingCandidate(double[] Features, bool IsRight, bool IsKept);
