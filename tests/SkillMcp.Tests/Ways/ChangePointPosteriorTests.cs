using CsCheck;
using SkillMcp.Ways;

namespace SkillMcp.Tests.Ways;

public sealed class ChangePointPosteriorTests
{
    static readonly ChangeModel Model = ChangeModel.Default;
    static readonly ChangePointPosterior Untried = ChangePointPosterior.Of(BetaPrior.Of(0.5));

    static readonly Gen<WeightedOutcome> Mixed = Gen.Select(Gen.Enum<Outcome>(), Gen.Double[0, 1], WeightedOutcome.Of);

    static readonly Gen<ChangePointPosterior> Posteriors = Mixed.List[0, 200].Select(After);

    // Outcomes of a constant chance, so that long runs of successes or failures occur too.
    static readonly Gen<ChangePointPosterior> OfConstantChance =
        Gen.Select(Gen.Double[0, 1], Gen.Int[0, 300], Gen.Int, (chance, count, seed) => After(Executions(chance, count, new Random(seed))));

    [Fact]
    public void Below_a_quantile_lies_its_probability() =>
        Gen.Select(Gen.Double[0.02, 0.98], Gen.Bool.List[0, 40]).Sample((p, worked) =>
        {
            var posterior = worked.Aggregate(
                ChangePointPosterior.Of(WayPriors.Of(0.5)),
                (before, ok) => before.After(WeightedOutcome.Of(ok ? Outcome.Success : Outcome.Failure, 1), ChangeModel.Default));
            var x = posterior.Quantile(p);
            Assert.InRange(p, posterior.Below(x - 0.0005), posterior.Below(x + 0.0005));
        });

    [Fact]
    public void Its_probabilities_are_0_to_1_and_sum_to_1() => Posteriors.Sample(posterior =>
    {
        Assert.All(posterior.Hypotheses, run => Assert.InRange(run.Weight, 0, 1));
        Assert.Equal(1, posterior.Hypotheses.Sum(run => run.Weight), tolerance: 1e-9);
        Assert.InRange(posterior.Mean, 0, 1);
    });

    [Fact]
    public void It_never_holds_more_hypotheses_than_its_bound() =>
        Posteriors.Sample(posterior => Assert.InRange(posterior.Runs, 1, ChangePointPosterior.MaxRuns));

    [Fact]
    public void Where_nothing_changes_it_is_the_beta_posterior_whatever_the_order() =>
        Gen.Select(Mixed.List[0, 50], Gen.Int).Sample((history, seed) =>
        {
            var shuffled = history.ToArray();
            new Random(seed).Shuffle(shuffled);
            var (successes, failures) = (1.5 + history.Sum(one => one.Success), 1.5 + history.Sum(one => one.Failure));
            var posterior = shuffled.Aggregate(Untried, (sofar, one) => sofar.After(one, new ChangeModel { Hazard = 0 }));
            Assert.Equal(1, posterior.Runs);
            Assert.Equal(successes / (successes + failures), posterior.Mean, tolerance: 1e-9);
            Assert.Equal(new BetaDistribution(successes, failures).Cumulative(0.3), posterior.Below(0.3), tolerance: 1e-9);
        });

    [Fact]
    public void A_success_never_lowers_its_mean_and_a_failure_never_raises_it() =>
        Gen.Select(Gen.OneOf(Posteriors, OfConstantChance), Gen.Double[0.01, 1]).Sample((posterior, weight) =>
        {
            const double rounding = 1e-12;
            Assert.True(After(posterior, Outcome.Success, weight).Mean >= posterior.Mean - rounding);
            Assert.True(After(posterior, Outcome.Failure, weight).Mean <= posterior.Mean + rounding);
        });

    [Fact]
    public void More_is_believed_of_a_way_after_a_success_than_after_a_failure() =>
        Gen.Select(Gen.OneOf(Posteriors, OfConstantChance), Gen.Double[0.01, 1]).Sample((posterior, weight) =>
        {
            var (worked, failed) = (After(posterior, Outcome.Success, weight), After(posterior, Outcome.Failure, weight));
            Assert.True(worked.Mean > failed.Mean);
            Assert.True(worked.Below(0.3) < failed.Below(0.3));
        });

    [Fact]
    public void An_outcome_without_weight_changes_nothing() => Posteriors.Sample(posterior =>
        Assert.Equal(posterior, After(posterior, Outcome.Failure, weight: 0)));

    [Fact]
    public void What_was_not_used_changes_nothing() => Posteriors.Sample(posterior =>
        Assert.Equal(posterior, After(posterior, Outcome.NotUsed, weight: 1)));

