namespace SkillMcp;

/// <summary>A skill that was returned, and its version at that time.</summary>
/// <param name="Skill">The id of the skill.</param>
/// <param name="Version">The version that was returned.</param>
/// <param name="IsPossible">Whether it was only named, as one that may fit, and nothing was known to differ.</param>
sealed record RetrievedSkill(Guid Skill, int Version, bool IsPossible = false);
