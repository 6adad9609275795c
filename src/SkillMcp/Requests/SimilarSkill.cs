namespace SkillMcp.Requests;

/// <summary>A skill and how similar it is to another, 0-1.</summary>
public sealed record SimilarSkill(SkillName Name, double Similarity);
