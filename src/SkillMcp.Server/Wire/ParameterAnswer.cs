namespace SkillMcp.Server.Wire;

sealed record ParameterAnswer(string Name, string Description, string Example, string Value);
