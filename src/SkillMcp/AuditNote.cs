namespace SkillMcp;

/// <summary>What the audit log says of a change, apart from who made it and when. It contains no text of a skill.</summary>
/// <param name="Act">What was done.</param>
/// <param name="Project">The skill's project.</param>
/// <param name="Skill">The skill's name; empty if the change concerns no skill.</param>
/// <param name="Detail">Details, such as the version and the beginning of its hash.</param>
/// <param name="Reason">Why: a rule and the place where it applied, or the reason of a lifecycle.</param>
sealed record AuditNote(AuditedAct Act, Project Project, string Skill, string Detail = "", string Reason = "");
