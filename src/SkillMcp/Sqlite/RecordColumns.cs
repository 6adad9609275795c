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

    public required int SuccessesBeforeRestore { get; init; }

    public required int PartialsBeforeRestore { get; init; }

    public required int FailuresBeforeRestore { get; init; }

    public TrackRecord ToRecord() => new()
    {
        Successes = new Tally(SuccessesVerified, SuccessesEvidenced, SuccessesSelfReported),
        Partials = new Tally(PartialsVerified, PartialsEvidenced, PartialsSelfReported),
        Failures = new Tally(FailuresVerified, FailuresEvidenced, FailuresSelfReported),
        BeforeRestore = new ExecutionCounts(SuccessesBeforeRestore, PartialsBeforeRestore, FailuresBeforeRestore),
    };
}
