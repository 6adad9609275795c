using SkillMcp.Retrieval;

namespace SkillMcp.Benchmarks.Retrieval;

/// <summary>The requests of a data set to one memory.</summary>
/// <param name="Set">The name of the data set.</param>
/// <param name="Name">The same, and how its memory was used.</param>
/// <param name="Kinds">What the candidates are compared with.</param>
/// <param name="Queries">The requests with their candidates.</param>
sealed record TrainingSet(string Set, string Name, EvidenceKinds Kinds, IReadOnlyList<TrainingQuery> Queries);
