namespace SkillMcp.Server.Presentation;

/// <summary>What a procedure refers to.</summary>
/// <param name="Contents">The contents of its files, by digest; one that is lost is missing.</param>
/// <param name="Components">The names of its components, by id; one that is gone is missing.</param>
sealed record ProcedureSurroundings(
    IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Contents, IReadOnlyDictionary<Guid, SkillName> Components);
