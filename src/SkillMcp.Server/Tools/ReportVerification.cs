namespace SkillMcp.Server.Tools;

/// <summary>Looks whether what a report says is so.</summary>
delegate Task<VerifiedReport> ReportVerification(Report report, CancellationToken cancel);