    [Theory]
    [InlineData(20)]
    [InlineData(200)]
    [InlineData(2000)]
    public void A_way_that_worked_and_breaks_is_known_to_be_bad_within_few_failures(int before)
    {
        var posterior = After(Executions(0.9, before, new Random(before)));
        Assert.True(posterior.Mean > 0.7);

        var failures = 0;
        for (; posterior.Below(0.3) <= 0.95; failures++)
        {
            posterior = After(posterior, Outcome.Failure, weight: 1);
        }
        Assert.InRange(failures, 3, 8);
    }

    [Fact]
    public void A_way_that_works_again_is_soon_believed_to()
    {
        var history = new[] { (0.9, 100), (0.0, 20), (1.0, 8) };
        var posterior = After(history.SelectMany(part => Executions(part.Item1, part.Item2, new Random(1))));

        Assert.True(posterior.Mean > 0.7);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(0.95)]
    [InlineData(1)]
    public void After_100_000_executions_it_is_a_number_and_small(double chance)
    {
        var posterior = After(Executions(chance, 100_000, new Random(1)));

        Assert.InRange(posterior.Runs, 1, ChangePointPosterior.MaxRuns);
        Assert.InRange(posterior.Mean, chance - 0.1, chance + 0.1);
        Assert.InRange(posterior.Below(0.3), 0, 1);
        Assert.InRange(posterior.Sample(new Random(1)), 0, 1);
        Assert.Equal(0.5, posterior.ProbabilityAbove(posterior), tolerance: 1e-9);
        Assert.InRange(posterior.ToBytes().Length, 1, ChangePointPosterior.MaxRuns * 24);
    }

    [Fact]
    public void It_comes_back_from_its_bytes() => Posteriors.Sample(posterior =>
        Assert.Equal(posterior, ChangePointPosterior.Read(posterior.ToBytes())));

    [Fact]
    public void Other_bytes_are_no_posterior() => Gen.Byte.Array[0, 100].Sample(bytes =>
        Assert.Null(ChangePointPosterior.Read(bytes)));

    [Fact]
    public void Cut_or_changed_bytes_are_no_posterior()
    {
        var bytes = After(Executions(0.5, 50, new Random(1))).ToBytes();

        Assert.Null(ChangePointPosterior.Read(bytes.AsSpan(..^1)));
        Assert.Null(ChangePointPosterior.Read(bytes.AsSpan(24..)));
        BitConverter.TryWriteBytes(bytes, double.NaN);
        Assert.Null(ChangePointPosterior.Read(bytes));
    }

    [Fact]
    public void The_same_seed_draws_the_same_chances() => Gen.Select(Posteriors, Gen.Int).Sample((posterior, seed) =>
    {
        var drawn = posterior.Sample(new Random(seed));
        Assert.InRange(drawn, 0, 1);
        Assert.Equal(drawn, posterior.Sample(new Random(seed)));
    });

    [Fact]
    public void What_is_drawn_is_on_average_its_mean() => Posteriors.Sample(posterior =>
    {
        var random = new Random(1);
        Assert.Equal(posterior.Mean, Enumerable.Range(0, 2000).Average(_ => posterior.Sample(random)), tolerance: 0.04);
    }, iter: 20);

    [Fact]
    public void One_of_two_is_above_the_other() => Gen.Select(Posteriors, Posteriors).Sample((one, other) =>
    {
        Assert.Equal(1, one.ProbabilityAbove(other) + other.ProbabilityAbove(one), tolerance: 1e-9);
        Assert.InRange(one.ProbabilityAbove(other), 0, 1);
    });

    // P(X > Y) of X ~ Beta(a, 1) and Y ~ Beta(b, 1) is a / (a + b).
    [Fact]
    public void How_likely_one_is_above_another_is_that_of_the_closed_form() =>
        Gen.Select(Gen.Double[1, 30], Gen.Double[1, 30]).Sample((a, b) =>
        {
            var (one, other) = (ChangePointPosterior.Of(new BetaPrior(a, 1)), ChangePointPosterior.Of(new BetaPrior(b, 1)));
            Assert.Equal(a / (a + b), one.ProbabilityAbove(other), tolerance: 0.005);
        });

    static IEnumerable<WeightedOutcome> Executions(double chance, int count, Random random) =>
        Enumerable.Range(0, count).Select(_ => WeightedOutcome.Of(random.NextDouble() < chance ? Outcome.Success : Outcome.Failure, 1));

    static ChangePointPosterior After(IEnumerable<WeightedOutcome> history) =>
        history.Aggregate(Untried, (posterior, outcome) => posterior.After(outcome, Model));

    static ChangePointPosterior After(ChangePointPosterior posterior, Outcome outcome, double weight) =>
        posterior.After(WeightedOutcome.Of(outcome, weight), Model);
}
