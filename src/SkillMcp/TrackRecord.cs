namespace SkillMcp;

/// <summary>How many outcomes of one kind there were, by how they are known.</summary>
public readonly record struct Tally(int Verified, int Evidenced, int SelfReported)
{
    public int Total => Verified + Evidenced + SelfReported;

    public static Tally operator +(Tally a, Tally b) => new(a.Verified + b.Verified, a.Evidenced + b.Evidenced, a.SelfReported + b.SelfReported);

    public static Tally operator -(Tally a, Tally b) => new(a.Verified - b.Verified, a.Evidenced - b.Evidenced, a.SelfReported - b.SelfReported);

    public static Tally Many(Grade grade, int count) => grade switch
    {
        Grade.Verified => new(count, 0, 0),
        Grade.Evidenced => new(0, count, 0),
        _ => new(0, 0, count),
    };

    public static Tally One(Grade grade) => Many(grade, 1);
}

/// <summary>The executions of a skill so far, and what they let one believe of the next.</summary>
public sealed record TrackRecord
{
    /// <summary>By how much one execution lowers the weight of each before it in <see cref="RecentReliability"/>.</summary>
    public const double Decay = 0.9;

    public static TrackRecord Empty { get; } = new();

    public Tally Successes { get; init; }

    public Tally Partials { get; init; }

    public Tally Failures { get; init; }

    /// <summary>The sum of the weights of all executions, each worth <see cref="Decay"/> of the one after it.</summary>
    public double RecentWeight { get; init; }

    /// <summary>The same sum with each execution multiplied by what it scored: 1, ½ or 0.</summary>
    public double RecentScore { get; init; }

    /// <summary>The executions before the skill was last restored: they stay visible, and no longer retire it.</summary>
    public Executions BeforeRestore { get; init; }

    public int Total => Successes.Total + Partials.Total + Failures.Total;

    public Executions All => new(Successes.Total, Partials.Total, Failures.Total);

    /// <summary>The executions that the retirement rule looks at.</summary>
    public Executions SinceRestore => All - BeforeRestore;

    /// <summary>(success + ½ partial) / total: the share that worked, 0-1; the prior where nothing was executed yet.</summary>
    /// <param name="confidence">The prior belief before any execution, 0-1.</param>
    public double Reliability(double confidence) => All.Reliability(confidence);

    /// <summary>The same with each execution multiplying the weight of those before it by <see cref="Decay"/>: it sees drift that lifetime counts hide.</summary>
    /// <param name="confidence">The prior belief before any execution, 0-1.</param>
    public double RecentReliability(double confidence) => RecentWeight > 0 ? RecentScore / RecentWeight : confidence;

    /// <summary>
    /// The 95 % interval of the reliability: Wilson's score interval (E. B. Wilson, 1927, JASA 22:209-212), z = 1.96,
    /// a partial success taken as half a success. Nothing executed: 0 to 1.
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
    /// What ranking believes, 0-1: the 5 % quantile of Beta(½ + 2c + S, ½ + 2(1−c) + F), Jeffreys' prior moved by the confidence c.
    /// S and F weigh outcomes by how they are known: verified 1, evidenced ½, a self-reported success ¼ and failure ½; a partial adds half to each.
    /// So an untried manual skill (about 0.4) never outranks 47 successes in 50 (about 0.7, even self-reported).
    /// </summary>
    /// <param name="confidence">The prior belief before any execution, 0-1.</param>
    public double Belief(double confidence) => Posterior(confidence).Quantile(0.05);

    /// <summary>The whole of what is believed: the distribution that <see cref="Belief"/> is the cautious end of.</summary>
    internal BetaDistribution Posterior(double confidence)
    {
        var successes = Weigh(Successes, selfReported: 0.25) + Weigh(Partials, selfReported: 0.25) / 2;
        var failures = Weigh(Failures, selfReported: 0.5) + Weigh(Partials, selfReported: 0.5) / 2;
        return new BetaDistribution(0.5 + 2 * confidence + successes, 0.5 + 2 * (1 - confidence) + failures);
    }

