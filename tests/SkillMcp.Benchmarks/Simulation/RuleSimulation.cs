using SkillMcp.Ways;

namespace SkillMcp.Benchmarks.Simulation;

/// <summary>Plays the rules alone, without a memory, against ways whose true chances are known.</summary>
sealed class RuleSimulation(RuleSettings settings, int replicates, int seed)
{
    const int MaxDelay = 200;

    static readonly SkillMemoryOptions Options = new();

    /// <summary>The share of skills with one way of constant chance that are archived within so many executions.</summary>
    public double ArchivedShare(double chance, double evidenced, int executions) =>
        Replicates.Average(random => ArchivedAfter(Learned(), executions, chance, evidenced, random) is null ? 0 : 1);

    /// <summary>The executions after a break until a skill is archived.</summary>
    /// <param name="before">The chance before the break.</param>
    /// <param name="after">The chance after it.</param>
    /// <param name="executions">The executions before the break.</param>
    /// <param name="evidenced">The share of reports with evidence.</param>
    public IReadOnlyList<int> Delays(double before, double after, int executions, double evidenced) =>
    [
        .. Replicates.Select(random =>
        {
            var way = Learned();
            for (var at = 0; at < executions; at++)
            {
                way.Execute(before, evidenced, random);
            }
            return ArchivedAfter(way, MaxDelay, after, evidenced, random) ?? MaxDelay;
        }).Order(),
    ];

    /// <summary>The successes that are lost, against always following the better of two ways.</summary>
    /// <param name="first">The chance of the way that is current at first.</param>
    /// <param name="second">The chance of the alternative.</param>
    /// <param name="uses">How often the skill is used.</param>
    /// <param name="evidenced">The share of reports with evidence.</param>
    public double Regret(double first, double second, int uses, double evidenced) =>
        Replicates.Average(random => RegretOf(first, second, uses, evidenced, random));

    /// <summary>The bare failures after which a skill is archived that was learned from one self-reported run; null for never.</summary>
    /// <param name="prior">What is believed of it before the run.</param>
    public int? BareFailuresToArchive(BetaPrior prior) =>
        ArchivedAfter(Learned(prior), MaxDelay, chance: 0, evidenced: 0, new Random(seed));

    IEnumerable<Random> Replicates => Enumerable.Range(0, replicates).Select(replicate => new Random(seed * 100_003 + replicate));

    /// <summary>A way that was learned from one self-reported run.</summary>
    SimulatedWay Learned(BetaPrior? prior = null)
    {
        var way = new SimulatedWay(settings, prior ?? WayPriors.Of(Options.LearnedConfidence));
        way.Add(Outcome.Success, EvidenceLevel.SelfReported);
        return way;
    }

    static int? ArchivedAfter(SimulatedWay way, int executions, double chance, double evidenced, Random random)
    {
        for (var at = 1; at <= executions; at++)
        {
            way.Execute(chance, evidenced, random);
            if (WayRetirement.IsDue([way.As(1, WayStatus.Current)], way.Outcomes, isPinned: false, Options))
            {
                return at;
            }
        }
        return null;
    }

    double RegretOf(double first, double second, int uses, double evidenced, Random random)
    {
        var chances = new[] { first, second };
        SimulatedWay[] ways = [Learned(), Learned()];
        var (current, lost) = (0, 0.0);
        for (var use = 0; use < uses; use++)
        {
            var chosen = WayChoice.Choose(WaysOf(ways, current), mayTry: true, random).Version;
            ways[chosen].Execute(chances[chosen], evidenced, random);
            lost += Math.Max(first, second) - chances[chosen];
            current = WayPromotion.Of(WaysOf(ways, current), isPinned: false)?.Version ?? current;
        }
        return lost;
    }

    static List<Way> WaysOf(SimulatedWay[] ways, int current) =>
        [.. ways.Select((way, number) => way.As(number, number == current ? WayStatus.Current : WayStatus.Alternative))];
}
