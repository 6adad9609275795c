namespace SkillMcp;

/// <summary>The counted executions of a skill, and the estimates of whether the next one will work.</summary>
public sealed record TrackRecord
{
    /// <summary>The factor by which each execution multiplies the weight of those before it in <see cref="RecentReliability"/>.</summary>
    public const double Decay = 0.9;

    public static TrackRecord Empty { get; } = new();

    public Tally Successes { get; init; }

    public Tally Partials { get; init; }

    public Tally Failures { get; init; }

    /// <summary>The sum of the weights of all executions, each worth <see cref="Decay"/> of the one after it.</summary>
    public double RecentWeight { get; init; }

    /// <summary>The sum of these weights, each multiplied by the score of its execution: success 1, partial ½, failure 0.</summary>
    public double RecentScore { get; init; }

    /// <summary>The executions before the skill was last restored: they stay visible, but the retirement rule ignores them.</summary>
    public ExecutionCounts BeforeRestore { get; init; }

    public int Total => Successes.Total + Partials.Total + Failures.Total;

    public ExecutionCounts All => new(Successes.Total, Partials.Total, Failures.Total);

    /// <summary>The executions that count for the retirement rule.</summary>
    public ExecutionCounts SinceRestore => All - BeforeRestore;

    /// <summary>(success + ½ partial) / total: the share that worked, 0-1; the prior if there is no execution yet.</summary>
    /// <param name="confidence">The prior belief before any execution, 0-1.</param>
    public double Reliability(double confidence) => All.Reliability(confidence);

    /// <summary>
    /// The reliability with each execution multiplying the weight of those before it by <see cref="Decay"/>:
    /// it shows drift that lifetime counts hide.
    /// </summary>
    /// <param name="confidence">The prior belief before any execution, 0-1.</param>
    public double RecentReliability(double confidence) => RecentWeight > 0 ? RecentScore / RecentWeight : confidence;

    /// <summary>
    /// The 95 % interval of the reliability: Wilson's score interval (E. B. Wilson, 1927, JASA 22:209-212), z = 1.96,
    /// a partial success counted as half a success. Without executions: 0 to 1.
    /// </summary>
    public (double Low, double High) Interval()
    {
        const double z = 1.959964;
        double n = Total;
        if (n == 0)
        {
            return (0, 1);
        }
        var p = Reliability(0);
        var centre = p + z * z / (2 * n);
        var margin = z * Math.Sqrt(p * (1 - p) / n + z * z / (4 * n * n));
        var scale = 1 + z * z / n;
        return (Math.Max(0, (centre - margin) / scale), Math.Min(1, (centre + margin) / scale));
    }

    /// <summary>
    /// The belief that ranking uses, 0-1: the 5 % quantile of Beta(½ + 2c + S, ½ + 2(1−c) + F), Jeffreys' prior moved by the confidence c.
    /// S and F weigh outcomes by how they are known: verified 1, evidenced ½, a self-reported success ¼ and failure ½.
    /// A partial success adds half of its weight to each.
    /// So an untried manual skill (about 0.4) never outranks 47 successes in 50 (about 0.7, even self-reported).
    /// </summary>
    /// <param name="confidence">The prior belief before any execution, 0-1.</param>
    public double Belief(double confidence) => Posterior(confidence).Quantile(0.05);

    /// <summary>The posterior distribution of the share that works; <see cref="Belief"/> is its 5 % quantile.</summary>
    internal BetaDistribution Posterior(double confidence)
    {
        var successes = Weigh(Successes, selfReported: 0.25) + Weigh(Partials, selfReported: 0.25) / 2;
        var failures = Weigh(Failures, selfReported: 0.5) + Weigh(Partials, selfReported: 0.5) / 2;
        return new BetaDistribution(0.5 + 2 * confidence + successes, 0.5 + 2 * (1 - confidence) + failures);
    }

    /// <summary>A record of which only the counts are known, all with the same evidence level.</summary>
    public static TrackRecord Of(ExecutionCounts counts, EvidenceLevel level)
    {
        // The order is not known, so each execution is scored as the average of all.
        var weight = (1 - Math.Pow(Decay, counts.Total)) / (1 - Decay);
        return new TrackRecord
        {
            Successes = Tally.Many(level, counts.Successes),
            Partials = Tally.Many(level, counts.Partials),
            Failures = Tally.Many(level, counts.Failures),
            RecentWeight = weight,
            RecentScore = weight * counts.Reliability(0),
        };
    }

    /// <summary>This record with one more execution. <see cref="Outcome.NotUsed"/> is not an execution, and changes nothing.</summary>
    public TrackRecord With(Outcome outcome, EvidenceLevel level) => outcome switch
    {
        Outcome.Success => Executed(outcome) with { Successes = Successes + Tally.One(level) },
        Outcome.Partial => Executed(outcome) with { Partials = Partials + Tally.One(level) },
        Outcome.Failure => Executed(outcome) with { Failures = Failures + Tally.One(level) },
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
        // An outcome that begins to count adds its weight, and one that stops counting removes it; all other weights stay the same.
        var weight = CountOf(to) - CountOf(from);
        var faded = Math.Pow(Decay, since);
        var corrected = this with
        {
            Successes = Replace(Successes, Outcome.Success),
            Partials = Replace(Partials, Outcome.Partial),
            Failures = Replace(Failures, Outcome.Failure),
        };
        if (IsBeforeRestore(from, since))
        {
            // The recent sums started from zero at the restore.
            return corrected with { BeforeRestore = corrected.All - SinceRestore };
        }
        return corrected with
        {
            RecentWeight = Math.Max(0, RecentWeight + weight * faded),
            RecentScore = Math.Max(0, RecentScore + (Score(to) - Score(from)) * faded),
        };

        Tally Replace(Tally tally, Outcome outcome) =>
            tally - (from == outcome ? Tally.One(fromLevel) : default) + (to == outcome ? Tally.One(toLevel) : default);
    }

    /// <summary>The counts of both records, without recent sums: their order is not known.</summary>
    internal TrackRecord Plus(TrackRecord other) => new()
    {
        Successes = Successes + other.Successes,
        Partials = Partials + other.Partials,
        Failures = Failures + other.Failures,
    };

    /// <summary>The counts of this record without those of the others, without recent sums.</summary>
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

    static double Score(Outcome outcome) => outcome switch { Outcome.Success => 1, Outcome.Partial => 0.5, _ => 0 };

    TrackRecord Executed(Outcome outcome) =>
        this with { RecentWeight = RecentWeight * Decay + 1, RecentScore = RecentScore * Decay + Score(outcome) };

    static double Weigh(Tally tally, double selfReported) => tally.Verified + 0.5 * tally.Evidenced + selfReported * tally.SelfReported;
}
