namespace SkillMcp.Packaging;

/// <summary>A phase of a composite, as a skill within its folder.</summary>
/// <param name="Skill">Which skill it is.</param>
/// <param name="Description">When to use that.</param>
/// <param name="Bindings">What the composite puts in place of its parameters.</param>
/// <param name="Folder">Its own folder.</param>
sealed record FolderPhase(Guid Skill, string Description, IReadOnlyDictionary<string, string> Bindings, ServedFolder Folder);
