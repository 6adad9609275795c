namespace SkillMcp.Server.Wire;

sealed record StaleSkills(IReadOnlyList<ListedSkill> Skills);
