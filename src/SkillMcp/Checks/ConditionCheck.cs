namespace SkillMcp.Checks;

/// <summary>What a condition lets a program check.</summary>
/// <param name="Condition">The condition as its author wrote it, filled in; or the step that checks.</param>
/// <param name="Check">The check; null if what stands there is none.</param>
/// <param name="Mistake">Why it is none, and what would have been right; empty if it is one.</param>
sealed record ConditionCheck(string Condition, Check? Check, string Mistake = "");
