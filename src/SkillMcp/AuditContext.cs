namespace SkillMcp;

/// <summary>Who makes a change, and when: what the record of changes says of it.</summary>
/// <param name="Actor">Who.</param>
/// <param name="At">When.</param>
public sealed record AuditContext(Actor Actor, DateTimeOffset At);
