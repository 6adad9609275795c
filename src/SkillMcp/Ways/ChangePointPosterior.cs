using System.Buffers.Binary;

namespace SkillMcp.Ways;

/// <summary>
/// What is believed of the chance that the next execution of a way works, where that chance may have changed at any execution:
/// Bayesian online change-point detection (R. P. Adams and D. J. C. MacKay, 2007, arXiv:0710.3742) over Beta-Bernoulli. It is a mixture
/// of beta distributions, one for each execution at which the chance may have changed last. An outcome with a weight below 1 counts
/// with its likelihood raised to that weight, and makes a change less likely accordingly: one without weight changes nothing.
/// </summary>
/// <remarks>
/// It holds at most <see cref="MaxRuns"/> hypotheses: of more, neighbours are merged that differ little for their weight. So an outcome
/// takes the same time after 100,000 others as after a hundred.
/// </remarks>
sealed class ChangePointPosterior : IEquatable<ChangePointPosterior>
{
    /// <summary>The maximum number of hypotheses.</summary>
    public const int MaxRuns = 32;

    // A hypothesis that falls below this is dropped: the one that begins with the next execution starts with more.
    const double MinWeight = 1e-5;

    const int NumbersOfRun = 3;

    // From the longest run to the shortest.
    readonly RunHypothesis[] runs;

    ChangePointPosterior(RunHypothesis[] runs) => this.runs = runs;

    /// <summary>The number of hypotheses, 1-<see cref="MaxRuns"/>.</summary>
    public int Runs => runs.Length;

    /// <summary>The expected chance, 0-1.</summary>
    public double Mean => runs.Sum(run => run.Weight * run.Distribution.Mean);

    internal IReadOnlyList<RunHypothesis> Hypotheses => runs;

    /// <summary>What is believed before any execution.</summary>
    public static ChangePointPosterior Of(BetaPrior prior) => new([new RunHypothesis(1, prior.Successes, prior.Failures)]);

    /// <summary>The posterior after one more execution. A success never lowers its mean, and a failure never raises it.</summary>
    public ChangePointPosterior After(WeightedOutcome outcome, ChangeModel model)
    {
        if (outcome.Total == 0)
        {
            return this;
        }
        var after = AfterChangeOr(outcome, model);
        // That something may have changed unseen would count against a long series of successes, one by one.
        return IsAgainst(outcome, after.Mean - Mean) ? AfterNoChange(outcome) : after;
    }

    /// <summary>P(chance ≤ x), 0-1.</summary>
    /// <param name="x">A chance, 0-1.</param>
    public double Below(double x) => Math.Clamp(runs.Sum(run => run.Weight * run.Distribution.Cumulative(x)), 0, 1);

    /// <summary>The x with P(chance ≤ x) = p, to 0.0005.</summary>
    /// <param name="p">A probability, 0-1.</param>
    public double Quantile(double p)
    {
        var distributions = runs.Select(run => (run.Weight, run.Distribution)).ToList();
        var (low, high) = (0.0, 1.0);
        while (high - low > 0.0005)
        {
            var middle = (low + high) / 2;
            var below = distributions.Sum(run => run.Weight * run.Distribution.Cumulative(middle));
            (low, high) = below < p ? (middle, high) : (low, middle);
        }
        return (low + high) / 2;
    }

    /// <summary>A chance drawn from the posterior, 0-1; the same for the same state of the random source.</summary>
    public double Sample(Random random)
    {
        var (choice, quantile) = (random.NextDouble(), random.NextDouble());
        foreach (var run in runs)
        {
            choice -= run.Weight;
            if (choice < 0)
            {
                return run.Distribution.Quantile(quantile);
            }
        }
        return runs[^1].Distribution.Quantile(quantile);
    }

    /// <summary>
    /// The probability that this chance is above another one, 0-1, to about 0.005. That of the reverse is exactly the rest, and of two
    /// equal posteriors ½.
    /// </summary>
    public double ProbabilityAbove(ChangePointPosterior other)
    {
        var (its, others) = (DensityGrid.Of(runs), DensityGrid.Of(other.runs));
        return its.ProbabilityAbove(others);
    }

