namespace SkillMcp.Storage;

/// <summary>What an embedding model makes of a text. Vectors of two models have nothing in common.</summary>
/// <param name="Model">Which model.</param>
/// <param name="Values">The vector.</param>
public sealed record ModelVector(string Model, ReadOnlyMemory<float> Values);
