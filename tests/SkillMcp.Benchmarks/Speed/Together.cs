namespace SkillMcp.Benchmarks.Speed;

/// <summary>What several servers wrote together.</summary>
/// <param name="Processes">How many servers.</param>
/// <param name="Writes">Acknowledged writes.</param>
/// <param name="WritesASecond">The same of all servers together, by second.</param>
/// <param name="BareCommitsASecond">The commits of a single writer of single rows on the same disk.</param>
/// <param name="Errors">Calls that were refused.</param>
/// <param name="Lost">Writes that were acknowledged and are not in the file afterwards.</param>
sealed record Together(int Processes, int Writes, double WritesASecond, double BareCommitsASecond, int Errors, int Lost);
