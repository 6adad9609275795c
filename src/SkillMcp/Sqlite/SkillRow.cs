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

    public required bool Trials { get; init; }

    public required int Way { get; init; }

    public double? Belief { get; init; }

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

    /// <summary>The name; one made from the id if the file was edited by hand and what is there is not a skill name.</summary>
    public SkillName ToName() => SkillName.From(Name ?? "") ?? SkillName.FromHash($"{Column.Id(Id ?? ""):N}");

    /// <param name="asking">The project that reads: the skill is its own or shared by all projects.</param>
    /// <param name="pitfalls">The pitfalls that were reported for the skill.</param>
    /// <param name="isIntact">Whether everything beside its text is as skillmcp wrote it.</param>
    public Skill ToSkill(Project asking, IEnumerable<PitfallRow> pitfalls, bool isIntact)
    {
        var procedure = ToProcedure();
        return new Skill
        {
            Id = Column.Id(Id ?? ""),
            Project = string.IsNullOrEmpty(Project) ? SkillMcp.Project.Everybody : asking,
            Name = ToName(),
            Procedure = procedure,
            Version = Version,
            Way = Way,
            Revision = Revision,
            Lifecycle = new Lifecycle
            {
                Status = EnumName.Find<Status>(Status) ?? SkillMcp.Status.Quarantined,
                Reason = StatusReason ?? "",
            },
            Pinned = Pinned,
            HasTrials = Trials,
            Record = ToRecord(),
            Confidence = Column.Share(Confidence),
            WayBelief = Belief,
            Source = EnumName.Find<Source>(Source) ?? SkillMcp.Source.Imported,
            Provenance = Column.Provenance(Author, Client, Task),
            Pitfalls = Pitfall.ForSteps(procedure.Steps, pitfalls.Select(row => row.ToMet())),
            CreatedAt = Column.Time(CreatedAt),
            UpdatedAt = Column.Time(UpdatedAt),
            LastUsedAt = Column.Time(LastUsedAt),
            LastSucceededAt = Column.Time(LastSucceededAt),
        }
        // If anything but the text was edited by hand, the empty hash matches no text, so that the skill is quarantined.
        .AsRead(isIntact && Column.IsId(Id ?? "") ? ContentHash : "");
    }
}
