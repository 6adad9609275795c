namespace SkillMcp.Sqlite;

/// <summary>A row of <c>current_skill</c>.</summary>
sealed record SkillRow : TextColumns
{
    public required long Key { get; init; }

    public required string Id { get; init; }

    public required string Project { get; init; }

    public required string Name { get; init; }

    public required int Version { get; init; }

    public required long Revision { get; init; }

    public required string Status { get; init; }

    public required string StatusReason { get; init; }

    public required bool Pinned { get; init; }

    public required double Confidence { get; init; }

    public required string Source { get; init; }

    public required string Author { get; init; }

    public required string Client { get; init; }

    public required string Task { get; init; }

    public required long CreatedAt { get; init; }

    public required long UpdatedAt { get; init; }

    public long? LastUsedAt { get; init; }

    public long? LastSucceededAt { get; init; }

    public required string ContentHash { get; init; }

    /// <summary>A name that somebody wrote into the file by hand may break the rule.</summary>
    public SkillName ToName() => SkillName.From(Name) ?? SkillName.FromHash(Id);

    /// <param name="asking">The project that asks: the skill is its own or everybody's.</param>
    /// <param name="pitfalls">What is known to go wrong with it.</param>
    public Skill ToSkill(Project asking, IEnumerable<PitfallRow> pitfalls)
    {
        var procedure = ToProcedure();
        return new Skill
        {
            Id = Column.Id(Id),
            Project = Project.Length == 0 ? SkillMcp.Project.Everybody : asking,
            Name = ToName(),
            Procedure = procedure,
            Version = Version,
            Revision = Revision,
            Lifecycle = new Lifecycle { Status = EnumName.Parse<Status>(Status), Reason = StatusReason },
            Pinned = Pinned,
            Record = ToRecord(),
            Confidence = Confidence,
            Source = EnumName.Parse<Source>(Source),
            Provenance = new Provenance(EnumName.Parse<Author>(Author), Client, Task),
            Pitfalls = Pitfall.Among(procedure.Steps, pitfalls.Select(row => row.ToMet())),
            CreatedAt = Column.Time(CreatedAt),
            UpdatedAt = Column.Time(UpdatedAt),
            LastUsedAt = Column.Time(LastUsedAt),
            LastSucceededAt = Column.Time(LastSucceededAt),
        }
        // An id that was edited by hand is answered by one of its own, which no other row refers to.
        .AsRead(Column.IsId(Id) ? ContentHash : "");
    }
}