    /// <summary>A record that is known only as counts, and all of it in one way.</summary>
    public static TrackRecord Of(Executions counts, Grade grade)
    {
        // In what order they came is not known: each recent one is taken as the average of all.
        var weight = (1 - Math.Pow(Decay, counts.Total)) / (1 - Decay);
        return new TrackRecord
        {
            Successes = Tally.Many(grade, counts.Successes),
            Partials = Tally.Many(grade, counts.Partials),
            Failures = Tally.Many(grade, counts.Failures),
            RecentWeight = weight,
            RecentScore = weight * counts.Reliability(0),
        };
    }

    /// <summary>This record with one more execution. <see cref="Outcome.NotUsed"/> is none, and changes nothing.</summary>
    public TrackRecord With(Outcome outcome, Grade grade) => outcome switch
    {
        Outcome.Success => Executed(outcome) with { Successes = Successes + Tally.One(grade) },
        Outcome.Partial => Executed(outcome) with { Partials = Partials + Tally.One(grade) },
        Outcome.Failure => Executed(outcome) with { Failures = Failures + Tally.One(grade) },
        _ => this,
    };

    /// <summary>This record with an earlier execution said to have ended otherwise.</summary>
    /// <param name="was">What was reported first.</param>
    /// <param name="wasGrade">How that was known.</param>
    /// <param name="is">What is reported now.</param>
    /// <param name="isGrade">How this is known.</param>
    /// <param name="since">How many executions were recorded after it.</param>
    public TrackRecord Corrected(Outcome was, Grade wasGrade, Outcome @is, Grade isGrade, int since)
    {
        // What never counted, or no longer counts, takes its weight along; the order of the others stays.
        var weight = (Counts(@is) ? 1 : 0) - (Counts(was) ? 1 : 0);
        var faded = Math.Pow(Decay, since);
        var corrected = this with
        {
            Successes = Replace(Successes, Outcome.Success),
            Partials = Replace(Partials, Outcome.Partial),
            Failures = Replace(Failures, Outcome.Failure),
        };
        // The recent sums began anew with the restore.
        return IsBeforeRestore(was, since) ? corrected with { BeforeRestore = corrected.All - SinceRestore } : corrected with
        {
            RecentWeight = Math.Max(0, RecentWeight + weight * faded),
            RecentScore = Math.Max(0, RecentScore + (Score(@is) - Score(was)) * faded),
        };

        Tally Replace(Tally tally, Outcome outcome) =>
            tally - (was == outcome ? Tally.One(wasGrade) : default) + (@is == outcome ? Tally.One(isGrade) : default);
    }

    /// <summary>The executions of both, in no order.</summary>
    internal TrackRecord Plus(TrackRecord other) => new() { Successes = Successes + other.Successes, Partials = Partials + other.Partials, Failures = Failures + other.Failures };

    /// <summary>The executions that are none of the others, in no order.</summary>
    internal TrackRecord Less(IEnumerable<TrackRecord> others)
    {
        var all = others.Aggregate(Empty, (sum, record) => sum.Plus(record));
        return new() { Successes = Successes - all.Successes, Partials = Partials - all.Partials, Failures = Failures - all.Failures };
    }

    bool IsBeforeRestore(Outcome outcome, int since) => BeforeRestore.Total > 0 && since + (Counts(outcome) ? 1 : 0) > SinceRestore.Total;

    static bool Counts(Outcome outcome) => outcome is not Outcome.NotUsed;

    static double Score(Outcome outcome) => outcome switch { Outcome.Success => 1, Outcome.Partial => 0.5, _ => 0 };

    TrackRecord Executed(Outcome outcome) =>
        this with { RecentWeight = RecentWeight * Decay + 1, RecentScore = RecentScore * Decay + Score(outcome) };

    static double Weigh(Tally tally, double selfReported) => tally.Verified + 0.5 * tally.Evidenced + selfReported * tally.SelfReported;
}

/// <summary>Counts of outcomes, however they are known.</summary>
public readonly record struct Executions(int Successes, int Partials, int Failures)
{
    public int Total => Successes + Partials + Failures;

    /// <summary>(success + ½ partial) / total, 0-1; <paramref name="whenNone"/> where there are none.</summary>
    public double Reliability(double whenNone) => Total == 0 ? whenNone : (Successes + 0.5 * Partials) / Total;

    public static Executions operator -(Executions a, Executions b) => new(a.Successes - b.Successes, a.Partials - b.Partials, a.Failures - b.Failures);
}
