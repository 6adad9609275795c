using CsCheck;
using SkillMcp.Ways;

namespace SkillMcp.Tests.Ways;

public sealed class WayChoiceTests
{
    static readonly Way Good = Of(1, WayStatus.Current, successes: 12, failures: 0);
    static readonly Way Untried = Of(2, WayStatus.Alternative, successes: 1, failures: 0);
    static readonly Way Bad = Of(3, WayStatus.Earlier, successes: 1, failures: 12);

    [Fact]
    public void A_single_way_is_chosen_without_drawing()
    {
        var random = new CountingRandom();

        Assert.Same(Good, WayChoice.Choose([Good], mayTry: true, random));
        Assert.Equal(0, random.Drawn);
    }

    [Fact]
    public void An_untried_way_is_tried_sometimes_and_a_worse_one_never()
    {
        var chosen = Chosen([Good, Untried, Bad]);

        Assert.InRange(chosen.Count(way => way == Untried), 30, 500);
        Assert.DoesNotContain(Bad, chosen);
    }

    [Fact]
    public void Where_the_current_way_is_known_to_be_worse_it_is_never_chosen() =>
        Assert.All(
            Chosen([Bad with { Status = WayStatus.Current }, Good with { Status = WayStatus.Earlier }]),
            way => Assert.Equal(WayStatus.Earlier, way.Status));

    [Theory]
    [InlineData(WayStatus.Alternative, "deletes")]
    [InlineData(WayStatus.Earlier, "deletes")]
    [InlineData(WayStatus.Retired, "")]
    public void A_way_that_is_risky_or_retired_is_never_chosen(object status, string risk) =>
        Assert.All(
            Chosen([Bad with { Status = WayStatus.Current }, Good with { Status = (WayStatus)status, Risk = risk }]),
            way => Assert.Equal(WayStatus.Current, way.Status));

    [Fact]
    public void One_for_which_another_was_written_when_it_failed_is_only_chosen_while_it_seems_the_best()
    {
        var mended = Of(1, WayStatus.Earlier, successes: 8, failures: 3) with { IsMended = true };
        var fix = Of(2, WayStatus.Current, successes: 8, failures: 1);

        Assert.DoesNotContain(mended, Chosen([mended, fix]));
        Assert.Contains(mended with { IsMended = false }, Chosen([mended with { IsMended = false }, fix]));
        Assert.Contains(mended, Chosen([mended, fix with { Posterior = After(fix.Posterior, 0, 6) }]));
    }

    [Fact]
    public void Nothing_is_tried_where_trials_are_off() =>
        Assert.Same(Good, WayChoice.Choose([Good, Untried], mayTry: false, new Random(1)));

    [Fact]
    public void The_same_seed_chooses_the_same_way() => Gen.Int.Sample(seed =>
        Assert.Same(
            WayChoice.Choose([Good, Untried], mayTry: true, new Random(seed)),
            WayChoice.Choose([Good, Untried], mayTry: true, new Random(seed))));

    [Fact]
    public void A_refinement_of_what_failed_is_nearly_always_chosen()
    {
        var failed = Of(1, WayStatus.Earlier, 30, 0) with { Posterior = After(After(WayPriors.Of(0.5), 30, 0), 0, 3) };
        var refined = new Way { Version = 2, Status = WayStatus.Current, Posterior = After(WayPriors.AfterFailure, 1, 0) };

        Assert.InRange(Chosen([failed, refined]).Count(way => way == refined), 900, 1000);
    }

    [Fact]
    public void Of_forty_ways_each_that_may_be_best_is_tried()
    {
        var ways = Enumerable.Range(2, 39).Select(number => Untried with { Version = number });

        Assert.InRange(Chosen([Good, .. ways]).Select(way => way.Version).Distinct().Count(), 38, 40);
    }

    internal static Way Of(int version, WayStatus status, int successes, int failures) => new()
    {
        Version = version,
        Status = status,
        Posterior = After(WayPriors.Of(0.5), successes, failures),
    };

    internal static ChangePointPosterior After(BetaPrior prior, int successes, int failures) =>
        After(ChangePointPosterior.Of(prior), successes, failures);

    internal static ChangePointPosterior After(ChangePointPosterior posterior, int successes, int failures)
    {
        var outcomes = Enumerable.Repeat(Outcome.Success, successes).Concat(Enumerable.Repeat(Outcome.Failure, failures));
        return outcomes.Aggregate(posterior, (sofar, outcome) => sofar.After(WeightedOutcome.Of(outcome, 1), ChangeModel.Default));
    }

    static List<Way> Chosen(IReadOnlyList<Way> ways)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, 1000).Select(_ => WayChoice.Choose(ways, mayTry: true, random))];
    }

    sealed class CountingRandom : Random
    {
        public int Drawn { get; private set; }

        public override double NextDouble()
        {
            Drawn++;
            return base.NextDouble();
        }
    }
}
