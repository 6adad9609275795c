using SkillMcp.Ways;

namespace SkillMcp.Sqlite;

/// <summary>A way of a skill, with the version that holds its text.</summary>
sealed record WayRow : TextColumns
{
    public required int Number { get; init; }

    public required int Way { get; init; }

    public required bool IsAlternative { get; init; }

    public required bool IsCurrent { get; init; }

    public required bool AfterFailure { get; init; }

    public required bool Retired { get; init; }

    public required string Author { get; init; }

    public required string Client { get; init; }

    public required string Task { get; init; }

    public required string Reason { get; init; }

    public required long CreatedAt { get; init; }

    public required string ContentHash { get; init; }

    public byte[]? Posterior { get; init; }

    public long? DecidedAt { get; init; }

    public required string Decision { get; init; }

    /// <summary>The posterior that is stored; null if none is, or it cannot be read.</summary>
    public ChangePointPosterior? ToPosterior() => Posterior is null ? null : ChangePointPosterior.Read(Posterior);

    /// <param name="posterior">What is believed of it.</param>
    /// <param name="pitfalls">The pitfalls of the skill, each with the version that it was reported for and the steps of that.</param>
    public SkillWay ToWay(ChangePointPosterior posterior, IReadOnlyList<WayPitfallRow> pitfalls)
    {
        var procedure = ToProcedure();
        var isAsWritten = procedure.ContentHash() == ContentHash;
        return new SkillWay
        {
            Way = new Way { Version = Number, Status = StatusOf(isAsWritten), Posterior = posterior },
            Text = new SkillVersion
            {
                Number = Number,
                Way = Way,
                Procedure = procedure,
                IsAlternative = IsAlternative,
                IsAfterFailure = AfterFailure,
                IsRetired = Retired,
                Provenance = Column.Provenance(Author, Client, Task),
                Reason = Reason,
                CreatedAt = Column.Time(CreatedAt),
                Pitfalls = Pitfall.ForSteps(procedure.Steps, pitfalls.Select(row => row.ToMet(Number))),
            },
            Record = ToRecord(),
            DecidedAt = Column.Time(DecidedAt),
            Decision = Decision,
        };
    }

    WayStatus StatusOf(bool isAsWritten) => (IsCurrent, Retired || !isAsWritten) switch
    {
        (true, _) => WayStatus.Current,
        (_, true) => WayStatus.Retired,
        _ => IsAlternative ? WayStatus.Alternative : WayStatus.Earlier,
    };
}

/// <summary>A pitfall, with the version that it was reported for and the steps of that version, as JSON.</summary>
sealed record WayPitfallRow : PitfallColumns
{
    public required int Version { get; init; }

    public required string Steps { get; init; }

    /// <summary>The pitfall, with the steps that it was reported for if they are of another version than this.</summary>
    public (Pitfall Pitfall, IReadOnlyList<Step>? Was) ToMet(int version) =>
        (ToPitfall(), Version == version ? null : TextColumns.StepsOf(Steps));
}
