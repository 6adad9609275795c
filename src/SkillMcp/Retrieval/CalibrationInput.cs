namespace SkillMcp.Retrieval;

/// <summary>A candidate as <see cref="Calibration"/> sees it: with its score and its distance from the other candidates.</summary>
/// <param name="AskedWords">How many content words the task has.</param>
/// <param name="KnownShare">The share of the task's weight that is on words that any skill holds, 0-1.</param>
/// <param name="Features">The values of <see cref="RelevanceFeatures"/>.</param>
/// <param name="Score">The score of the re-ranker.</param>
/// <param name="Lead">Its score less that of the best other candidate; negative where another is better.</param>
readonly record struct CalibrationInput(int AskedWords, double KnownShare, double[] Features, double Score, double Lead);
