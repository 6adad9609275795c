namespace SkillMcp;

/// <summary>What the record of changes is to say of a change, beside who made it and when. No text of a skill stands in it.</summary>
/// <param name="Act">What was done.</param>
/// <param name="Project">The skill's project.</param>
/// <param name="Skill">The skill's name; empty where there is none.</param>
/// <param name="Detail">What exactly, such as the version and the beginning of its hash.</param>
/// <param name="Reason">Why: a rule and its place, or the reason of a lifecycle.</param>
public sealed record AuditNote(AuditedAct Act, Project Project, string Skill, string Detail = "", string Reason = "");
