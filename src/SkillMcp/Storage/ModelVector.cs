namespace SkillMcp.Storage;

/// <summary>The embedding of a text. Vectors of different models cannot be compared.</summary>
/// <param name="Model">The name of the embedding model.</param>
/// <param name="Values">The components of the vector.</param>
sealed record ModelVector(string Model, ReadOnlyMemory<float> Values);
