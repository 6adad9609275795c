namespace SkillMcp.Retrieval;

/// <summary>The other words of a request as queries: what they say by themselves, and what they say beside the task.</summary>
/// <param name="Alone">The other words alone.</param>
/// <param name="WithTask">The other words and those of the task as one text, in which none of them counts twice.</param>
sealed record OtherWords(AnalyzedQuery Alone, AnalyzedQuery WithTask);
