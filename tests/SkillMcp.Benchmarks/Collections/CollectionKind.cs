namespace SkillMcp.Benchmarks.Collections;

/// <summary>Things that are alike in what became of them.</summary>
/// <param name="What">What became of them: "refused", "kept apart", "changed".</param>
/// <param name="Kind">Why or how.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Examples">The first of them.</param>
sealed record CollectionKind(string What, string Kind, int Count, IReadOnlyList<string> Examples);
