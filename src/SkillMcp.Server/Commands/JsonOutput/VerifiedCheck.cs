namespace SkillMcp.Server.Commands.JsonOutput;

/// <summary>A check and what came of it.</summary>
/// <param name="Check">What was asked and what the answer must be.</param>
/// <param name="Verdict">holds, fails, not_allowed or could_not_run.</param>
/// <param name="Observed">What was seen, or why nothing was.</param>
sealed record VerifiedCheck(string Check, string Verdict, string Observed);
