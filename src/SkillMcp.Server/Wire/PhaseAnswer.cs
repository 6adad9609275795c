namespace SkillMcp.Server.Wire;

sealed record PhaseAnswer(string Name, string Skill, int Steps);
