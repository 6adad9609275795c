namespace SkillMcp.Benchmarks.Retrieval;

/// <summary>The best candidate for a request.</summary>
/// <param name="Inputs">Its inputs of the calibration.</param>
/// <param name="IsRight">Whether it serves the request.</param>
/// <param name="IsRightNear">Whether it or one of the next few does.</param>
sealed record TopCandidate(double[] Inputs, bool IsRight, bool IsRightNear);
