namespace SkillMcp.Formation;

/// <summary>Whether to remember a run, and why.</summary>
/// <param name="Remember">Whether to remember it.</param>
/// <param name="Reason">The reason as one word, such as <c>too_simple_2_steps</c>.</param>
readonly record struct FormationDecision(bool Remember, string Reason);
