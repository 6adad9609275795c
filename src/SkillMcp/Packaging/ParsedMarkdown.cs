namespace SkillMcp.Packaging;

/// <summary>A SKILL.md, taken apart.</summary>
/// <param name="Front">Its front matter.</param>
/// <param name="Body">What is below that, as it was written.</param>
/// <param name="Skill">What both say, without a document.</param>
sealed record ParsedMarkdown(FrontMatter Front, string Body, PackedSkill Skill);
