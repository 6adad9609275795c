namespace SkillMcp.Server.Commands.JsonOutput;

/// <summary>What <c>audit --json</c> prints.</summary>
sealed record AuditAnswer(IReadOnlyList<AuditLine> Entries);
