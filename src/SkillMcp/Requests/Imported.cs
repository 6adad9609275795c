namespace SkillMcp.Requests;

/// <summary>What became of a skill that came in.</summary>
/// <param name="Result">What.</param>
/// <param name="Skill">The skill here.</param>
/// <param name="Remark">What a person should know of it; empty where there is nothing.</param>
public sealed record Imported(ImportResult Result, Skill Skill, string Remark);
