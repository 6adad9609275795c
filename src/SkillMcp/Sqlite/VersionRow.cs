namespace SkillMcp.Sqlite;

/// <summary>A row of <c>skill_version</c> with the outcomes that were reported for it.</summary>
sealed record VersionRow : TextColumns
{
    public required int Number { get; init; }

    public required bool IsAlternative { get; init; }

    public required int Way { get; init; }

    public required bool AfterFailure { get; init; }

    public bool Retired { get; init; }

    public required string Author { get; init; }

    public required string Client { get; init; }

    public required string Task { get; init; }

    public required string Reason { get; init; }

    public required long CreatedAt { get; init; }

    public required string ContentHash { get; init; }

    public string? EvidenceKind { get; init; }

    public string? EvidenceObserved { get; init; }

    public string? EvidenceExpected { get; init; }

    public string? EvidenceCheck { get; init; }

    /// <param name="pitfalls">The pitfalls that were reported for it.</param>
    public SkillVersion ToVersion(IReadOnlyList<Pitfall> pitfalls)
    {
        var procedure = ToProcedure();
        return new SkillVersion
        {
            Number = Number,
            Procedure = procedure,
            IsAlternative = IsAlternative,
            Way = Way,
            IsAfterFailure = AfterFailure,
            IsRetired = Retired,
            IsChangedOutside = procedure.ContentHash() != ContentHash,
            Provenance = Column.Provenance(Author, Client, Task),
            Reason = Reason ?? "",
            CreatedAt = Column.Time(CreatedAt),
            Record = ToRecord(),
            Evidence = Column.Evidence(EvidenceKind, EvidenceObserved, EvidenceExpected, EvidenceCheck),
            Pitfalls = pitfalls.Count > 0 ? pitfalls : [],
        };
    }
}
