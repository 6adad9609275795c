namespace SkillMcp.Requests;

/// <summary>The answer to a <see cref="ComposeRequest"/>.</summary>
public sealed record Composed(Skill Skill, Composition Composition);
