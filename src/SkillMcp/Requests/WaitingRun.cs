namespace SkillMcp;

/// <summary>A remembered run as a person reads it, who may say yes before it is seen a second time.</summary>
/// <param name="Candidate">The run as it was told.</param>
/// <param name="Skill">The skill that it would become.</param>
/// <param name="Doubt">Why that skill would wait for approval; empty if it would not.</param>
sealed record WaitingRun(RunCandidate Candidate, Skill Skill, string Doubt);
