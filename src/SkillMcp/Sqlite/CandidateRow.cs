namespace SkillMcp.Sqlite;

/// <summary>The columns of a skill that a search returns.</summary>
sealed record CandidateRow : RecordColumns
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Description { get; init; }

    public required string Tags { get; init; }

    public required string Steps { get; init; }

    public required string Tasks { get; init; }

    public required string Unfit { get; init; }

    public required string Status { get; init; }

    public required string StatusReason { get; init; }

    public required double Confidence { get; init; }

    public double? Belief { get; init; }

    public required long CreatedAt { get; init; }

    public long? LastSucceededAt { get; init; }

    public Candidate ToCandidate() => new()
    {
        Id = Column.Id(Id),
        Text = new SearchText(Name, Description, Tags, Steps) { Tasks = Tasks, UnsuitableTasks = Unfit },
        Lifecycle = new Lifecycle { Status = EnumName.Find<Status>(Status) ?? SkillMcp.Status.Quarantined, Reason = StatusReason ?? "" },
        Record = ToRecord(),
        Confidence = Column.Share(Confidence),
        WayBelief = Belief,
        CreatedAt = Column.Time(CreatedAt),
        LastSucceededAt = Column.Time(LastSucceededAt),
    };
}
