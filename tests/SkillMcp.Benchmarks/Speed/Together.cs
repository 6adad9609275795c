namespace SkillMcp.Benchmarks.Speed;

/// <summary>What several servers wrote together.</summary>
/// <param name="Processes">How many.</param>
/// <param name="Writes">That were acknowledged.</param>
/// <param name="WritesASecond">Of all together.</param>
/// <param name="BareCommitsASecond">Of one writer of one row, on the same disk.</param>
/// <param name="Errors">Calls that were refused.</param>
/// <param name="Lost">Acknowledged, and not in the file afterwards.</param>
sealed record Together(int Processes, int Writes, double WritesASecond, double BareCommitsASecond, int Errors, int Lost);
