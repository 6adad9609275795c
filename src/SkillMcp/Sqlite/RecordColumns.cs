namespace SkillMcp.Sqlite;

/// <summary>The columns of a track record.</summary>
abstract record RecordColumns
{
    // More than anybody ever reports, and few enough for a sum of them: another program may have written any number.
    const int MaxCount = 100_000_000;

    public required long SuccessesVerified { get; init; }

    public required long SuccessesEvidenced { get; init; }

    public required long SuccessesSelfReported { get; init; }

    public required long PartialsVerified { get; init; }

    public required long PartialsEvidenced { get; init; }

    public required long PartialsSelfReported { get; init; }

    public required long FailuresVerified { get; init; }

    public required long FailuresEvidenced { get; init; }

    public required long FailuresSelfReported { get; init; }

    public required long SuccessesBeforeRestore { get; init; }

    public required long PartialsBeforeRestore { get; init; }

    public required long FailuresBeforeRestore { get; init; }

    public TrackRecord ToRecord() => new()
    {
        Successes = new Tally(Count(SuccessesVerified), Count(SuccessesEvidenced), Count(SuccessesSelfReported)),
        Partials = new Tally(Count(PartialsVerified), Count(PartialsEvidenced), Count(PartialsSelfReported)),
        Failures = new Tally(Count(FailuresVerified), Count(FailuresEvidenced), Count(FailuresSelfReported)),
        BeforeRestore = new ExecutionCounts(Count(SuccessesBeforeRestore), Count(PartialsBeforeRestore), Count(FailuresBeforeRestore)),
    };

    static int Count(long stored) => (int)Math.Clamp(stored, 0, MaxCount);
}
