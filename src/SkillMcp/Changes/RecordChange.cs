namespace SkillMcp.Changes;

/// <summary>
/// What happens to a skill's record, as numbers that a store adds: several outcomes that come at once are all counted, whichever
/// is written first.
/// </summary>
public sealed record RecordChange
{
    public static RecordChange None { get; } = new();

    public Tally Successes { get; init; }

    public Tally Partials { get; init; }

    public Tally Failures { get; init; }

    /// <summary>What the recent sums are multiplied by before the next two are added, 0-1.</summary>
    public double RecentDecay { get; init; } = 1;

    public double RecentWeight { get; init; }

    public double RecentScore { get; init; }

    /// <summary>What is added to the executions before the last restore.</summary>
    public ExecutionCounts BeforeRestore { get; init; }

    /// <summary>Used at the earliest then: a later time that is known stays.</summary>
    public DateTimeOffset? UsedAt { get; init; }

    /// <summary>Succeeded at the earliest then: a later time that is known stays.</summary>
    public DateTimeOffset? SucceededAt { get; init; }

    /// <summary>The two times as they are, where a correction takes them back; null where they only move on.</summary>
    public UseTimes? Times { get; init; }

    /// <summary>The record that the numbers were computed from, where they hold for no other: a store refuses the change if it is another one by now.</summary>
    public TrackRecord? Expected { get; init; }

    public bool IsNone => this == None;

    /// <summary>What one more execution adds.</summary>
    public static RecordChange By(Execution execution)
    {
        var one = TrackRecord.Empty.With(execution.Outcome, execution.EvidenceLevel);
        return execution.Outcome == Outcome.NotUsed ? None : new RecordChange
        {
            Successes = one.Successes,
            Partials = one.Partials,
            Failures = one.Failures,
            RecentDecay = TrackRecord.Decay,
            RecentWeight = one.RecentWeight,
            RecentScore = one.RecentScore,
            UsedAt = execution.At,
            SucceededAt = execution.Outcome == Outcome.Success ? execution.At : null,
        };
    }

    /// <summary>What makes one record another one. It holds for that record alone.</summary>
    public static RecordChange Between(TrackRecord before, TrackRecord after) => new()
    {
        Successes = after.Successes - before.Successes,
        Partials = after.Partials - before.Partials,
        Failures = after.Failures - before.Failures,
        RecentDecay = 0,
        RecentWeight = after.RecentWeight,
        RecentScore = after.RecentScore,
        BeforeRestore = after.BeforeRestore - before.BeforeRestore,
        Expected = before,
    };
}

/// <summary>When a skill was last used, and last succeeded; null for never.</summary>
public sealed record UseTimes(DateTimeOffset? LastUsedAt, DateTimeOffset? LastSucceededAt);
