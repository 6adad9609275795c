namespace SkillMcp;

/// <summary>Who makes a change, and when, as the audit log says it.</summary>
/// <param name="Actor">Who makes the change.</param>
/// <param name="At">When it is made.</param>
sealed record AuditContext(Actor Actor, DateTimeOffset At);