    /// <summary>The posterior as bytes: weight, successes and failures of each hypothesis, 64-bit floats, little-endian.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[runs.Length * NumbersOfRun * sizeof(double)];
        var numbers = runs.SelectMany(run => new[] { run.Weight, run.Successes, run.Failures });
        foreach (var (at, number) in numbers.Index())
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(at * sizeof(double)), number);
        }
        return bytes;
    }

    /// <summary>The posterior that was written as these bytes; null if none was.</summary>
    public static ChangePointPosterior? Read(ReadOnlySpan<byte> bytes)
    {
        const int size = NumbersOfRun * sizeof(double);
        if (bytes.Length % size != 0 || bytes.Length / size is < 1 or > MaxRuns)
        {
            return null;
        }
        var runs = new RunHypothesis[bytes.Length / size];
        for (var at = 0; at < runs.Length; at++)
        {
            runs[at] = new RunHypothesis(NumberAt(bytes, at, 0), NumberAt(bytes, at, 1), NumberAt(bytes, at, 2));
        }
        return Array.TrueForAll(runs, IsSound) && Math.Abs(runs.Sum(run => run.Weight) - 1) < 1e-6 ? new ChangePointPosterior(runs) : null;

        static double NumberAt(ReadOnlySpan<byte> bytes, int run, int number) =>
            BinaryPrimitives.ReadDoubleLittleEndian(bytes[((run * NumbersOfRun + number) * sizeof(double))..]);
    }

    public bool Equals(ChangePointPosterior? other) => other is not null && runs.AsSpan().SequenceEqual(other.runs);

    public override bool Equals(object? obj) => Equals(obj as ChangePointPosterior);

    public override int GetHashCode() => runs.Aggregate(0, HashCode.Combine);

    ChangePointPosterior AfterChangeOr(WeightedOutcome outcome, ChangeModel model)
    {
        var change = 1 - Math.Pow(1 - model.Hazard, outcome.Total);
        var next = new List<RunHypothesis>(runs.Length + 1);
        next.AddRange(runs.Select(run => (run with { Weight = run.Weight * (1 - change) }).After(outcome)));
        next.Add(new RunHypothesis(change, model.AfterChange.Successes, model.AfterChange.Failures).After(outcome));
        return new ChangePointPosterior(Bounded(Normalized(next, MinWeight)));
    }

    ChangePointPosterior AfterNoChange(WeightedOutcome outcome) =>
        new([.. Normalized([.. runs.Select(run => run.After(outcome))], minWeight: 0)]);

    static bool IsAgainst(WeightedOutcome outcome, double difference) =>
        outcome.Failure == 0 && difference < 0 || outcome.Success == 0 && difference > 0;

    static bool IsSound(RunHypothesis run) =>
        run is { Weight: >= 0 and <= 1, Successes: > 0, Failures: > 0 } && double.IsFinite(run.Length);

    static List<RunHypothesis> Normalized(List<RunHypothesis> runs, double minWeight)
    {
        var sum = runs.Sum(run => run.Weight);
        var kept = runs.Where(run => run.Weight > minWeight * sum).ToList();
        var left = kept.Sum(run => run.Weight);
        return [.. kept.Select(run => run with { Weight = run.Weight / left })];
    }

    static RunHypothesis[] Bounded(List<RunHypothesis> runs)
    {
        while (runs.Count > MaxRuns)
        {
            var at = MostAlike(runs);
            runs[at] = runs[at].With(runs[at + 1]);
            runs.RemoveAt(at + 1);
        }
        return [.. runs];
    }

    /// <summary>The first of the two neighbours that differ least in length for their weight.</summary>
    static int MostAlike(List<RunHypothesis> runs)
    {
        var (best, least) = (0, double.MaxValue);
        for (var at = 0; at < runs.Count - 1; at++)
        {
            var lost = (runs[at].Weight + runs[at + 1].Weight) * Math.Log(runs[at].Length / runs[at + 1].Length);
            if (lost < least)
            {
                (best, least) = (at, lost);
            }
        }
        return best;
    }
}
