namespace SkillMcp;

/// <summary>A skill that was returned, and its version at that time.</summary>
/// <param name="Skill">The id of the skill.</param>
/// <param name="Version">The version that was returned.</param>
public sealed record RetrievedSkill(Guid Skill, int Version);
