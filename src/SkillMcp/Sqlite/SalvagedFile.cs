namespace SkillMcp.Sqlite;

/// <summary>What could be saved of a damaged file.</summary>
/// <param name="File">The new file.</param>
/// <param name="Saved">What was saved, a line for each kind.</param>
/// <param name="Lost">What was lost, one sentence each.</param>
/// <param name="Quarantined">The skills that a person has to look at, because a part of them was lost or changed.</param>
/// <param name="Problems">What is still wrong with the new file; mostly nothing.</param>
sealed record SalvagedFile(
    string File,
    IReadOnlyList<string> Saved,
    IReadOnlyList<string> Lost,
    IReadOnlyList<string> Quarantined,
    IReadOnlyList<string> Problems);
