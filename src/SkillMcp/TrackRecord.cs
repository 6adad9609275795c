namespace SkillMcp;

/// <summary>The counted executions of a skill, and the estimates of whether the next one will work.</summary>
public sealed record TrackRecord
{
    /// <summary>That of a skill that was never executed.</summary>
    public static TrackRecord Empty { get; } = new();

    /// <summary>The executions that worked.</summary>
    public Tally Successes { get; init; }

    /// <summary>The executions that worked in part.</summary>
    public Tally Partials { get; init; }

    /// <summary>The executions that did not work.</summary>
    public Tally Failures { get; init; }

    /// <summary>The executions before the skill was last restored: they stay visible, but the retirement rule ignores them.</summary>
    public ExecutionCounts BeforeRestore { get; init; }

    /// <summary>The number of executions.</summary>
    public int Total => Successes.Total + Partials.Total + Failures.Total;

    /// <summary>The executions, however they are known.</summary>
    public ExecutionCounts All => new(Successes.Total, Partials.Total, Failures.Total);

    /// <summary>The executions that count for the retirement rule.</summary>
    public ExecutionCounts SinceRestore => All - BeforeRestore;

    /// <summary>(success + ½ partial) / total: the share that worked, 0-1; the prior if there is no execution yet.</summary>
    /// <param name="confidence">The prior belief before any execution, 0-1.</param>
    public double Reliability(double confidence) => All.Reliability(confidence);

    /// <summary>
    /// The 95 % interval of the reliability (<see cref="WilsonInterval"/>), a partial success counted as half a success. Without
    /// executions: 0 to 1.
    /// </summary>
    public (double Low, double High) Interval() =>
        Total == 0 ? (0, 1) : WilsonInterval.Of(Reliability(0), Total, WilsonInterval.Z95);

    /// <summary>Whether a success is known from more than the word of whoever reports it.</summary>
    public bool IsProved => Successes.Verified + Successes.Evidenced > 0;

    /// <summary>
    /// What is believed where only the counts are known, 0-1: the 5 % quantile of Beta(½ + 2c + S, ½ + 2(1−c) + F), Jeffreys' prior moved
    /// by the confidence c. A partial success adds half to each of S and F. A way whose executions are known in their order is believed by
    /// its posterior instead, which sees change.
    /// </summary>
    /// <param name="confidence">The prior belief before any execution, 0-1.</param>
    public double Belief(double confidence) => new BetaDistribution(
        0.5 + 2 * confidence + Successes.Total + Partials.Total / 2.0,
        0.5 + 2 * (1 - confidence) + Failures.Total + Partials.Total / 2.0).Quantile(0.05);

    /// <summary>A record of which only the counts are known, all with the same evidence level.</summary>
    public static TrackRecord Of(ExecutionCounts counts, EvidenceLevel level) => new()
    {
        Successes = Tally.Many(level, counts.Successes),
        Partials = Tally.Many(level, counts.Partials),
        Failures = Tally.Many(level, counts.Failures),
    };

    /// <summary>This record with one more execution. <see cref="Outcome.NotUsed"/> is not an execution, and changes nothing.</summary>
    public TrackRecord With(Outcome outcome, EvidenceLevel level) => outcome switch
    {
        Outcome.Success => this with { Successes = Successes + Tally.One(level) },
        Outcome.Partial => this with { Partials = Partials + Tally.One(level) },
        Outcome.Failure => this with { Failures = Failures + Tally.One(level) },
        _ => this,
    };

    /// <summary>This record with the outcome of an earlier execution corrected.</summary>
    /// <param name="from">What was reported first.</param>
    /// <param name="fromLevel">How the first report was known.</param>
    /// <param name="to">What is reported now.</param>
    /// <param name="toLevel">How the correction is known.</param>
    /// <param name="since">How many executions were recorded after it.</param>
    public TrackRecord Corrected(Outcome from, EvidenceLevel fromLevel, Outcome to, EvidenceLevel toLevel, int since)
    {
        var corrected = this with
        {
            Successes = Replace(Successes, Outcome.Success),
            Partials = Replace(Partials, Outcome.Partial),
            Failures = Replace(Failures, Outcome.Failure),
        };
        return IsBeforeRestore(from, since) ? corrected with { BeforeRestore = corrected.All - SinceRestore } : corrected;

        Tally Replace(Tally tally, Outcome outcome) =>
            tally - (from == outcome ? Tally.One(fromLevel) : default) + (to == outcome ? Tally.One(toLevel) : default);
    }

    /// <summary>The counts of both records.</summary>
    internal TrackRecord Plus(TrackRecord other) => new()
    {
        Successes = Successes + other.Successes,
        Partials = Partials + other.Partials,
        Failures = Failures + other.Failures,
    };

    /// <summary>The counts of this record without those of the others.</summary>
    internal TrackRecord Minus(IEnumerable<TrackRecord> others)
    {
        var all = others.Aggregate(Empty, (sum, record) => sum.Plus(record));
        return new()
        {
            Successes = Successes - all.Successes,
            Partials = Partials - all.Partials,
            Failures = Failures - all.Failures,
        };
    }

    bool IsBeforeRestore(Outcome outcome, int since) => BeforeRestore.Total > 0 && since + CountOf(outcome) > SinceRestore.Total;

    static int CountOf(Outcome outcome) => outcome is Outcome.NotUsed ? 0 : 1;
}
