namespace SkillMcp.Requests;

/// <summary>What is now true.</summary>
/// <param name="Skill">The skill as it is now (after a purge, as it was).</param>
/// <param name="Changed">Whether anything had to be done.</param>
/// <param name="Followed">What followed, such as a composite that is degraded now; a sentence each.</param>
public sealed record Curated(Skill Skill, bool Changed, IReadOnlyList<string> Followed);
