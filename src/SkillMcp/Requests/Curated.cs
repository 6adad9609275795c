namespace SkillMcp.Requests;

/// <summary>The result of an action on a skill.</summary>
/// <param name="Skill">The skill after the action; after a purge, as it was before.</param>
/// <param name="Changed">Whether the action changed anything.</param>
/// <param name="Consequences">Consequences, such as a composite that is degraded now; a sentence each.</param>
public sealed record Curated(Skill Skill, bool Changed, IReadOnlyList<string> Consequences);
