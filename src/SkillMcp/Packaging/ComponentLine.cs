namespace SkillMcp.Packaging;

/// <summary>A phase of a composite, as part of the composite's line of JSON.</summary>
/// <param name="Skill">What it is called, for people; empty if it is not in the memory.</param>
/// <param name="Id">The skill that it refers to.</param>
/// <param name="Bindings">What the composite puts in place of its parameters.</param>
sealed record ComponentLine(string Skill, Guid Id, IReadOnlyDictionary<string, string> Bindings);
