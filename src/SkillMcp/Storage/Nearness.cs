namespace SkillMcp.Storage;

/// <summary>How near a skill is to a vector, in cosine similarities of -1 to 1.</summary>
/// <param name="Text">That of its title and description; null if they have no vector.</param>
/// <param name="Tasks">Those of the tasks that it served and that have a vector, the nearest first.</param>
sealed record Nearness(double? Text, IReadOnlyList<double> Tasks);
