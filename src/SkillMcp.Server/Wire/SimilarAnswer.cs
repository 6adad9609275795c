namespace SkillMcp.Server.Wire;

sealed record SimilarAnswer(string Skill, double Similarity);
