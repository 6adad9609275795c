namespace SkillMcp.Retrieval;

/// <summary>A word of a task.</summary>
/// <param name="Stem">The form that is compared.</param>
/// <param name="Written">The form that is shown to people: folded, and otherwise as it was written.</param>
/// <param name="Kind">Its role in the task.</param>
sealed record TaskWord(string Stem, string Written, WordKind Kind);
