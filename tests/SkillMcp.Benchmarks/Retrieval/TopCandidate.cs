namespace SkillMcp.Benchmarks.Retrieval;

/// <summary>The best candidate for a request.</summary>
/// <param name="Inputs">Its inputs of the calibration.</param>
/// <param name="IsRight">Whether it serves the request.</param>
/// <param name="HasAnswer">Whether any skill of the memory does.</param>
sealed record TopCandidate(double[] Inputs, bool IsRight, bool HasAnswer);
