namespace SkillMcp.Packaging;

/// <summary>What is put beside the SKILL.md of a skill that is too large for one file.</summary>
sealed record FolderParts
{
    public required IReadOnlyList<Pitfall> Pitfalls { get; init; }

    public required IReadOnlyList<Procedure> Alternatives { get; init; }

    /// <summary>Of a composite, its phases that can be followed, in order.</summary>
    public required IReadOnlyList<FolderPhase> Phases { get; init; }
}
