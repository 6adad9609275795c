namespace SkillMcp.Requests;

/// <summary>One component's part of a composite.</summary>
public sealed record Phase(string Name, SkillName Skill, int Steps);
