namespace SkillMcp.Changes;

/// <summary>A change to the record of a skill, as numbers that a store adds. Concurrent outcomes are all counted, in any order.</summary>
sealed record RecordChange
{
    public static RecordChange None { get; } = new();

    public Tally Successes { get; init; }

    public Tally Partials { get; init; }

    public Tally Failures { get; init; }

    /// <summary>Added to the counts of executions before the last restore.</summary>
    public ExecutionCounts BeforeRestore { get; init; }

    /// <summary>A time of use; it is ignored if a later one is stored. Null for none.</summary>
    public DateTimeOffset? UsedAt { get; init; }

    /// <summary>A time of success; it is ignored if a later one is stored. Null for none.</summary>
    public DateTimeOffset? SucceededAt { get; init; }

    /// <summary>Both times, for a correction that may move them back; null if they only move forward.</summary>
    public UseTimes? Times { get; init; }

    /// <summary>
    /// The record that the numbers were computed from, if they hold for that record alone. A store answers with a conflict if the
    /// stored one differs. Null if they hold for any record.
    /// </summary>
    public TrackRecord? Expected { get; init; }

    public bool IsNone => this == None;

    /// <summary>The change that one more execution makes.</summary>
    public static RecordChange By(Execution execution)
    {
        if (execution.Outcome == Outcome.NotUsed)
        {
            return None;
        }
        var one = TrackRecord.Empty.With(execution.Outcome, execution.EvidenceLevel);
        return new RecordChange
        {
            Successes = one.Successes,
            Partials = one.Partials,
            Failures = one.Failures,
            UsedAt = execution.At,
            SucceededAt = execution.Outcome == Outcome.Success ? execution.At : null,
        };
    }

    /// <summary>The change from one record to another. A store applies it only to the first.</summary>
    public static RecordChange Between(TrackRecord before, TrackRecord after) => new()
    {
        Successes = after.Successes - before.Successes,
        Partials = after.Partials - before.Partials,
        Failures = after.Failures - before.Failures,
        BeforeRestore = after.BeforeRestore - before.BeforeRestore,
        Expected = before,
    };
}

/// <summary>When a skill was last used, and last succeeded; null for never.</summary>
sealed record UseTimes(DateTimeOffset? LastUsedAt, DateTimeOffset? LastSucceededAt);
