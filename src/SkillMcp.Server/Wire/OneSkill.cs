namespace SkillMcp.Server.Wire;

sealed record OneSkill(SkillEntry Skill) : Cacheable;
