namespace SkillMcp.Retrieval;

/// <summary>A candidate among the others.</summary>
/// <param name="Query">What was asked.</param>
/// <param name="Features">What speaks for it and against it.</param>
/// <param name="Score">How well it fits.</param>
/// <param name="Lead">By how much it is ahead of the best other; negative where it is behind.</param>
readonly record struct CalibrationInput(AnalyzedQuery Query, double[] Features, double Score, double Lead);
