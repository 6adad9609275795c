namespace SkillMcp.Sqlite;

/// <summary>A row of <c>execution</c>.</summary>
record ExecutionRow
{
    public required string Id { get; init; }

    public required int Version { get; init; }

    public required int Way { get; init; }

    public required string Outcome { get; init; }

    public required string Grade { get; init; }

    public required long At { get; init; }

    public string? Retrieval { get; init; }

    public required string Principal { get; init; }

    public required bool Bound { get; init; }

    public double? Weight { get; init; }

    public required string Task { get; init; }

    public required string Also { get; init; }

    public required string Notes { get; init; }

    public required string NotFor { get; init; }

    public string? Withheld { get; init; }

    public string? Versions { get; init; }

    public string? EvidenceKind { get; init; }

    public string? EvidenceObserved { get; init; }

    public string? EvidenceExpected { get; init; }

    public string? EvidenceCheck { get; init; }

    public string? PitfallText { get; init; }

    public int? PitfallStep { get; init; }

    public int? PitfallSeen { get; init; }

    public bool PitfallTip { get; init; }

    public Execution ToExecution(Guid skill) => new()
    {
        Id = Column.Id(Id ?? ""),
        Skill = skill,
        Version = Version,
        Way = Way,
        Outcome = EnumName.Find<Outcome>(Outcome) ?? SkillMcp.Outcome.NotUsed,
        EvidenceLevel = EnumName.Find<EvidenceLevel>(Grade) ?? SkillMcp.EvidenceLevel.SelfReported,
        At = Column.Time(At),
        Retrieval = Retrieval is null ? null : Column.Id(Retrieval),
        Principal = Principal ?? "",
        IsBound = Bound,
        Weight = Weight is { } weight ? Column.Share(weight) : null,
        Task = Task ?? "",
        Also = Column.Texts(Also),
        Notes = Notes ?? "",
        NotFor = NotFor ?? "",
        Withheld = WithheldColumn.Read(Withheld),
        Versions = VersionColumn.Read(Versions),
        Evidence = Column.Evidence(EvidenceKind, EvidenceObserved, EvidenceExpected, EvidenceCheck),
        Pitfall = PitfallText is null ? null : ToPitfall(PitfallText),
    };

    Pitfall ToPitfall(string text) => new() { Text = text, Step = PitfallStep ?? 0, Seen = PitfallSeen ?? 1, IsTip = PitfallTip };
}
