namespace SkillMcp.Sqlite;

/// <summary>The columns of a track record.</summary>
abstract record RecordColumns
{
    public required int SuccessesVerified { get; init; }

    public required int SuccessesEvidenced { get; init; }

    public required int SuccessesSelfReported { get; init; }

    public required int PartialsVerified { get; init; }

    public required int PartialsEvidenced { get; init; }

    public required int PartialsSelfReported { get; init; }

    public required int FailuresVerified { get; init; }

    public required int FailuresEvidenced { get; init; }

    public required int FailuresSelfReported { get; init; }

    public required double RecentWeight { get; init; }

    public required double RecentScore { get; init; }

    public required int SuccessesBeforeRestore { get; init; }

    public required int PartialsBeforeRestore { get; init; }

    public required int FailuresBeforeRestore { get; init; }

    public TrackRecord ToRecord() => new()
    {
        Successes = new Tally(SuccessesVerified, SuccessesEvidenced, SuccessesSelfReported),
        Partials = new Tally(PartialsVerified, PartialsEvidenced, PartialsSelfReported),
        Failures = new Tally(FailuresVerified, FailuresEvidenced, FailuresSelfReported),
        RecentWeight = RecentWeight,
        RecentScore = RecentScore,
        BeforeRestore = new Executions(SuccessesBeforeRestore, PartialsBeforeRestore, FailuresBeforeRestore),
    };
}

/// <summary>A row of <c>current_skill</c>.</summary>
sealed record SkillRow : RecordColumns
{
    /// <summary>How many pitfalls a skill is answered with, those first that most ran into: nobody reads a hundred.</summary>
    const int MostPitfalls = 10;

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

    public required string Title { get; init; }

    public required string Description { get; init; }

    public required string Category { get; init; }

    public required string Tags { get; init; }

    public required string Preconditions { get; init; }

    public required string Steps { get; init; }

    public required string Postconditions { get; init; }

    public required string Parameters { get; init; }

    public required string Components { get; init; }

    public required string Document { get; init; }

    public required string Files { get; init; }

    public required string ContentHash { get; init; }

    public Procedure ToProcedure() => new Content(Title, Description, Category, Tags, Preconditions, Steps, Postconditions, Parameters, Components, Document, Files).Procedure;

    /// <summary>A name that somebody wrote into the file by hand may break the rule.</summary>
    public SkillName ToName() => SkillName.From(Name) ?? SkillName.FromHash(Id);

    /// <summary>What was decided of it, whether or not its text is still what it was then.</summary>
    public Lifecycle ToLifecycle() => new() { Status = Column.Enum<Status>(Status), Reason = StatusReason };

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
            Lifecycle = procedure.ContentHash() == ContentHash && Column.IsId(Id)
                ? ToLifecycle()
                : Lifecycle.Quarantined(Lifecycle.ChangedOutside),
            Pinned = Pinned,
            Record = ToRecord(),
            Confidence = Confidence,
            Source = Column.Enum<Source>(Source),
            Provenance = new Provenance(Column.Enum<Author>(Author), Client, Task),
            Pitfalls = PitfallsAmong(procedure, pitfalls),
            CreatedAt = Column.Time(CreatedAt),
            UpdatedAt = Column.Time(UpdatedAt),
            LastUsedAt = Column.Time(LastUsedAt),
            LastSucceededAt = Column.Time(LastSucceededAt),
        };
    }

    /// <summary>What is known to go wrong with the steps of today; what was met in several versions is one.</summary>
    static IReadOnlyList<Pitfall> PitfallsAmong(Procedure now, IEnumerable<PitfallRow> rows) =>
    [
        .. rows.Select(row => row.ToPitfall(now)).OfType<Pitfall>()
            .GroupBy(pitfall => (pitfall.Step, pitfall.Fingerprint))
            .Select(same => same.First() with { Seen = same.Sum(pitfall => pitfall.Seen) })
            .OrderByDescending(pitfall => pitfall.Seen)
            .Take(MostPitfalls),
    ];
}

/// <summary>A row of <c>skill_version</c> with the outcomes that were reported for it.</summary>
sealed record VersionRow : RecordColumns
{
    public required int Number { get; init; }

    public required string Title { get; init; }

    public required string Description { get; init; }

    public required string Category { get; init; }

    public required string Tags { get; init; }

    public required string Preconditions { get; init; }

    public required string Steps { get; init; }

    public required string Postconditions { get; init; }

    public required string Parameters { get; init; }

    public required string Components { get; init; }

    public required string Document { get; init; }

    public required string Files { get; init; }

    public required bool IsAlternative { get; init; }

