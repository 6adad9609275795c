namespace SkillMcp.Sqlite;

/// <summary>What came of putting a backup in place of a memory.</summary>
/// <param name="Kept">Where what was there is kept; null if nothing was there.</param>
/// <param name="Problems">What is wrong with the backup and did not keep it from being used, one sentence each.</param>
sealed record RestoredFile(string? Kept, IReadOnlyList<string> Problems);
