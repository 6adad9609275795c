namespace SkillMcp.Storage;

/// <summary>The first of the names that a query found.</summary>
/// <param name="First">The first names, at most as many as were requested.</param>
/// <param name="Total">The number of all names that were found.</param>
sealed record Names(IReadOnlyList<string> First, int Total);
