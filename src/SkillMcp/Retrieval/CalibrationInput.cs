namespace SkillMcp.Retrieval;

/// <summary>A candidate as <see cref="Calibration"/> sees it: with its score and its distance from the other candidates.</summary>
/// <param name="Query">The query that it is a candidate for.</param>
/// <param name="Features">The values of <see cref="RelevanceFeatures"/>.</param>
/// <param name="Score">The score of the re-ranker.</param>
/// <param name="Lead">Its score less that of the best other candidate; negative where another is better.</param>
readonly record struct CalibrationInput(AnalyzedQuery Query, double[] Features, double Score, double Lead);