    public required string Author { get; init; }

    public required string Client { get; init; }

    public required string Task { get; init; }

    public required string Reason { get; init; }

    public required long CreatedAt { get; init; }

    public string? EvidenceKind { get; init; }

    public string? EvidenceObserved { get; init; }

    public string? EvidenceExpected { get; init; }

    public string? EvidenceCheck { get; init; }

    /// <param name="pitfalls">What was met in it.</param>
    public SkillVersion ToVersion(IReadOnlyList<Pitfall> pitfalls) => new()
    {
        Number = Number,
        Procedure = new Content(Title, Description, Category, Tags, Preconditions, Steps, Postconditions, Parameters, Components, Document, Files).Procedure,
        IsAlternative = IsAlternative,
        Provenance = new Provenance(Column.Enum<Author>(Author), Client, Task),
        Reason = Reason,
        CreatedAt = Column.Time(CreatedAt),
        Record = ToRecord(),
        Evidence = Column.Evidence(EvidenceKind, EvidenceObserved, EvidenceExpected, EvidenceCheck),
        Pitfalls = pitfalls.Count > 0 ? pitfalls : [],
    };
}

/// <summary>What a search answers of a skill.</summary>
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

    public required long CreatedAt { get; init; }

    public long? LastSucceededAt { get; init; }

    public Candidate ToCandidate() => new()
    {
        Id = Column.Id(Id),
        Text = new SearchText(Name, Description, Tags, Steps) { Tasks = Tasks, Unfit = Unfit },
        Lifecycle = new Lifecycle { Status = Column.Enum<Status>(Status), Reason = StatusReason },
        Record = ToRecord(),
        Confidence = Confidence,
        CreatedAt = Column.Time(CreatedAt),
        LastSucceededAt = Column.Time(LastSucceededAt),
    };
}

/// <summary>A skill's record while an outcome is added to it.</summary>
sealed record RecordRow : RecordColumns
{
    public required long Key { get; init; }
}

/// <summary>A report that was made before of the same execution.</summary>
sealed record EarlierRow
{
    public required long Key { get; init; }

    public required string Outcome { get; init; }

    public required string Grade { get; init; }

    public long? Pitfall { get; init; }

    public required string Task { get; init; }

    public required string Notes { get; init; }

    public required int Version { get; init; }

    /// <summary>How many executions were counted after it.</summary>
    public required int Since { get; init; }
}

sealed record ExecutionRow
{
    public required string Id { get; init; }

    public required int Version { get; init; }

    public required string Outcome { get; init; }

    public required string Grade { get; init; }

    public required long At { get; init; }

    public string? Retrieval { get; init; }

    public required string Task { get; init; }

    public required string Notes { get; init; }

    public string? EvidenceKind { get; init; }

    public string? EvidenceObserved { get; init; }

    public string? EvidenceExpected { get; init; }

    public string? EvidenceCheck { get; init; }

    public string? PitfallText { get; init; }

    public int? PitfallStep { get; init; }

    public int? PitfallSeen { get; init; }

    public Execution ToExecution(Guid skill) => new()
    {
        Id = Column.Id(Id),
        Skill = skill,
        Version = Version,
        Outcome = Column.Enum<Outcome>(Outcome),
        Grade = Column.Enum<Grade>(Grade),
        At = Column.Time(At),
        Retrieval = Retrieval is null ? null : Guid.Parse(Retrieval),
        Task = Task,
        Notes = Notes,
        Evidence = Column.Evidence(EvidenceKind, EvidenceObserved, EvidenceExpected, EvidenceCheck),
        Pitfall = PitfallText is null ? null : new Pitfall { Text = PitfallText, Step = PitfallStep ?? 0, Seen = PitfallSeen ?? 1 },
    };
}

sealed record PitfallRow
{
    public required long Skill { get; init; }

    public required int Step { get; init; }

    public required string Text { get; init; }

    public required int Seen { get; init; }

    /// <summary>The steps of the version that it was met in; null where that is the skill itself.</summary>
    public string? Steps { get; init; }

    /// <summary>The pitfall among the steps of today; null where it is moot.</summary>
    public Pitfall? ToPitfall(Procedure now)
    {
        var pitfall = new Pitfall { Text = Text, Step = Step, Seen = Seen };
        return Steps is null ? pitfall : pitfall.Carried(Content.StepsOf(Steps), now.Steps);
    }
}

/// <summary>A pitfall among the steps of the version that it was met in.</summary>
sealed record MetPitfallRow(int Version, int Step, string Text, int Seen)
{
    public Pitfall ToPitfall() => new() { Text = Text, Step = Step, Seen = Seen };
}
