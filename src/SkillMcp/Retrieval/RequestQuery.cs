namespace SkillMcp.Retrieval;

/// <summary>A request as queries to one memory.</summary>
/// <param name="Text">The task as it was written.</param>
/// <param name="Task">Its words.</param>
/// <param name="OtherTexts">The other words of the request as they were written.</param>
/// <param name="Also">Their words; null if there are none.</param>
/// <param name="State">The <see cref="WordFrequencies.State"/> of the memory.</param>
sealed record RequestQuery(string Text, AnalyzedQuery Task, IReadOnlyList<string> OtherTexts, AnalyzedQuery? Also, string State);
