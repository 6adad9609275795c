namespace SkillMcp.Server.Tools;

/// <summary>A report after the server looked for itself.</summary>
/// <param name="Report">The report, with what the server saw where it saw anything.</param>
/// <param name="Remark">What the server saw, a sentence for who reported it; empty if it saw nothing.</param>
sealed record VerifiedReport(Report Report, string Remark = "");
