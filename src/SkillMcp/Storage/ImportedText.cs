namespace SkillMcp.Storage;

/// <summary>An imported skill and where its current version is from.</summary>
/// <param name="Skill">The id of the skill.</param>
/// <param name="Reason">The reason of its current version.</param>
sealed record ImportedText(Guid Skill, string Reason);
